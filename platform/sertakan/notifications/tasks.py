"""What the worker does with messages."""

from uuid import UUID

from flask import current_app

from sertakan.notifications import service
from sertakan.notifications.senders import Senders
from sertakan.persistence.queue import TryAgain, tenant_task


@tenant_task(service.DELIVER)
def deliver(tenant_id: int, message_id: str) -> TryAgain | None:
    """Send one message."""
    now = current_app.extensions["sertakan_clock"].now()
    senders = Senders.of(current_app.config["SERTAKAN_SETTINGS"])
    return service.deliver(tenant_id, UUID(message_id), senders, now)
