"""Queries on sponsors."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select

from sertakan.enrolment.model import Sponsor
from sertakan.enrolment.model.belonging import Standing
from sertakan.enrolment.tables import EnrolmentRow, SponsorRow
from sertakan.kernel.refusal import NotFound
from sertakan.persistence.database import tenant_session
from sertakan.regulation.model import SponsorCategory


def insert_sponsor(tenant_id: int, sponsor_id: UUID, values: dict[str, Any]) -> None:
    """Add a sponsor."""
    tenant_session().execute(insert(SponsorRow).values(tenant_id=tenant_id, id=sponsor_id, **values))


def find_sponsor_id(tenant_id: int, account_id: UUID) -> UUID | None:
    """Return the sponsor that an account acts for."""
    return (
        tenant_session()
        .execute(
            select(SponsorRow.id).where(
                SponsorRow.tenant_id == tenant_id, SponsorRow.account_id == account_id
            )
        )
        .scalar_one_or_none()
    )


def get_sponsor(tenant_id: int, sponsor_id: UUID) -> Sponsor:
    """Return a sponsor.

    :raises NotFound: sponsor.unknown
    """
    row = (
        tenant_session()
        .execute(select(SponsorRow).where(SponsorRow.tenant_id == tenant_id, SponsorRow.id == sponsor_id))
        .scalar_one_or_none()
    )
    if row is None:
        raise NotFound("sponsor.unknown")
    return Sponsor(
        id=row.id,
        account_id=row.account_id,
        category=SponsorCategory(row.category),
        name=row.name,
        work_unit_id=row.work_unit_id,
        organisation=row.organisation,
        standing=Standing(row.standing) if row.standing else None,
    )


def count_enrolments_of(tenant_id: int, sponsor_id: UUID) -> int:
    """Count all enrolments of a sponsor."""
    return (
        tenant_session()
        .execute(
            select(func.count())
            .select_from(EnrolmentRow)
            .where(EnrolmentRow.tenant_id == tenant_id, EnrolmentRow.sponsor_id == sponsor_id)
        )
        .scalar_one()
    )
