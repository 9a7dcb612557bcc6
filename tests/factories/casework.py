"""Enrolments that wait for an officer, complete enough to be opened and decided."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from tests.factories.enrolment import NIK, make_consent, make_enrolment, make_sponsor, make_worker
from tests.factories.identity import make_account

from sertakan.enrolment.model import Enrolment
from sertakan.enrolment.repository.enrolments import get_enrolment
from sertakan.enrolment.service.review import Case, Officer
from sertakan.enrolment.tables import EnrolmentRow
from sertakan.identity.model import Reach
from sertakan.notifications.model import Text
from sertakan.persistence.crypto import blind_index
from sertakan.persistence.database import tenant_session
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.service import read_revision

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
WHOLE = Reach(is_whole=True)
DECISION = {
    "verdict": "yes",
    "grounds": [],
    "prices": [
        {
            "month": "2026-12",
            "jkk": 10_000,
            "jkm": 6_800,
            "relief": 8_400,
            "total": 8_400,
            "base": 1_000_000,
            "clauses": [{"instrument": "PP 44/2015", "article": None, "paragraph": None}],
            "doubts": [],
        }
    ],
}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An enrolment that waits, and the account of its sponsor."""

    id: UUID
    account_id: UUID


def make_waiting(tenant_id: int, *, nik: str = NIK, name: str = "Ni Luh Contoh", **chosen: Any) -> Waiting:
    """Make a submitted enrolment with worker, consent and a sponsor who can be written to."""
    consent = chosen.pop("consent", {})
    account = make_account(tenant_id, name=chosen.get("sponsor_name", "I Made Contoh"))
    sponsor = make_sponsor(tenant_id, account)
    worker = make_worker(tenant_id, nik=nik, name=name, birth_date=date(1985, 5, 15))
    values = {
        "worker_name": name,
        "active_person": blind_index(tenant_id, "nik", nik),
        "decision": DECISION,
        "submitted_at": NOW - timedelta(days=1),
        **chosen,
    }
    enrolment = make_enrolment(tenant_id, sponsor, worker, **values)
    make_consent(tenant_id, worker, enrolment, **consent)
    return Waiting(id=enrolment, account_id=account)


def nik_number(number: int) -> str:
    """Return one of many numbers that belong to nobody."""
    return f"51040115{5 + number % 8:02}{80 + number // 8 % 20:02}0000"


def officer(tenant: Tenant, account_id: UUID, reach: Reach = WHOLE) -> Officer:
    """Return an officer who decides now."""
    return Officer(
        tenant=tenant,
        document=read_revision(tenant.id, 1),
        account_id=account_id,
        reach=reach,
        now=NOW,
    )


def case_of(tenant_id: int, enrolment_id: UUID) -> Case:
    """Return the case as somebody sees it who looks now."""
    return Case(enrolment_id=enrolment_id, version=look(tenant_id, enrolment_id).version)


def look(tenant_id: int, enrolment_id: UUID) -> Enrolment:
    """Return an enrolment as it stands."""
    return get_enrolment(tenant_id, enrolment_id)


def held_person(tenant_id: int, enrolment_id: UUID) -> bytes | None:
    """Return whose number an enrolment holds."""
    return tenant_session().scalar(
        select(EnrolmentRow.active_person).where(
            EnrolmentRow.tenant_id == tenant_id, EnrolmentRow.id == enrolment_id
        )
    )


def write(enrolment: Enrolment) -> Text:
    """Write a letter that says nothing but which enrolment it is about."""
    return Text(subject=enrolment.reference, body=enrolment.worker_name)
