"""The jobs that enter sheets and forget what they said."""

from datetime import datetime
from uuid import UUID

from flask import current_app

from sertakan.apparatus.service import entering
from sertakan.kernel.clock import Clock
from sertakan.persistence.queue import TryAgain, periodic_task, tenant_task


@tenant_task(entering.ENTER)
def enter_rows(tenant_id: int, import_id: str) -> TryAgain | None:
    """Enter the next rows of a sheet."""
    clock: Clock = current_app.extensions["sertakan_clock"]
    entering.enter_rows(tenant_id, UUID(import_id), clock.now())
    return None


@periodic_task("apparatus.forget_stale", cron="41 2 * * *")
def forget_stale(tenant_id: int, now: datetime) -> None:
    """Forget what sheets said, once it is of no more use."""
    entering.forget_stale(tenant_id, now)
