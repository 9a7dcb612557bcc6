"""The jobs that change a regency's space."""

from flask import current_app

from sertakan.configuration.service import opening
from sertakan.kernel.clock import Clock
from sertakan.persistence.queue import TryAgain, tenant_task


@tenant_task(opening.OPEN)
def open_space(tenant_id: int, **_: str) -> TryAgain | None:
    """Remove the trial's people and open the space."""
    clock: Clock = current_app.extensions["sertakan_clock"]
    return opening.open_space(tenant_id, clock.now())
