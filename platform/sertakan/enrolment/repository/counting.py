"""Counts of one regency's sponsors and enrolments, for those who see figures and no persons."""

from datetime import datetime

from sqlalchemy import Select, func, select

from sertakan.enrolment.model import EnrolmentState, StandingCounts
from sertakan.enrolment.tables import ConsentRow, EnrolmentRow, SponsorRow
from sertakan.persistence.database import tenant_session

_CLOSED = tuple(state.value for state in EnrolmentState if state.is_closed)


def count_standing(tenant_id: int) -> StandingCounts:
    """Count a regency's enrolments by state, with the open ones' workers, months and rupiah, in one pass."""
    is_open = EnrolmentRow.state.not_in(_CLOSED)
    query = select(
        func.count(EnrolmentRow.worker_id.distinct()).filter(is_open),
        func.coalesce(func.sum(EnrolmentRow.months).filter(is_open), 0),
        func.coalesce(func.sum(EnrolmentRow.total).filter(is_open), 0),
        *(func.count().filter(EnrolmentRow.state == state.value) for state in EnrolmentState),
    ).where(EnrolmentRow.tenant_id == tenant_id)
    workers, months, rupiah, *by_state = tenant_session().execute(query).one()
    return StandingCounts(
        workers=workers,
        months=int(months),
        rupiah=int(rupiah),
        by_state=dict(zip(EnrolmentState, by_state, strict=True)),
        unverified=_count_unverified(tenant_id),
    )


def _count_unverified(tenant_id: int) -> int:
    return _number(
        select(func.count())
        .select_from(ConsentRow)
        .join(
            EnrolmentRow,
            (EnrolmentRow.tenant_id == ConsentRow.tenant_id) & (EnrolmentRow.id == ConsentRow.enrolment_id),
        )
        .where(
            ConsentRow.tenant_id == tenant_id,
            ConsentRow.state == "unverified",
            EnrolmentRow.state.not_in(_CLOSED),
        )
    )


def count_sent_in(tenant_id: int, since: datetime, until: datetime) -> int:
    """Count the enrolments that were sent in within a time, its end excluded."""
    return _number(
        select(func.count()).where(
            EnrolmentRow.tenant_id == tenant_id,
            EnrolmentRow.submitted_at >= since,
            EnrolmentRow.submitted_at < until,
        )
    )


def count_sponsors(tenant_id: int, until: datetime) -> int:
    """Count the sponsors that had registered before a moment."""
    return _number(
        select(func.count()).where(SponsorRow.tenant_id == tenant_id, SponsorRow.created_at < until)
    )


def _number(query: Select[int]) -> int:
    return int(tenant_session().execute(query).scalar_one())
