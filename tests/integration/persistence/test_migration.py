import threading
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import create_engine
from tests.fixtures.database import Database

from sertakan.persistence.addresses import with_database
from sertakan.persistence.database import engine_url
from sertakan.persistence.migration import current, head, upgrade
from sertakan.tenancy.regions import iter_regions


@pytest.fixture
def empty(database: Database) -> Iterator[str]:
    with database.as_superuser() as connection:
        connection.execute("CREATE DATABASE kosong OWNER sertakan_owner TEMPLATE template0")
        yield with_database(database.addresses.owner, "kosong")
        connection.execute("DROP DATABASE kosong WITH (FORCE)")


def stands_at(address: str) -> str | None:
    engine = create_engine(engine_url(address))
    with engine.connect() as connection:
        found = current(connection)
    engine.dispose()
    return found


def test_database_stands_at_the_newest_release(database: Database) -> None:
    assert stands_at(database.addresses.app) == head()


def test_processes_may_migrate_at_once(empty: str) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            upgrade(empty)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert stands_at(empty) == head()


def test_migrating_again_changes_nothing(database: Database) -> None:
    before = stands_at(database.addresses.owner)
    upgrade(database.addresses.owner)
    assert stands_at(database.addresses.owner) == before


def test_all_regions_are_known(database: Database) -> None:
    with psycopg.connect(database.addresses.app) as connection:
        levels = connection.execute(
            "SELECT level, count(*) FROM region GROUP BY level ORDER BY level"
        ).fetchall()
    assert dict(levels)[2] == 514
    assert sum(count for _, count in levels) == sum(1 for _ in iter_regions())
