import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from tests.factories.identity import make_sign_in, make_staff, make_verification
from tests.factories.tenancy import make_throttle
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.identity.tables import SignInSessionRow, ThrottleRow, VerificationRow
from sertakan.kernel.identifier import new_id
from sertakan.notifications import service
from sertakan.notifications.model import Channel, Text
from sertakan.persistence.queue import defer, do_for_every_tenant
from sertakan.tenancy.model import SpaceState, Tenant
from sertakan.web.application import SertakanApp

_TEXT = Text(subject="s", body="b")


def _count_jobs(database: Database) -> int:
    with database.as_superuser() as connection:
        row = connection.execute("SELECT count(*) FROM jobs.procrastinate_jobs").fetchone()
    assert row is not None
    return int(str(row[0]))


def _queue(database: Database, task: str) -> None:
    with database.as_superuser() as connection:
        connection.execute("SET search_path = public, jobs")
        connection.execute(
            "INSERT INTO jobs.procrastinate_jobs (queue_name, task_name, args)"
            " VALUES ('default', %s, '{\"timestamp\": 1}')",
            [task],
        )


def _send(tenant: Tenant) -> UUID:
    live = replace(tenant, state=SpaceState.LIVE)
    return service.send(live, channel=Channel.SMS, recipient="+6281234567890", template="uji", text=_TEXT)


def test_job_vanishes_with_its_transaction(tenant: Tenant, as_tenant: Work, database: Database) -> None:
    with as_tenant(tenant) as session:
        _send(tenant)
        session.rollback()
    assert _count_jobs(database) == 0


def test_job_holds_ids_only(tenant: Tenant, as_tenant: Work, database: Database) -> None:
    with as_tenant(tenant):
        message_id = _send(tenant)
    with database.as_superuser() as connection:
        row = connection.execute("SELECT args FROM jobs.procrastinate_jobs").fetchone()
    assert row == ({"tenant_id": tenant.id, "message_id": str(message_id)},)


def test_second_job_of_a_kind_leaves_the_rest_intact(
    tenant: Tenant, as_tenant: Work, database: Database
) -> None:
    with as_tenant(tenant):
        for _ in range(3):
            defer("uji.sekali", tenant.id, once="hari ini")
        make_verification(tenant.id)
    assert _count_jobs(database) == 1
    with as_tenant(tenant) as session:
        assert session.scalar(select(func.count()).select_from(VerificationRow)) == 1


def test_stale_rows_are_forgotten_with_the_workers_rights(
    tenant: Tenant, as_tenant: Work, work: Callable[[], None], database: Database
) -> None:
    old = datetime.now(UTC) - timedelta(days=100)
    with as_tenant(tenant):
        make_verification(tenant.id, expires_at=old)
        make_verification(tenant.id)
        make_throttle(tenant.id, id=new_id(), window_ends_at=old)
        account_id = make_staff(tenant.id)
        make_sign_in(tenant.id, account_id, expires_at=old)
        make_sign_in(tenant.id, account_id)
    _queue(database, "identity.forget_stale")
    work()
    with as_tenant(tenant) as session:
        counts = [
            session.scalar(select(func.count()).select_from(table))
            for table in (VerificationRow, ThrottleRow, SignInSessionRow)
        ]
    assert counts == [1, 0, 1]


def test_one_tenants_failure_spares_the_others(app: SertakanApp, tenant: Tenant) -> None:
    done: list[int] = []

    def work(tenant_id: int, now: datetime) -> None:
        if tenant_id == tenant.id:
            raise ValueError
        done.append(tenant_id)

    with app.app_context(), pytest.raises(RuntimeError, match="1 of 11"):
        do_for_every_tenant("uji", work)
    assert len(done) == 10


def test_killed_workers_job_is_done_after_all(
    tenant: Tenant, as_tenant: Work, work: Callable[[], None], database: Database
) -> None:
    with as_tenant(tenant):
        _send(tenant)
    with database.as_superuser() as connection:
        connection.execute("SET search_path = public, jobs")
        connection.execute(
            "WITH dead AS (INSERT INTO jobs.procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '1 hour') RETURNING id)"
            " UPDATE jobs.procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
        )
    _queue(database, "queue.retry_stalled")
    work()
    with as_tenant(tenant):
        assert _count_jobs(database) == 0


@pytest.fixture
def silent_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.mark.serial
def test_worker_stops_in_time_while_a_server_hangs(
    tenant: Tenant, as_tenant: Work, environment: dict[str, str], silent_port: int, database: Database
) -> None:
    with as_tenant(tenant):
        _send(tenant)
    environment = {**os.environ, **environment, "SERTAKAN_MESSAGE_URL": f"http://127.0.0.1:{silent_port}/"}
    process = subprocess.Popen([sys.executable, "-m", "sertakan", "worker"], env=environment)
    try:
        _wait_until_doing(database)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - began < 4
    finally:
        process.kill()
        process.wait()


def _wait_until_doing(database: Database) -> None:
    with database.as_superuser() as connection:
        for _ in range(200):
            row = connection.execute(
                "SELECT count(*) FROM jobs.procrastinate_jobs"
                " WHERE status = 'doing' AND task_name = 'notifications.deliver'"
            ).fetchone()
            if row == (1,):
                return
            time.sleep(0.1)
    raise AssertionError("the worker took no job")
