"""Sponsors who are signed in, and drafts that have come as far as a test wants."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from tests.factories.enrolment import VILLAGE, make_question, make_sponsor
from tests.factories.identity import make_account

from sertakan.enrolment.model import Draft, DraftAnswers, Step
from sertakan.enrolment.service import drafts
from sertakan.enrolment.tables import EnrolmentRow
from sertakan.persistence.database import tenant_session

NIK = "5104035705900000"  # a woman born on 17 May 1990; numbers ending in 0000 belong to nobody
OTHER_NIK = "5104031204850000"  # a man born on 12 April 1985
MOBILE = "+6281234567890"
PLACE = "Batubulan, Sukawati, Kabupaten Gianyar"

# What each page puts into a draft, in the words of the model.
ANSWERS: dict[Step, dict[str, Any]] = {
    Step.RELATION: {
        "relation": "neighbour",
        "employment": "none",
        "construction_project": False,
        "member_elsewhere": False,
        "relation_done": True,
    },
    Step.IDENTITY: {"nik": NIK, "full_name": "Ni Made Contoh"},
    Step.BIRTH: {"birth_place": "Gianyar", "birth_date": date(1990, 5, 17), "sex": "P"},
    Step.OCCUPATION: {"occupation": "pedagang", "sector": "non_transport"},
    Step.ADDRESS: {"village_code": VILLAGE, "village_label": PLACE, "address": "Jalan Rekaan 1"},
    Step.WORKPLACE: {"work_village_code": VILLAGE, "work_village_label": PLACE},
    Step.CONTACT: {"mobile": MOBILE, "contact_done": True},
    Step.CONSENT: {
        "consent_way": "present",
        "consent_version": "1",
        "consent_language": "id",
        "consent_at": datetime(2026, 11, 22, 2, tzinfo=UTC),
    },
    Step.CONTRIBUTION: {"months": 3, "bracket": 1, "funding": "private"},
}

# What a person types on each page, as the form sends it.
TYPED: dict[Step, dict[str, str]] = {
    Step.RELATION: {
        "relation": "neighbour",
        "employment": "none",
        "construction_project": "no",
        "member_elsewhere": "no",
    },
    Step.IDENTITY: {"nik": NIK, "full_name": "Ni Made Contoh"},
    Step.BIRTH: {
        "birth_place": "Gianyar",
        "birth_date_day": "17",
        "birth_date_month": "5",
        "birth_date_year": "1990",
        "sex": "P",
    },
    Step.OCCUPATION: {"occupation": "pedagang", "carries": "no"},
    Step.ADDRESS: {"query": "batubulan", "village_code": VILLAGE, "text": "Jalan Rekaan 1"},
    Step.WORKPLACE: {"same": "y"},
    Step.CONTACT: {"mobile": "0812 3456 7890"},
    Step.CONSENT: {"consent_way": "present"},
    Step.CONTRIBUTION: {"months": "3", "bracket": "1", "funding": "private"},
}


@dataclass(frozen=True, kw_only=True)
class SponsorAccount:
    """Somebody who can sign in and pay for workers."""

    account_id: UUID
    sponsor_id: UUID


def make_sponsor_account(tenant_id: int, name: str = "I Ketut Rekaan", **chosen: Any) -> SponsorAccount:
    """Make a neighbour with an account, who sponsors out of a private purse."""
    account_id = make_account(tenant_id, name=name)
    sponsor_id = make_sponsor(tenant_id, account_id, name=name, **{"category": "public", **chosen})
    return SponsorAccount(account_id=account_id, sponsor_id=sponsor_id)


def answers_before(step: Step, **changed: Any) -> DraftAnswers:
    """Return what a sponsor has answered who stands before a page."""
    order = list(Step)
    found: dict[str, Any] = {}
    for earlier in order[: order.index(step)]:
        found |= ANSWERS[earlier]
    return DraftAnswers(**{**found, **changed})


def make_draft_at(tenant_id: int, sponsor_id: UUID, step: Step = Step.CHECK, **changed: Any) -> UUID:
    """Make a draft in which everything before a page is answered; values can be given otherwise."""
    return drafts.begin_draft(tenant_id, sponsor_id, answers_before(step, **changed), datetime.now(UTC))


def read_draft(tenant_id: int, sponsor_id: UUID, draft_id: UUID) -> Draft:
    """Return a draft as it is kept."""
    return drafts.get_draft(tenant_id, sponsor_id, draft_id)


def return_with_question(tenant_id: int, enrolment_id: UUID, field: str) -> None:
    """Return an enrolment to its sponsor with a question about one field, as an officer does."""
    make_question(tenant_id, enrolment_id, make_account(tenant_id), field=field, question="Apakah ini benar?")
    mine = (EnrolmentRow.tenant_id == tenant_id, EnrolmentRow.id == enrolment_id)
    tenant_session().execute(update(EnrolmentRow).where(*mine).values(state="returned"))
