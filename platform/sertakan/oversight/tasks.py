"""The jobs that keep the daily counts fresh."""

from datetime import datetime

from flask import current_app

from sertakan.kernel.clock import Clock
from sertakan.oversight import service
from sertakan.persistence.queue import TryAgain, periodic_task, tenant_task


def _is_demo_mode() -> bool:
    return bool(current_app.config["SERTAKAN_DEMO"])


@tenant_task(service.REFRESH)
def refresh_facts(tenant_id: int, **_: str) -> TryAgain | None:
    """Count one regency's day anew, after something was decided there."""
    clock: Clock = current_app.extensions["sertakan_clock"]
    service.refresh_facts(tenant_id, clock.now(), is_demo_mode=_is_demo_mode())
    return None


@periodic_task("oversight.count_all", cron="*/10 * * * *")
def count_all(tenant_id: int, now: datetime) -> None:
    """Count every regency's day each ten minutes, and whatever days were missed."""
    service.refresh_facts(tenant_id, now, is_demo_mode=_is_demo_mode())
