"""Write messages with the decision that causes them, and send them once it is committed."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sertakan.kernel.clock import local_date
from sertakan.notifications import repository
from sertakan.notifications.model import Channel, Message, MessageState, Outgoing, SendingFailed, Text
from sertakan.notifications.rules import next_sending_day
from sertakan.notifications.senders import Senders
from sertakan.notifications.tables import MessageRow
from sertakan.notifications.texts import AWAITED
from sertakan.persistence.queue import TryAgain, defer
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import SpaceState, Tenant

DELIVER = "notifications.deliver"
_MOST_ATTEMPTS = 8
_CODE_LIVES = timedelta(minutes=15)
_MORNING = time(8)


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
    way = Channel(channel)
    outgoing = Outgoing(
        channel=way,
        recipient=recipient,
        template=template,
        text=text.on(way),
        verification_id=verification_id,
    )
    if tenant.state is not SpaceState.LIVE:
        return repository.insert_message(tenant.id, outgoing, MessageState.HELD)
    message_id = repository.insert_message(tenant.id, outgoing, MessageState.QUEUED)
    defer(DELIVER, tenant.id, message_id=message_id)
    return message_id


def deliver(tenant_id: int, message_id: UUID, senders: Senders, now: datetime) -> TryAgain | None:
    """Hand one message to its sender, unless that was done before; return a wish for another attempt.

    On a quiet day of the regency a message waits for the next morning. Codes that somebody is waiting for do not.
    """
    row = repository.find_for_sending(tenant_id, message_id)
    if row is None or row.state != MessageState.QUEUED:
        return None
    if row.verification_id is not None and now - row.created_at > _CODE_LIVES:
        repository.mark_failure(tenant_id, row.id, "code.expired", state=MessageState.FAILED)
        return None
    house = tenancy.read_house(tenant_id)
    if (morning := _morning_to_wait_for(row, house, now)) is not None:
        defer(DELIVER, tenant_id, once=str(message_id), at=morning, message_id=message_id)
        return None
    message = replace(repository.to_message(tenant_id, row), sender_name=house.messages.sender_name)
    try:
        senders.send(message)
    except SendingFailed as failure:
        return _note_failure(tenant_id, row, failure)
    repository.mark_sent(tenant_id, row.id, now)
    return None


def _morning_to_wait_for(row: MessageRow, house: RegencyDocument, now: datetime) -> datetime | None:
    """Return when a message may leave whose day is a quiet one where the regency lies, or None when it may now."""
    if row.verification_id is not None or row.template in AWAITED:
        return None
    zone = house.identity.timezone
    today = local_date(now, zone)
    day = next_sending_day(today, house.calendar)
    return None if day == today else datetime.combine(day, _MORNING, tzinfo=ZoneInfo(zone))


def _note_failure(tenant_id: int, row: MessageRow, failure: SendingFailed) -> TryAgain | None:
    is_last = failure.is_final or row.attempts + 1 >= _MOST_ATTEMPTS
    state = MessageState.FAILED if is_last else MessageState.QUEUED
    repository.mark_failure(tenant_id, row.id, failure.reason, state=state)
    return None if is_last else TryAgain(failure.reason)


def list_held(tenant_id: int, limit: int = 50, *, without: Collection[str] = ()) -> list[Message]:
    """Return the newest messages that a trial space held back, newest first, some templates left out."""
    return repository.list_held(tenant_id, limit, without)


def purge(tenant_id: int) -> dict[str, int]:
    """Remove the messages that a trial held back, and return how many."""
    return {"message": repository.delete_messages(tenant_id)}
