"""Hand out everybody whom a law is about, one by one, as the rules ask for them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sertakan.enrolment.model import EnrolmentState
from sertakan.enrolment.repository import weighing
from sertakan.enrolment.repository.drafts import opened_answers
from sertakan.enrolment.repository.submissions import to_month
from sertakan.enrolment.rules.joining import to_answers
from sertakan.enrolment.rules.weighing import Condition, Cost, age_on, months_to_come
from sertakan.kernel.identifier import Nik
from sertakan.kernel.month import Month
from sertakan.persistence.crypto import unseal
from sertakan.regulation.model import FundingSource, Sector, SponsorCategory, Verdict


@dataclass(slots=True, kw_only=True)
class Weighable:
    """Hold one draft or enrolment as a law weighs it; a draft has neither state nor reference."""

    state: EnrolmentState | None
    reference: str | None
    worker_name: str
    sponsor_name: str
    condition: Condition
    cost: Cost
    is_active: bool
    masked_nik: Callable[[], str | None]


@dataclass(slots=True, kw_only=True)
class Decided:
    """Hold one enrolment as it was decided: verdict and total of then, and what another law weighs."""

    enrolment_id: UUID
    decided_on: date
    verdict: str
    total: int
    condition: Condition
    cost: Cost


def list_weighable(tenant_id: int, regency_code: str, *, as_of: date, today: date) -> Iterator[Weighable]:
    """Yield every draft and every open enrolment, with their ages on one day and their months after another."""
    present = Month.of(today)
    for row in weighing.stream_open_drafts(tenant_id):
        yield _draft(tenant_id, row, regency_code, as_of=as_of, present=present)
    for row in weighing.stream_open_enrolments(tenant_id):
        yield _enrolment(tenant_id, row, regency_code, as_of=as_of, present=present)


def count_weighable(tenant_id: int) -> int:
    """Count what :func:`list_weighable` yields."""
    return weighing.count_open(tenant_id)


def _draft(tenant_id: int, row: Any, regency_code: str, *, as_of: date, present: Month) -> Weighable:
    answers = opened_answers(tenant_id, row.id, row.answers_sealed)
    asked = to_answers(answers, SponsorCategory(row.category), regency_code)
    return Weighable(
        state=None,
        reference=None,
        worker_name=answers.full_name or "",
        sponsor_name=row.sponsor_name,
        condition=Condition(
            sponsor=row.category,
            age=age_on(answers.birth_date, as_of) if answers.birth_date else None,
            occupation=answers.occupation,
            relation=answers.relation,
            employment=answers.employment,
            construction_project=answers.construction_project,
            resident=asked.resident,
            member_elsewhere=answers.member_elsewhere,
            funding=answers.funding,
            months=answers.months,
        ),
        cost=Cost(
            sector=answers.sector or Sector.NON_TRANSPORT.value,
            funding=answers.funding or FundingSource.PRIVATE.value,
            bracket=answers.bracket,
            first_month=present,
            months=answers.months or 1,
        ),
        is_active=False,
        masked_nik=lambda: Nik(answers.nik).masked if answers.nik else None,
    )


def _enrolment(tenant_id: int, row: Any, regency_code: str, *, as_of: date, present: Month) -> Weighable:
    state, first = EnrolmentState(row.state), to_month(row.first_month)
    begin, months = months_to_come(first, row.months, present)
    return Weighable(
        state=state,
        reference=row.reference,
        worker_name=row.worker_name,
        sponsor_name=row.sponsor_name,
        condition=_condition(row, regency_code, as_of),
        cost=Cost(row.sector, row.funding, row.bracket, begin, months),
        is_active=state.holds_cover and first <= present <= first + (row.months - 1),
        masked_nik=lambda: Nik(unseal(tenant_id, "worker", "nik", row.worker_id, row.nik_sealed)).masked,
    )


def _condition(row: Any, regency_code: str, as_of: date) -> Condition:
    return Condition(
        row.category,
        age_on(row.birth_date, as_of),
        row.occupation,
        row.relation,
        row.employment,
        row.construction_project,
        row.village_code[:5] == regency_code,
        row.member_elsewhere,
        row.funding,
        row.months,
    )


def list_decided(
    tenant_id: int, regency_code: str, start: datetime, end: datetime, *, not_by: int
) -> Iterator[Decided]:
    """Yield what was decided from one moment to before another, but for what a revision itself decided.

    The days are counted in the time zone of the moments given.
    """
    for row in weighing.stream_decided(tenant_id, start, end, not_by=not_by):
        moment = row.submitted_at if start <= row.submitted_at < end else row.decided_at
        decided_on = moment.astimezone(start.tzinfo).date()
        yield Decided(
            enrolment_id=row.id,
            decided_on=decided_on,
            verdict=str(row.decision.get("verdict", Verdict.REVIEW.value)),
            total=row.total,
            condition=_condition(row, regency_code, decided_on),
            cost=Cost(row.sector, row.funding, row.bracket, to_month(row.first_month), row.months),
        )


def count_decided(tenant_id: int, start: datetime, end: datetime, *, not_by: int) -> int:
    """Count what :func:`list_decided` yields."""
    return weighing.count_decided(tenant_id, start, end, not_by=not_by)


def references_of(tenant_id: int, enrolment_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the references under which enrolments are known to people."""
    return weighing.list_references(tenant_id, enrolment_ids)
