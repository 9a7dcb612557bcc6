"""Queries on the chain: one statement locks the head, moves it on, and appends the record."""

from collections.abc import Generator
from contextlib import closing
from uuid import UUID

from sqlalchemy import (
    DateTime,
    LargeBinary,
    Select,
    Text,
    Uuid,
    bindparam,
    cast,
    false,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from sertakan.audit.model import Kinds, Link
from sertakan.audit.tables import AuditHeadRow, AuditRecordRow, OversightAuditHeadRow, OversightAuditRecordRow
from sertakan.kernel.identifier import new_id

_ONLY_HEAD = UUID(int=0)
_EMPTY = b""


def _chained(head: type[AuditHeadRow] | type[OversightAuditHeadRow]) -> dict[str, object]:
    following = head.sequence + 1
    payload = cast(bindparam("payload_bytes"), LargeBinary)
    return {
        "sequence": following,
        "hash": func.sha256(head.hash.op("||")(func.int8send(following)).op("||")(payload)),
    }


_RECORD = (
    cast(bindparam("record_id"), Uuid),
    cast(bindparam("recorded_at"), DateTime(timezone=True)),
    cast(bindparam("actor_id"), Uuid),
    cast(bindparam("event"), Text),
    cast(bindparam("payload"), Text),
)
_RECORD_COLUMNS = ("id", "recorded_at", "actor_id", "event", "payload", "sequence", "hash")


def _tenant_append() -> object:
    head = (
        update(AuditHeadRow)
        .where(AuditHeadRow.tenant_id == bindparam("owner"))
        .values(_chained(AuditHeadRow))
        .returning(AuditHeadRow.tenant_id, AuditHeadRow.sequence, AuditHeadRow.hash)
        .cte("head")
    )
    record = select(
        *_RECORD, head.c.sequence, head.c.hash, head.c.tenant_id, cast(bindparam("subject_id"), Uuid)
    )
    return insert(AuditRecordRow).from_select([*_RECORD_COLUMNS, "tenant_id", "subject_id"], record)


def _oversight_append() -> object:
    head = (
        update(OversightAuditHeadRow)
        .values(_chained(OversightAuditHeadRow))
        .returning(OversightAuditHeadRow.sequence, OversightAuditHeadRow.hash)
        .cte("head")
    )
    record = select(*_RECORD, head.c.sequence, head.c.hash)
    return insert(OversightAuditRecordRow).from_select([*_RECORD_COLUMNS], record)


_TENANT_APPEND = _tenant_append()
_OVERSIGHT_APPEND = _oversight_append()


def append(tenant_id: int | None, session: Session, link: Link) -> None:
    """Append one record to a tenant's chain, or to the centre's when no tenant is given."""
    values = {
        "record_id": new_id(),
        "recorded_at": link.recorded_at,
        "actor_id": link.actor_id,
        "event": link.event,
        "payload": link.payload,
        "payload_bytes": link.payload.encode(),
    }
    if tenant_id is None:
        session.connection().execute(_OVERSIGHT_APPEND, values)  # type: ignore[call-overload]
    else:
        session.connection().execute(
            _TENANT_APPEND, {**values, "owner": tenant_id, "subject_id": link.subject_id}
        )  # type: ignore[call-overload]


def insert_head(tenant_id: int, session: Session) -> None:
    """Begin a tenant's chain."""
    session.execute(insert(AuditHeadRow).values(tenant_id=tenant_id, id=_ONLY_HEAD, sequence=0, hash=_EMPTY))


def get_head(tenant_id: int, session: Session) -> tuple[int, bytes]:
    """Return the newest link's sequence and hash."""
    row = session.execute(
        select(AuditHeadRow.sequence, AuditHeadRow.hash).where(AuditHeadRow.tenant_id == tenant_id)
    ).one()
    return row.sequence, row.hash


def list_records(
    tenant_id: int, session: Session, *, until: int, batch: int = 2000
) -> Generator[AuditRecordRow]:
    """Yield a tenant's records in their order, up to a sequence number."""
    query = (
        select(AuditRecordRow)
        .where(AuditRecordRow.tenant_id == tenant_id, AuditRecordRow.sequence <= until)
        .order_by(AuditRecordRow.sequence)
    )
    with closing(session.execute(query.execution_options(yield_per=batch))) as found:
        yield from found.scalars()


def _newest(tenant_id: int) -> Select[AuditRecordRow]:
    return (
        select(AuditRecordRow)
        .where(AuditRecordRow.tenant_id == tenant_id)
        .order_by(AuditRecordRow.sequence.desc())
    )


def list_about(
    tenant_id: int, session: Session, subject_id: UUID, *, limit: int = 100
) -> list[AuditRecordRow]:
    """Return the newest records about one subject."""
    return list(
        session.execute(
            _newest(tenant_id).where(AuditRecordRow.subject_id == subject_id).limit(limit)
        ).scalars()
    )


def list_before(
    tenant_id: int, session: Session, before: int | None, *, event: str | None = None, limit: int
) -> list[AuditRecordRow]:
    """Return a page of the newest records, older than a sequence number, of one event or of all."""
    query = _newest(tenant_id).limit(limit)
    if event is not None:
        query = query.where(AuditRecordRow.event == event)
    if before is not None:
        query = query.where(AuditRecordRow.sequence < before)
    return list(session.scalars(query))


def list_of(
    tenant_id: int, session: Session, kinds: Kinds, *, before: int | None, limit: int
) -> list[AuditRecordRow]:
    """Return a page of the newest records of some events about some subjects."""
    nobody = AuditRecordRow.subject_id.is_(None) if kinds.or_nobody else false()
    concerned = or_(AuditRecordRow.subject_id.in_(kinds.about), nobody)
    query = _newest(tenant_id).where(AuditRecordRow.event.in_(kinds.events), concerned).limit(limit)
    if before is not None:
        query = query.where(AuditRecordRow.sequence < before)
    return list(session.scalars(query))


def get_oversight_head(session: Session) -> tuple[int, bytes]:
    """Return the sequence and hash of the newest link of the centre's chain."""
    row = session.execute(select(OversightAuditHeadRow.sequence, OversightAuditHeadRow.hash)).one()
    return row.sequence, row.hash


def list_oversight_records(
    session: Session, *, until: int, batch: int = 2000
) -> Generator[OversightAuditRecordRow]:
    """Yield the centre's records in their order, up to a sequence number."""
    query = (
        select(OversightAuditRecordRow)
        .where(OversightAuditRecordRow.sequence <= until)
        .order_by(OversightAuditRecordRow.sequence)
    )
    with closing(session.execute(query.execution_options(yield_per=batch))) as found:
        yield from found.scalars()


def list_oversight_before(
    session: Session, before: int | None, *, limit: int
) -> list[OversightAuditRecordRow]:
    """Return a page of the centre's newest records, older than a sequence number."""
    query = select(OversightAuditRecordRow).order_by(OversightAuditRecordRow.sequence.desc()).limit(limit)
    if before is not None:
        query = query.where(OversightAuditRecordRow.sequence < before)
    return list(session.scalars(query))
