"""Register sponsors and know for whom an account acts."""

from datetime import datetime
from uuid import UUID

from sertakan.audit import service as audit
from sertakan.enrolment.events import SponsorRegistered
from sertakan.enrolment.model import Sponsor
from sertakan.enrolment.repository import sponsors as repository
from sertakan.identity import service as identity
from sertakan.kernel.identifier import Nip, new_id
from sertakan.persistence.crypto import blind_index, seal
from sertakan.regulation.model import SponsorCategory


def register_sponsor(  # noqa: PLR0913 - a sponsor is described by that many facts
    tenant_id: int,
    *,
    account_id: UUID | None,
    category: str,
    name: str,
    nip: str | None = None,
    nik: str | None = None,
    work_unit_id: UUID | None = None,
    organisation: str | None = None,
    now: datetime,
) -> UUID:
    """Register a person or organisation as sponsor; an ASN's number tells PNS from PPPK."""
    sponsor_id = new_id()
    decided = decide_category(category, nip)
    repository.insert_sponsor(
        tenant_id,
        sponsor_id,
        {
            "account_id": account_id,
            "category": decided,
            "name": name,
            "work_unit_id": work_unit_id,
            "organisation": organisation,
            "created_at": now,
            **_numbers(tenant_id, sponsor_id, nip=nip, nik=nik),
        },
    )
    if account_id is not None:
        identity.link_sponsor(tenant_id, account_id, sponsor_id)
    audit.record(SponsorRegistered(category=decided), at=now, actor_id=account_id, subject_id=sponsor_id)
    return sponsor_id


def decide_category(category: str, nip: str | None) -> SponsorCategory:
    """Return a sponsor's category; of an ASN the number says which sort."""
    if category == "asn":
        return SponsorCategory.PPPK if nip and Nip(nip).is_pppk else SponsorCategory.PNS
    return SponsorCategory(category)


def _numbers(tenant_id: int, sponsor_id: UUID, **numbers: str | None) -> dict[str, bytes]:
    given = {name: value for name, value in numbers.items() if value}
    return {
        **{
            f"{name}_sealed": seal(tenant_id, "sponsor", name, sponsor_id, value)
            for name, value in given.items()
        },
        **{f"{name}_index": blind_index(tenant_id, name, value) for name, value in given.items()},
    }


def find_sponsor_id(tenant_id: int, account_id: UUID) -> UUID | None:
    """Return the sponsor that an account acts for."""
    return repository.find_sponsor_id(tenant_id, account_id)


def get_sponsor(tenant_id: int, sponsor_id: UUID) -> Sponsor:
    """Return a sponsor.

    :raises NotFound: sponsor.unknown
    """
    return repository.get_sponsor(tenant_id, sponsor_id)
