"""Look at a database from outside: who may come in, how its clock goes, and how its queue stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from sertakan.persistence.database import engine_url
from sertakan.persistence.migration import current
from sertakan.persistence.walls import Breach, find_breaches

_CONNECT_SECONDS = 5
DATABASE_FAULTS = (psycopg.Error, SQLAlchemyError)
"""What keeps a look at the database from being taken."""


@dataclass(frozen=True, kw_only=True)
class QueueState:
    """Tell when a worker last gave a sign, how many jobs wait, since when the oldest is due, how many failed."""

    last_sign: datetime | None
    waiting: int
    oldest_due: datetime | None
    failed: int


def find_user(address: str) -> str:
    """Return the role as which an address comes in.

    :raises psycopg.Error: when it does not come in
    """
    with psycopg.connect(address, connect_timeout=_CONNECT_SECONDS) as connection:
        row = connection.execute("SELECT current_user::text").fetchone()
    return str(row[0]) if row else ""


def read_clock(address: str) -> datetime:
    """Return the time on the database's machine."""
    with psycopg.connect(address, connect_timeout=_CONNECT_SECONDS) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    if row is None:
        raise psycopg.DataError("no time")
    moment: datetime = row[0]
    return moment


def read_migration(address: str) -> str | None:
    """Return the migration at which a database stands."""
    engine = create_engine(engine_url(address))
    try:
        with engine.connect() as connection:
            return current(connection)
    finally:
        engine.dispose()


def list_breaches(owner_address: str) -> Sequence[Breach]:
    """Return every difference between the walls as written and as they stand; only the owner sees them all."""
    engine = create_engine(engine_url(owner_address))
    try:
        with engine.connect() as connection:
            return find_breaches(connection)
    finally:
        engine.dispose()


def read_queue(worker_address: str) -> QueueState:
    """Return how the queue stands."""
    with psycopg.connect(worker_address, connect_timeout=_CONNECT_SECONDS) as connection:
        sign = connection.execute("SELECT max(last_heartbeat) FROM jobs.procrastinate_workers").fetchone()
        jobs = connection.execute(
            """
            SELECT count(*) FILTER (WHERE job.status = 'todo'),
                   min(coalesce(job.scheduled_at, born.at)) FILTER (WHERE job.status = 'todo'),
                   count(*) FILTER (WHERE job.status = 'failed')
            FROM jobs.procrastinate_jobs AS job
            LEFT JOIN LATERAL (
                SELECT min(event.at) AS at FROM jobs.procrastinate_events AS event WHERE event.job_id = job.id
            ) AS born ON true
            """
        ).fetchone()
    waiting, oldest_due, failed = jobs or (0, None, 0)
    return QueueState(
        last_sign=sign[0] if sign else None, waiting=waiting, oldest_due=oldest_due, failed=failed
    )
