"""A worker that does the jobs at hand with its own rights."""

from collections.abc import Callable, Iterator

import pytest
from tests.fixtures.database import Database, close, settings_for

from sertakan.app import create_app
from sertakan.kernel.clock import FixedClock
from sertakan.persistence.queue import run_worker

Work = Callable[[], None]


@pytest.fixture
def work(database: Database, clock: FixedClock) -> Iterator[Work]:
    """Do all jobs that wait, with the worker's own rights and on the test's day."""
    from sertakan.cli.working import load_tasks

    load_tasks()
    worker = create_app(settings_for(database, DATABASE_URL=database.addresses.worker), clock)
    yield lambda: run_worker(worker, database.addresses.worker, until_idle=True)
    close(worker)
