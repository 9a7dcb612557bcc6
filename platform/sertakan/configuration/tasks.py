"""The jobs that open a regency's space, count what a law would change, and list what it reaches back to."""

from datetime import datetime
from uuid import UUID

from flask import current_app

from sertakan.configuration.service import opening, retrospect, what_if
from sertakan.kernel.clock import Clock
from sertakan.persistence.queue import TryAgain, periodic_task, tenant_task


def _now() -> datetime:
    clock: Clock = current_app.extensions["sertakan_clock"]
    return clock.now()


@tenant_task(opening.OPEN)
def open_space(tenant_id: int, **_: str) -> TryAgain | None:
    """Remove the trial's people and open the space."""
    return opening.open_space(tenant_id, _now())


@tenant_task(what_if.COUNT)
def count_what_if(tenant_id: int, run_id: str) -> TryAgain | None:
    """Count whom a proposed law would treat otherwise."""
    what_if.count(tenant_id, UUID(run_id), _now())
    return None


@tenant_task(retrospect.LIST)
def list_for_review(tenant_id: int, revision: int) -> TryAgain | None:
    """List the decisions that a published law reaches back to."""
    retrospect.list_for_review(tenant_id, revision, _now())
    return None


@periodic_task("configuration.list_missing", cron="9 17 * * *")
def list_missing(tenant_id: int, now: datetime) -> None:
    """List each night, after local midnight, what was decided since for laws that are not applied yet."""
    retrospect.list_whatever_is_missing(tenant_id, now)
