"""What the worker does for accounts."""

from datetime import datetime

from sertakan.identity import repository
from sertakan.persistence.queue import periodic_task


@periodic_task("identity.forget_stale", cron="*/10 * * * *")
def forget_stale(tenant_id: int, now: datetime) -> None:
    """Forget expired codes, throttles and sign-ins."""
    repository.delete_stale(tenant_id, now)
