"""A worker that does the jobs at hand with its own rights."""

from collections.abc import Callable, Iterator

import pytest
from tests.fixtures.database import Database, close, settings_for

from sertakan.app import create_app
from sertakan.kernel.clock import FixedClock
from sertakan.persistence.queue import run_worker
from sertakan.web.application import SertakanApp

Work = Callable[[], None]


@pytest.fixture(scope="session")
def worker(database: Database) -> Iterator[SertakanApp]:
    """The application as the worker's role; it stays, because keys are read through whoever was made last."""
    from sertakan.cli.working import load_tasks

    load_tasks()
    made = create_app(settings_for(database, DATABASE_URL=database.addresses.worker))
    yield made
    close(made)


@pytest.fixture
def work(database: Database, worker: SertakanApp, clock: FixedClock) -> Work:
    """Do all jobs that wait, with the worker's own rights and on the test's day."""
    worker.extensions["sertakan_clock"] = clock
    return lambda: run_worker(worker, database.addresses.worker, until_idle=True)
