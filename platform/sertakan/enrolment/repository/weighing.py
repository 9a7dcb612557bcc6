"""Read everybody whom a law is about, without holding them all at once."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from sertakan.enrolment.model import EnrolmentState
from sertakan.enrolment.tables import EnrolmentDraftRow, EnrolmentRow, SponsorRow, WorkerRow
from sertakan.persistence.database import tenant_session

_BATCH = 2_000
_OPEN = tuple(state.value for state in EnrolmentState if not state.is_closed)
_COLUMNS = (
    EnrolmentRow.id,
    EnrolmentRow.reference,
    EnrolmentRow.state,
    EnrolmentRow.worker_name,
    EnrolmentRow.sponsor_name,
    EnrolmentRow.occupation,
    EnrolmentRow.sector,
    EnrolmentRow.funding,
    EnrolmentRow.bracket,
    EnrolmentRow.first_month,
    EnrolmentRow.months,
    EnrolmentRow.relation,
    EnrolmentRow.employment,
    EnrolmentRow.construction_project,
    EnrolmentRow.member_elsewhere,
    EnrolmentRow.village_code,
    WorkerRow.id.label("worker_id"),
    WorkerRow.birth_date,
    WorkerRow.nik_sealed,
    SponsorRow.category,
)


def _joined(tenant_id: int, *more: Any) -> Any:
    return (
        select(*_COLUMNS, *more)
        .join(
            WorkerRow,
            (WorkerRow.tenant_id == EnrolmentRow.tenant_id) & (WorkerRow.id == EnrolmentRow.worker_id),
        )
        .join(
            SponsorRow,
            (SponsorRow.tenant_id == EnrolmentRow.tenant_id) & (SponsorRow.id == EnrolmentRow.sponsor_id),
        )
        .where(EnrolmentRow.tenant_id == tenant_id)
    )


def stream_open_enrolments(tenant_id: int) -> Iterator[Any]:
    """Yield every enrolment of which something can still come, through a cursor on the server."""
    query = _joined(tenant_id).where(EnrolmentRow.state.in_(_OPEN))
    yield from tenant_session().execute(query.execution_options(yield_per=_BATCH))


def stream_decided(tenant_id: int, start: datetime, end: datetime, *, not_by: int) -> Iterator[Any]:
    """Yield every enrolment decided from one moment to before another, but for those that a revision decided.

    The rules decide when an enrolment is sent in, an officer when they look at it: either counts.
    """
    kept = (EnrolmentRow.total, EnrolmentRow.decision, EnrolmentRow.submitted_at, EnrolmentRow.decided_at)
    query = _joined(tenant_id, *kept).where(_decided_between(start, end), EnrolmentRow.revision != not_by)
    yield from tenant_session().execute(query.execution_options(yield_per=_BATCH))


def count_decided(tenant_id: int, start: datetime, end: datetime, *, not_by: int) -> int:
    """Count what :func:`stream_decided` yields."""
    query = select(func.count()).where(
        EnrolmentRow.tenant_id == tenant_id, _decided_between(start, end), EnrolmentRow.revision != not_by
    )
    return int(tenant_session().execute(query).scalar_one())


def _decided_between(start: datetime, end: datetime) -> ColumnElement[bool]:
    return or_(
        (EnrolmentRow.submitted_at >= start) & (EnrolmentRow.submitted_at < end),
        (EnrolmentRow.decided_at >= start) & (EnrolmentRow.decided_at < end),
    )


def stream_open_drafts(tenant_id: int) -> Iterator[Any]:
    """Yield every draft that a sponsor has not sent in, with its sealed answers."""
    query = (
        select(
            EnrolmentDraftRow.id,
            EnrolmentDraftRow.answers_sealed,
            SponsorRow.name.label("sponsor_name"),
            SponsorRow.category,
        )
        .join(
            SponsorRow,
            (SponsorRow.tenant_id == EnrolmentDraftRow.tenant_id)
            & (SponsorRow.id == EnrolmentDraftRow.sponsor_id),
        )
        .where(EnrolmentDraftRow.tenant_id == tenant_id, EnrolmentDraftRow.submitted_enrolment_id.is_(None))
    )
    yield from tenant_session().execute(query.execution_options(yield_per=_BATCH))


def count_open(tenant_id: int) -> int:
    """Count the drafts and enrolments of which something can still come."""
    enrolments = select(func.count()).where(
        EnrolmentRow.tenant_id == tenant_id, EnrolmentRow.state.in_(_OPEN)
    )
    drafts = select(func.count()).where(
        EnrolmentDraftRow.tenant_id == tenant_id, EnrolmentDraftRow.submitted_enrolment_id.is_(None)
    )
    query = select(enrolments.scalar_subquery() + drafts.scalar_subquery())
    return int(tenant_session().execute(query).scalar_one())


def list_references(tenant_id: int, enrolment_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return references by the enrolment they belong to."""
    query = select(EnrolmentRow.id, EnrolmentRow.reference).where(
        EnrolmentRow.tenant_id == tenant_id, EnrolmentRow.id.in_(enrolment_ids)
    )
    return {row.id: row.reference for row in tenant_session().execute(query)}
