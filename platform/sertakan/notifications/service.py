"""Write messages with the decision that causes them, and send them once it is committed."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sertakan.notifications import repository
from sertakan.notifications.model import Channel, Message, MessageState, Outgoing, SendingFailed, Text
from sertakan.notifications.senders import Senders
from sertakan.notifications.tables import MessageRow
from sertakan.persistence.queue import TryAgain, defer
from sertakan.tenancy.model import SpaceState, Tenant

DELIVER = "notifications.deliver"
_MOST_ATTEMPTS = 8
_CODE_LIVES = timedelta(minutes=15)


def send(
    tenant: Tenant,
    *,
    channel: Channel | str,
    recipient: str,
    template: str,
    text: Text,
    verification_id: UUID | None = None,
) -> UUID:
    """Write a message in the caller's transaction; it leaves only if that commits.

    Outside a live space nothing ever leaves: the message is held where the space's people can read it.
    """
    outgoing = Outgoing(
        channel=Channel(channel),
        recipient=recipient,
        template=template,
        text=text,
        verification_id=verification_id,
    )
    if tenant.state is not SpaceState.LIVE:
        return repository.insert_message(tenant.id, outgoing, MessageState.HELD)
    message_id = repository.insert_message(tenant.id, outgoing, MessageState.QUEUED)
    defer(DELIVER, tenant.id, message_id=message_id)
    return message_id


def deliver(tenant_id: int, message_id: UUID, senders: Senders, now: datetime) -> TryAgain | None:
    """Hand one message to its sender, unless that was done before; return a wish for another attempt."""
    row = repository.find_for_sending(tenant_id, message_id)
    if row is None or row.state != MessageState.QUEUED:
        return None
    if row.verification_id is not None and now - row.created_at > _CODE_LIVES:
        repository.mark_failure(tenant_id, row.id, "code.expired", state=MessageState.FAILED)
        return None
    try:
        senders.send(repository.to_message(tenant_id, row))
    except SendingFailed as failure:
        return _note_failure(tenant_id, row, failure)
    repository.mark_sent(tenant_id, row.id, now)
    return None


def _note_failure(tenant_id: int, row: MessageRow, failure: SendingFailed) -> TryAgain | None:
    is_last = failure.is_final or row.attempts + 1 >= _MOST_ATTEMPTS
    state = MessageState.FAILED if is_last else MessageState.QUEUED
    repository.mark_failure(tenant_id, row.id, failure.reason, state=state)
    return None if is_last else TryAgain(failure.reason)


def list_held(tenant_id: int, limit: int = 50, *, without: Collection[str] = ()) -> list[Message]:
    """Return the newest messages that a trial space held back, newest first, some templates left out."""
    return repository.list_held(tenant_id, limit, without)
