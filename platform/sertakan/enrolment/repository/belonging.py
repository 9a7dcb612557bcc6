"""Queries on where sponsors belong: their work unit, and what the roll of civil servants knows of them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Uuid, any_, func, literal, select, update
from sqlalchemy.orm import InstrumentedAttribute

from sertakan.enrolment.model import EnrolmentState
from sertakan.enrolment.model.belonging import CivilServant, Standing, TakingPart
from sertakan.enrolment.tables import EnrolmentRow, SponsorRow
from sertakan.persistence.database import tenant_session

_QUIETLY = {"synchronize_session": False}
# Written into the statement itself: only then does the planner see that the index of open ones fits.
_CLOSED = [
    literal(state.value, literal_execute=True) for state in (EnrolmentState.REJECTED, EnrolmentState.ENDED)
]


def _is_among(column: InstrumentedAttribute[UUID], ids: Collection[UUID]) -> ColumnElement[bool]:
    # One array instead of thousands of parameters.
    return column == any_(literal(list(ids), ARRAY(Uuid)))


def list_civil_servants(tenant_id: int, nip_index: bytes | None = None) -> list[CivilServant]:
    """Return the sponsors with a civil servant's number, or those with one certain number."""
    query = select(
        SponsorRow.id, SponsorRow.name, SponsorRow.nip_index, SponsorRow.work_unit_id, SponsorRow.standing
    ).where(SponsorRow.tenant_id == tenant_id, SponsorRow.nip_index.is_not(None))
    if nip_index is not None:
        query = query.where(SponsorRow.nip_index == nip_index)
    return [
        CivilServant(
            id=row.id,
            name=row.name,
            nip_index=row.nip_index,
            work_unit_id=row.work_unit_id,
            standing=Standing(row.standing) if row.standing else None,
        )
        for row in tenant_session().execute(query)
    ]


def update_sponsors(tenant_id: int, ids: Collection[UUID], **values: object) -> None:
    """Change what is known of some sponsors."""
    tenant_session().execute(
        update(SponsorRow)
        .where(SponsorRow.tenant_id == tenant_id, _is_among(SponsorRow.id, ids))
        .values(**values)
        .execution_options(**_QUIETLY)
    )


def move_enrolments(tenant_id: int, sponsor_ids: Collection[UUID], unit_id: UUID, since: datetime) -> int:
    """Let the enrolments that sponsors sent in since a moment belong to a unit, and count them."""
    return _count_changed(
        update(EnrolmentRow)
        .where(
            EnrolmentRow.tenant_id == tenant_id,
            _is_among(EnrolmentRow.sponsor_id, sponsor_ids),
            EnrolmentRow.submitted_at >= since,
        )
        .values(work_unit_id=unit_id)
    )


def move_unit(tenant_id: int, unit_id: UUID, into: UUID) -> tuple[int, int]:
    """Let all sponsors and enrolments of a unit belong to another one, and count both."""
    sponsors, enrolments = (
        _count_changed(
            update(row)
            .where(row.tenant_id == tenant_id, row.work_unit_id == unit_id)
            .values(work_unit_id=into)
        )
        for row in (SponsorRow, EnrolmentRow)
    )
    return sponsors, enrolments


def _count_changed(statement: Any) -> int:
    changed: Any = tenant_session().execute(statement.execution_options(**_QUIETLY))
    return int(changed.rowcount)


def count_unit(tenant_id: int, unit_id: UUID) -> tuple[int, int]:
    """Count the sponsors and the enrolments of a unit."""
    sponsors, enrolments = (
        select(func.count()).where(row.tenant_id == tenant_id, row.work_unit_id == unit_id).scalar_subquery()
        for row in (SponsorRow, EnrolmentRow)
    )
    row = tenant_session().execute(select(sponsors, enrolments)).one()
    return int(row[0]), int(row[1])


def count_taking_part(tenant_id: int) -> dict[UUID | None, TakingPart]:
    """Count, by work unit, the open enrolments and the verified sponsors who have one at least.

    The open ones are counted by sponsor out of an index first, so that no enrolment itself is read.
    """
    held = _open_by_sponsor(tenant_id).subquery()
    is_verified = SponsorRow.standing == Standing.VERIFIED
    query = (
        select(SponsorRow.work_unit_id, func.sum(held.c.workers), func.count().filter(is_verified))
        .join(held, held.c.sponsor_id == SponsorRow.id)
        .where(SponsorRow.tenant_id == tenant_id)
        .group_by(SponsorRow.work_unit_id)
    )
    rows: Sequence[Any] = tenant_session().execute(query).all()
    return {unit: TakingPart(workers=int(workers), sponsors=sponsors) for unit, workers, sponsors in rows}


def _open_by_sponsor(tenant_id: int) -> Select[UUID, int]:
    return (
        select(EnrolmentRow.sponsor_id, func.count().label("workers"))
        .where(EnrolmentRow.tenant_id == tenant_id, EnrolmentRow.state.not_in(_CLOSED))
        .group_by(EnrolmentRow.sponsor_id)
    )
