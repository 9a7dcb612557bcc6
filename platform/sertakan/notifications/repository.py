"""Queries on messages; recipient and text are sealed on the way in and opened on the way out."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from sertakan.kernel.identifier import new_id
from sertakan.notifications.model import Channel, Message, MessageState, Outgoing
from sertakan.notifications.tables import MessageRow
from sertakan.persistence.crypto import seal, unseal
from sertakan.persistence.database import tenant_session

_TABLE = "message"


def insert_message(tenant_id: int, outgoing: Outgoing, state: MessageState) -> UUID:
    """Keep a message, sealed."""
    message_id = new_id()
    tenant_session().execute(
        insert(MessageRow).values(
            tenant_id=tenant_id,
            id=message_id,
            channel=outgoing.channel,
            template=outgoing.template,
            recipient_sealed=seal(tenant_id, _TABLE, "recipient", message_id, outgoing.recipient),
            subject_sealed=seal(tenant_id, _TABLE, "subject", message_id, outgoing.text.subject),
            body_sealed=seal(tenant_id, _TABLE, "body", message_id, outgoing.text.body),
            state=state,
            verification_id=outgoing.verification_id,
        )
    )
    return message_id


def find_for_sending(tenant_id: int, message_id: UUID) -> MessageRow | None:
    """Return a message and keep every other worker from it until this transaction ends."""
    return tenant_session().scalar(
        select(MessageRow)
        .where(MessageRow.tenant_id == tenant_id, MessageRow.id == message_id)
        .with_for_update()
    )


def mark_sent(tenant_id: int, message_id: UUID, now: datetime) -> None:
    """Note that a message left."""
    _update(tenant_id, message_id, state=MessageState.SENT, sent_at=now, failure=None)


def mark_failure(tenant_id: int, message_id: UUID, reason: str, *, state: MessageState) -> None:
    """Note why a message did not leave, and whether another attempt follows."""
    _update(tenant_id, message_id, state=state, failure=reason, attempts=MessageRow.attempts + 1)


def _update(tenant_id: int, message_id: UUID, **values: object) -> None:
    tenant_session().execute(
        update(MessageRow)
        .where(MessageRow.tenant_id == tenant_id, MessageRow.id == message_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def list_held(tenant_id: int, limit: int, without: Collection[str]) -> list[Message]:
    """Return the newest messages that were held back, newest first, those of some templates left out."""
    rows = tenant_session().scalars(
        select(MessageRow)
        .where(
            MessageRow.tenant_id == tenant_id,
            MessageRow.state == MessageState.HELD,
            MessageRow.template.not_in(without),
        )
        .order_by(MessageRow.created_at.desc(), MessageRow.id.desc())
        .limit(limit)
    )
    return [to_message(tenant_id, row) for row in rows]


def to_message(tenant_id: int, row: MessageRow) -> Message:
    """Open a message."""
    return Message(
        id=row.id,
        channel=Channel(row.channel),
        recipient=unseal(tenant_id, _TABLE, "recipient", row.id, row.recipient_sealed),
        subject=unseal(tenant_id, _TABLE, "subject", row.id, row.subject_sealed),
        body=unseal(tenant_id, _TABLE, "body", row.id, row.body_sealed),
        created_at=row.created_at,
    )


def delete_messages(tenant_id: int) -> int:
    """Remove all of a regency's messages, and return how many."""
    removed = tenant_session().execute(delete(MessageRow).where(MessageRow.tenant_id == tenant_id))
    return int(removed.rowcount)  # type: ignore[attr-defined]
