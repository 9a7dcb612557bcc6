"""Remove everything that a trial left behind, before real people come."""

from sqlalchemy import delete

from sertakan.enrolment.tables import (
    ConsentRow,
    EnrolmentDraftRow,
    EnrolmentQuestionRow,
    EnrolmentRow,
    EnrolmentWordRow,
    SponsorRow,
    WorkerRow,
)
from sertakan.persistence.crossings.cover_month import CoverMonthRow
from sertakan.persistence.database import tenant_session

# What points at a row goes before the row it points at.
_ROWS = (
    EnrolmentWordRow,
    EnrolmentQuestionRow,
    ConsentRow,
    EnrolmentRow,
    EnrolmentDraftRow,
    WorkerRow,
    SponsorRow,
)


def delete_everything(tenant_id: int) -> dict[str, int]:
    """Remove a regency's sponsors, workers and enrolments, and return how many rows of each table."""
    session = tenant_session()
    removed = {
        row.__tablename__: session.execute(delete(row).where(row.tenant_id == tenant_id)).rowcount  # type: ignore[attr-defined]
        for row in _ROWS
    }
    # Whose a covered month is stays readable to nobody; the policy lets a regency remove its own alone.
    session.execute(delete(CoverMonthRow))
    return removed
