"""Queries on decisions that a law reaching back would have made otherwise; what people note of them is sealed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from sertakan.configuration.rules.retrospect import Position, RetrospectiveCase
from sertakan.configuration.tables import RetrospectiveCaseRow
from sertakan.kernel.identifier import new_id
from sertakan.persistence.crypto import seal, unseal
from sertakan.persistence.database import tenant_session

_CASE = "retrospective_case"


def insert_cases(tenant_id: int, revision: int, cases: Sequence[RetrospectiveCase], now: datetime) -> int:
    """List decisions for review and return how many were not listed before."""
    if not cases:
        return 0
    rows = [
        {
            "tenant_id": tenant_id,
            "id": new_id(),
            "revision": revision,
            "enrolment_id": case.enrolment_id,
            "decided_on": case.decided_on,
            "old_verdict": case.old_verdict,
            "old_total": case.old_total,
            "new_verdict": case.new_verdict,
            "new_total": case.new_total,
            "grounds": list(case.grounds),
            "listed_at": now,
        }
        for case in cases
    ]
    known = upsert(RetrospectiveCaseRow).on_conflict_do_nothing()
    return len(tenant_session().execute(known.returning(RetrospectiveCaseRow.enrolment_id), rows).all())


def list_cases(
    tenant_id: int, *, is_open: bool, after: Position | None = None, limit: int = 26
) -> list[RetrospectiveCase]:
    """Return decisions that wait for review, or those that were looked at, by the day of the decision."""
    row = RetrospectiveCaseRow
    query = select(row).where(
        row.tenant_id == tenant_id, row.looked_at.is_(None) if is_open else row.looked_at.is_not(None)
    )
    if after is not None:
        query = query.where(tuple_(row.decided_on, row.id) > tuple_(after.decided_on, after.id))
    rows = tenant_session().execute(query.order_by(row.decided_on, row.id).limit(limit)).scalars()
    return [_to_case(tenant_id, each) for each in rows]


def find_case(tenant_id: int, case_id: UUID) -> RetrospectiveCase | None:
    """Return one decision that was listed, locked for a note."""
    query = (
        select(RetrospectiveCaseRow)
        .where(RetrospectiveCaseRow.tenant_id == tenant_id, RetrospectiveCaseRow.id == case_id)
        .with_for_update()
    )
    row = tenant_session().execute(query).scalar_one_or_none()
    return _to_case(tenant_id, row) if row else None


def _to_case(tenant_id: int, row: RetrospectiveCaseRow) -> RetrospectiveCase:
    return RetrospectiveCase(
        id=row.id,
        revision=row.revision,
        enrolment_id=row.enrolment_id,
        decided_on=row.decided_on,
        old_verdict=row.old_verdict,
        old_total=row.old_total,
        new_verdict=row.new_verdict,
        new_total=row.new_total,
        grounds=tuple(row.grounds),
        looked_by=row.looked_by,
        looked_at=row.looked_at,
        note=unseal(tenant_id, _CASE, "note", row.id, row.note_sealed) if row.note_sealed else None,
    )


def count_cases(tenant_id: int, *, is_open: bool) -> int:
    """Count the decisions that wait for review, or those that were looked at."""
    looked = RetrospectiveCaseRow.looked_at
    query = select(func.count()).where(
        RetrospectiveCaseRow.tenant_id == tenant_id, looked.is_(None) if is_open else looked.is_not(None)
    )
    return int(tenant_session().execute(query).scalar_one())


def update_case(tenant_id: int, case_id: UUID, note: str, who: UUID, now: datetime) -> None:
    """Note what somebody found who looked at a decision."""
    tenant_session().execute(
        update(RetrospectiveCaseRow)
        .where(RetrospectiveCaseRow.tenant_id == tenant_id, RetrospectiveCaseRow.id == case_id)
        .values(looked_by=who, looked_at=now, note_sealed=seal(tenant_id, _CASE, "note", case_id, note))
    )


def delete_cases(tenant_id: int) -> int:
    """Remove every listed decision of a regency, and return how many there were."""
    removed = tenant_session().execute(
        delete(RetrospectiveCaseRow).where(RetrospectiveCaseRow.tenant_id == tenant_id)
    )
    return int(removed.rowcount)  # type: ignore[attr-defined]
