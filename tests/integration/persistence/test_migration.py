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


def test_regencies_of_the_first_release_keep_their_documents(empty: str, database: Database) -> None:
    upgrade(empty, "0001")
    with psycopg.connect(with_database(database.superuser_address, "kosong"), autocommit=True) as connection:
        connection.execute(
            "INSERT INTO tenant (id, slug, region_code, name, state, revision)"
            " VALUES (7, 'jayapura', '91.03', 'Kabupaten Jayapura', 'trial', 2)"
        )
        for number, day in ((1, "2026-01-01"), (2, "2026-11-01")):
            connection.execute(
                "INSERT INTO configuration_revision"
                " (tenant_id, id, number, document, fingerprint, origin, applied_from)"
                " VALUES (7, gen_random_uuid(), %s, 'isi', 'sidik', 'file', %s)",
                (number, day),
            )

        upgrade(empty)

        marks = connection.execute(
            "SELECT number, part, applied_from::text FROM revision_mark WHERE tenant_id = 7 ORDER BY number"
        ).fetchall()
        zone = connection.execute("SELECT timezone FROM tenant WHERE id = 7").fetchone()
    assert marks == [(1, "whole", "2026-01-01"), (2, "whole", "2026-11-01")]
    assert zone == ("Asia/Jayapura",)
