"""Jobs that exist exactly when the decision that wanted them is committed, and the worker that does them.

A task runs at least once; it must be written so that a second run changes nothing. Arguments hold ids,
never personal data, because the queue is not sealed.
"""

import asyncio
import contextlib
import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask, current_app
from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from sqlalchemy import select

from sertakan.kernel.clock import Clock
from sertakan.persistence.crossings.directory import TenantRow
from sertakan.persistence.database import enter_nobody, enter_tenant, tenant_session

_log = logging.getLogger(__name__)
_HEARTBEAT_SECONDS = 5.0
_SECONDS_UNTIL_A_WORKER_COUNTS_AS_DEAD = 20.0
_SECONDS_TO_FINISH = 2.0
_SECONDS_TO_LEAVE = 2.8
_HOURS_TO_KEEP_FAILURES = 24 * 30

# Neither opens this connector: web processes and jobs defer on the connection of their own transaction. Two of them,
# because the worker gives the first an asynchronous connector, on which a job that asks for a job could not speak.
queue = App(connector=SyncPsycopgConnector())
_asking = App(connector=SyncPsycopgConnector())


class TryAgain(Exception):
    """Tell that a job kept what it learnt and wants another run later."""


# What a job does inside the tenant it belongs to; it may ask for another run by returning TryAgain.
TenantWork = Callable[..., TryAgain | None]
Work = TypeVar("Work", bound=TenantWork)
PeriodicWork = Callable[[int, datetime], None]

# How long a failed job waits: 4, 16, 64, 256 … seconds.
PATIENTLY = RetryStrategy(max_attempts=7, exponential_wait=4)


def defer(
    task_name: str,
    tenant_id: int,
    *,
    once: str | None = None,
    at: datetime | None = None,
    **ids: UUID | int | str,
) -> None:
    """Ask for a job with the work at hand, at once or `at` a moment: it exists when that commits, and not otherwise.

    With `once`, a second job of the same name is not queued while the first one still waits.
    """
    # What SQLAlchemy calls the driver's connection is psycopg's; the transaction is already begun on it.
    raw: Any = tenant_session().connection().connection.driver_connection
    arguments = {name: value if isinstance(value, int) else str(value) for name, value in ids.items()}
    lock = f"{task_name}|{tenant_id}|{once}" if once else None
    job = _asking.configure_task(task_name, connection=raw, queueing_lock=lock, schedule_at=at)
    if lock is None:
        job.defer(tenant_id=tenant_id, **arguments)
        return
    # Without this savepoint a job that already waits would break the whole transaction, silently.
    with contextlib.suppress(AlreadyEnqueued), raw.transaction():
        job.defer(tenant_id=tenant_id, **arguments)


def tenant_task(name: str) -> Callable[[Work], Work]:
    """Register what a job of this name does, inside the tenant that its argument names."""

    def register(work: Work) -> Work:
        def run(context: JobContext, /, tenant_id: int, **ids: str) -> None:
            with _application(context).app_context():
                with enter_tenant(tenant_id):
                    wish = work(tenant_id, **ids)
                # What was learnt is committed first; raising inside would have forgotten it.
                if wish is not None:
                    raise wish

        queue.task(name=name, pass_context=True, retry=PATIENTLY)(run)
        return work

    return register


def periodic_task(name: str, *, cron: str) -> Callable[[PeriodicWork], PeriodicWork]:
    """Register work that is done for every tenant, one after the other, whenever `cron` says (UTC).

    A run that was missed is not made up for: the work itself looks at what is missing, by dates.
    """

    def register(work: PeriodicWork) -> PeriodicWork:
        def run(context: JobContext, /, timestamp: int) -> None:
            with _application(context).app_context():
                do_for_every_tenant(name, work)

        task = queue.task(name=name, pass_context=True, queueing_lock=name, lock=name)(run)
        queue.periodic(cron=cron)(task)
        return work

    return register


def do_for_every_tenant(name: str, work: PeriodicWork) -> None:
    """Do one work for all tenants; what fails in one does not keep it from the others."""
    clock: Clock = current_app.extensions["sertakan_clock"]
    with enter_nobody() as session:
        tenants = list(session.scalars(select(TenantRow.id).order_by(TenantRow.id)))
    failed = []
    for tenant_id in tenants:
        try:
            with enter_tenant(tenant_id):
                work(tenant_id, clock.now())
        except Exception:
            _log.exception("%s failed for tenant %s", name, tenant_id)
            failed.append(tenant_id)
    if failed:
        raise RuntimeError(f"{name} failed for {len(failed)} of {len(tenants)} tenants")


def _application(context: JobContext) -> Flask:
    app = context.additional_context["app"]
    if not isinstance(app, Flask):
        raise TypeError("the worker was started without an application")
    return app


@queue.periodic(cron="* * * * * */15")
@queue.task(name="queue.retry_stalled", pass_context=True, queueing_lock="queue.retry_stalled")
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give the jobs of killed workers back to the living ones."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=_SECONDS_UNTIL_A_WORKER_COUNTS_AS_DEAD):
        if job.id != context.job.id:
            # Two workers may look at the same moment; the database lets one of them give the job back.
            with contextlib.suppress(ConnectorException):
                await manager.retry_job(job)


@queue.periodic(cron="17 3 * * *")
@queue.task(name="queue.forget_old", pass_context=True, queueing_lock="queue.forget_old")
async def forget_old(context: JobContext, timestamp: int) -> None:
    """Remove what failed long ago; what succeeded is removed at once."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=_HOURS_TO_KEEP_FAILURES, include_failed=True, include_cancelled=True, include_aborted=True
    )


def run_worker(app: Flask, address: str, *, concurrency: int = 2, until_idle: bool = False) -> None:
    """Do jobs until SIGINT or SIGTERM; then finish within three seconds, or leave the rest to be retried."""
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_run_worker(app, address, concurrency, until_idle))


async def _run_worker(app: Flask, address: str, concurrency: int, until_idle: bool) -> None:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    if not until_idle:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, _stop, task)
    connector = PsycopgConnector(
        conninfo=address, min_size=1, max_size=concurrency + 3, kwargs={"prepare_threshold": None}
    )
    with queue.replace_connector(connector):
        async with queue.open_async():
            await queue.run_worker_async(
                name="sertakan",
                concurrency=concurrency,
                wait=not until_idle,
                install_signal_handlers=False,
                shutdown_graceful_timeout=_SECONDS_TO_FINISH,
                update_heartbeat_interval=_HEARTBEAT_SECONDS,
                stalled_worker_timeout=_SECONDS_UNTIL_A_WORKER_COUNTS_AS_DEAD,
                delete_jobs="successful",
                additional_context={"app": app},
            )


def _stop(running: asyncio.Task[Any] | None) -> None:
    if running is not None:
        running.cancel()
    # A thread cannot be interrupted: one that hangs in a foreign server must not keep the worker alive.
    leaving = threading.Timer(_SECONDS_TO_LEAVE, os._exit, (0,))
    leaving.daemon = True
    leaving.start()
