import os
import time

from tests.factories.oversight import application_as
from tests.factories.papers import PDF, png
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.cli.working import load_tasks
from sertakan.persistence.files import read_file, store_file
from sertakan.persistence.queue import run_worker
from sertakan.tenancy.model import Tenant

_TWO_DAYS = 2 * 24 * 3600


def test_worker_sweeps_what_was_rolled_back(tenant: Tenant, as_tenant: Work, database: Database) -> None:
    folder = database.folder / "data" / "files" / str(tenant.id)
    with as_tenant(tenant):
        kept = store_file(tenant.id, purpose="consent", content=png(), account_id=None)
    with as_tenant(tenant) as session:
        store_file(tenant.id, purpose="consent", content=PDF, account_id=None)
        session.rollback()
    old = time.time() - _TWO_DAYS
    before = [path for path in folder.rglob("*") if path.is_file()]
    for path in before:
        os.utime(path, (old, old))
    _do_job(database, "files.sweep_orphans")
    # Rows of earlier tests are gone, and with them the reason to keep their files.
    assert len(before) >= 2
    assert sum(path.exists() for path in before) == 1
    with as_tenant(tenant):
        assert read_file(tenant.id, kept).content == png()


def _do_job(database: Database, task: str) -> None:
    load_tasks()
    with database.as_superuser() as connection:
        connection.execute("SET search_path = public, jobs")
        connection.execute(
            "INSERT INTO jobs.procrastinate_jobs (queue_name, task_name, args)"
            " VALUES ('default', %s, '{\"timestamp\": 1}')",
            [task],
        )
    with application_as(database, database.addresses.worker) as worker:
        run_worker(worker, database.addresses.worker, until_idle=True)
    with database.as_superuser() as connection:
        row = connection.execute(
            "SELECT count(*) FROM jobs.procrastinate_jobs WHERE task_name = %s", [task]
        ).fetchone()
    assert row == (0,)  # a failed job would have stayed
