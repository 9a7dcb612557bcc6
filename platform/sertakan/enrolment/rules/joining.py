"""Who may join, at which price, and what the decision rests on."""

from datetime import date
from typing import Any

from sertakan.enrolment.model import DraftAnswers
from sertakan.kernel.identifier import Nik
from sertakan.kernel.month import Month
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import fold
from sertakan.regulation.model import (
    Answers,
    Citation,
    ClauseReference,
    Eligibility,
    Employment,
    FundingSource,
    Ground,
    MonthPrice,
    NationalRules,
    ProgrammeTerms,
    Relation,
    Sector,
    SponsorCategory,
    Verdict,
)
from sertakan.regulation.rules import decide_eligibility, price_months


def to_answers(answers: DraftAnswers, sponsor: SponsorCategory, regency_code: str) -> Answers:
    """Return a draft's answers as the rules of eligibility ask for them."""
    lives_in = answers.village_code[:5] if answers.village_code else None
    return Answers(
        sponsor=sponsor,
        birth_date=answers.birth_date,
        occupation=answers.occupation,
        employment=Employment(answers.employment) if answers.employment else None,
        construction_project=answers.construction_project,
        relation=Relation(answers.relation) if answers.relation else None,
        resident=lives_in == regency_code if lives_in else answers.resident,
        member_elsewhere=answers.member_elsewhere,
        funding=FundingSource(answers.funding) if answers.funding else None,
        months=answers.months,
    )


def ensure_may_join(
    rules: NationalRules, terms: ProgrammeTerms, answers: Answers, as_of: date
) -> Eligibility:
    """Return the verdict when it lets the worker join, at once or after a person looked.

    :raises Refusal: worker.not_eligible with the first ground that says no
    """
    eligibility = decide_eligibility(rules, terms, answers, as_of)
    if eligibility.verdict is Verdict.NO:
        ground = next(ground for ground in eligibility.grounds if ground.verdict is Verdict.NO)
        raise Refusal("worker.not_eligible", ground=ground)
    return eligibility


def price_of(rules: NationalRules, answers: DraftAnswers, first_month: Month) -> tuple[MonthPrice, ...]:
    """Return the price of each month that the sponsor chose."""
    return price_months(
        rules,
        first_month,
        answers.months or 1,
        sector=Sector(answers.sector or Sector.NON_TRANSPORT),
        funding=FundingSource(answers.funding or FundingSource.PRIVATE),
        bracket=answers.bracket or 1,
    )


def ensure_fits_space(nik: Nik, *, wants_synthetic: bool) -> None:
    """Let only synthetic people into a trial space, and only real ones into a live one.

    :raises Refusal: nik.real_in_trial, nik.synthetic
    """
    if wants_synthetic and not nik.is_synthetic:
        raise Refusal("nik.real_in_trial", field="nik")
    if not wants_synthetic and nik.is_synthetic:
        raise Refusal("nik.synthetic", field="nik")


def differs_from_nik(nik: Nik, birth_date: date | None, sex: str | None, as_of: date) -> bool:
    """Tell whether birth date or sex differ from what the number encodes; it warns and does not block."""
    coded = nik.birth_date(as_of)
    differs = birth_date is not None and coded is not None and _short(coded) != _short(birth_date)
    return differs or (sex is not None and sex != nik.sex.value)


def _short(day: date) -> tuple[int, int, int]:
    return day.year % 100, day.month, day.day


def is_same_person(name: str, birth_date: date, other_name: str, other_birth_date: date) -> bool:
    """Tell whether name and birth date agree, so that a number was not merely mistyped."""
    return birth_date == other_birth_date and fold(name) == fold(other_name)


def record_decision(eligibility: Eligibility, prices: tuple[MonthPrice, ...]) -> dict[str, Any]:
    """Return the grounds and prices as they are kept with the enrolment and printed on its receipt."""
    return {
        "verdict": eligibility.verdict.value,
        "grounds": [_ground(ground) for ground in eligibility.grounds],
        "prices": [_price(price) for price in prices],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    return {
        "code": ground.code.value,
        "verdict": ground.verdict.value,
        "clause": _clause(ground.clause),
        "params": {name: _plain(value) for name, value in ground.params.items()},
    }


def _plain(value: object) -> object:
    return value if isinstance(value, int | str) and not hasattr(value, "value") else str(value)


def _clause(clause: Citation | ClauseReference | None) -> dict[str, str | None] | None:
    if clause is None:
        return None
    return {
        "instrument": clause.instrument,
        "article": clause.article,
        "paragraph": getattr(clause, "paragraph", None),
    }


def _price(price: MonthPrice) -> dict[str, Any]:
    return {
        "month": str(price.month),
        "jkk": price.jkk,
        "jkm": price.jkm,
        "relief": price.relief,
        "total": price.total,
        "base": price.base,
        "clauses": [_clause(citation) for citation in price.citations],
        "doubts": [doubt.value for doubt in price.doubts],
    }
