"""What the worker does with files that no row names."""

from datetime import UTC, datetime

from sertakan.persistence.files import sweep_orphans
from sertakan.persistence.queue import periodic_task


@periodic_task("files.sweep_orphans", cron="43 19 * * *")
def sweep(tenant_id: int, _: datetime) -> None:
    """Remove once a day, at night, what rolled-back transactions and killed writers left."""
    # The store dates its objects by the machine's clock, which a demo's chosen day must not overrule.
    sweep_orphans(tenant_id, now=datetime.now(UTC))
