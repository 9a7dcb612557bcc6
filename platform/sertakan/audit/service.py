"""Record decisions in the transaction that makes them, and look whether the record still holds."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from uuid import UUID

from sqlalchemy import event as database_event
from sqlalchemy.orm import SessionTransaction

from sertakan.audit import repository
from sertakan.audit.model import Flaw, Kinds, Link
from sertakan.audit.rules import canonical, find_flaw
from sertakan.audit.tables import AuditRecordRow, OversightAuditRecordRow
from sertakan.kernel.event import Event
from sertakan.persistence.database import TenantSession, tenant_session

_WAITING, _MARKS = "audit_links", "audit_savepoints"


def record(event: Event, *, at: datetime, actor_id: UUID | None, subject_id: UUID | None = None) -> None:
    """Record an event with the work at hand; it is written just before the commit, or not at all."""
    content = {
        "event": event.name,
        "at": at,
        "actor": actor_id,
        "subject": subject_id,
        "details": event.details(),
    }
    link = Link(
        recorded_at=at, actor_id=actor_id, event=event.name, subject_id=subject_id, payload=canonical(content)
    )
    session = tenant_session()
    if not session.in_transaction():
        session.begin()  # not yet on the database; but what never began would not be told of its end
    session.info.setdefault(_WAITING, []).append(link)


@database_event.listens_for(TenantSession, "before_commit")
def _append_links(session: TenantSession) -> None:
    if session.in_nested_transaction():
        return
    # The head is locked last and for one statement only, so that a busy tenant does not queue behind it.
    session.flush()
    tenant_id = None if session.scope.is_oversight else session.scope.tenant_id
    session.info.pop(_MARKS, None)
    for link in session.info.pop(_WAITING, ()):
        repository.append(tenant_id, session, link)


@database_event.listens_for(TenantSession, "after_transaction_create")
def _mark_savepoint(session: TenantSession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.info.setdefault(_MARKS, {})[transaction] = len(session.info.get(_WAITING, ()))


@database_event.listens_for(TenantSession, "after_soft_rollback")
def _forget_links(session: TenantSession, transaction: SessionTransaction) -> None:
    undone = transaction
    while undone.parent is not None and not undone.nested:
        undone = undone.parent  # a failed flush takes back the savepoint or transaction around it
    kept = session.info.get(_MARKS, {}).get(undone, 0)
    del session.info.get(_WAITING, [])[kept:]


def start_chain(tenant_id: int) -> None:
    """Begin the chain of a tenant that is being founded."""
    repository.insert_head(tenant_id, tenant_session())


def verify(tenant_id: int) -> Flaw | None:
    """Return the first flaw of a tenant's chain, or None when every record stands as it was written."""
    session = tenant_session()
    # The head is read first: what others append meanwhile lies beyond it and is no flaw.
    head = repository.get_head(tenant_id, session)
    with closing(repository.list_records(tenant_id, session, until=head[0])) as records:
        flaw = find_flaw(records, head)
    newest = repository.list_before(tenant_id, session, None, limit=1)
    return flaw or _beyond(newest, repository.get_head(tenant_id, session))


def _beyond(
    newest: Sequence[AuditRecordRow | OversightAuditRecordRow], head: tuple[int, bytes]
) -> Flaw | None:
    # The head moves in the transaction that appends: read after the newest record, it is never behind it.
    is_beyond = bool(newest) and newest[0].sequence > head[0]
    return Flaw(sequence=head[0] + 1, reason="head") if is_beyond else None


def history_of(tenant_id: int, subject_id: UUID) -> list[AuditRecordRow]:
    """Return what was decided about one subject, newest first."""
    return repository.list_about(tenant_id, tenant_session(), subject_id)


def list_records(
    tenant_id: int, before: int | None, *, event: str | None = None, limit: int = 50
) -> list[AuditRecordRow]:
    """Return a page of all records, or of those of one event, newest first."""
    return repository.list_before(tenant_id, tenant_session(), before, event=event, limit=limit)


def list_of(tenant_id: int, kinds: Kinds, *, before: int | None, limit: int = 50) -> list[AuditRecordRow]:
    """Return a page of the newest records of some events about some subjects."""
    return repository.list_of(tenant_id, tenant_session(), kinds, before=before, limit=limit)


def verify_oversight() -> Flaw | None:
    """Return the first flaw of the centre's own chain, or None when every record stands as it was written."""
    session = tenant_session()
    head = repository.get_oversight_head(session)
    with closing(repository.list_oversight_records(session, until=head[0])) as records:
        flaw = find_flaw(records, head)
    newest = repository.list_oversight_before(session, None, limit=1)
    return flaw or _beyond(newest, repository.get_oversight_head(session))


def list_oversight_records(before: int | None, *, limit: int = 50) -> list[OversightAuditRecordRow]:
    """Return a page of the centre's own records, newest first."""
    return repository.list_oversight_before(tenant_session(), before, limit=limit)


def head_agrees(tenant_id: int) -> bool:
    """Tell whether a chain's newest record is the one its head names; cheap, where `verify` reads them all."""
    session = tenant_session()
    head = repository.get_head(tenant_id, session)
    newest = repository.list_before(tenant_id, session, head[0] + 1, limit=1)
    return _agree(newest[0] if newest else None, head)


def oversight_head_agrees() -> bool:
    """Tell whether the newest record of the centre's own chain is the one its head names."""
    session = tenant_session()
    head = repository.get_oversight_head(session)
    newest = repository.list_oversight_before(session, head[0] + 1, limit=1)
    return _agree(newest[0] if newest else None, head)


def _agree(newest: AuditRecordRow | OversightAuditRecordRow | None, head: tuple[int, bytes]) -> bool:
    return head == ((newest.sequence, newest.hash) if newest else (0, b""))
