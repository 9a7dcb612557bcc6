"""Decide before enrolling whether a worker can take part, and on which clause that rests.

A regency's condition refuses only with its clause, a national one only with a published source; everything weaker
sends the case to a person. Nothing here decides entitlement.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sertakan.kernel.refusal import Refusal
from sertakan.regulation.model import (
    Answers,
    Citation,
    ConditionKey,
    Eligibility,
    Employment,
    Fact,
    FactKey,
    Ground,
    GroundCode,
    NationalRules,
    ProgrammeTerms,
    RefusalCode,
    Term,
    Verdict,
)

T = TypeVar("T")

_SEVERITY = (Verdict.YES, Verdict.REVIEW, Verdict.NO)


@dataclass(frozen=True, kw_only=True)
class _Case:
    rules: NationalRules
    programme: ProgrammeTerms
    answers: Answers
    as_of: date


def decide_eligibility(
    rules: NationalRules, programme: ProgrammeTerms, answers: Answers, as_of: date
) -> Eligibility:
    """Weigh every answer; the worst verdict wins and every ground is listed.

    :raises Refusal: answer.born_in_the_future, regulation.not_in_force
    """
    case = _Case(rules=rules, programme=programme, answers=answers, as_of=as_of)
    return conclude(tuple(ground for judge in _JUDGES for ground in judge(case)))


def decide_part(
    rules: NationalRules, programme: ProgrammeTerms, answers: Answers, as_of: date, part: int
) -> tuple[Ground, ...]:
    """Return the grounds that rest on the answers named at this place of :data:`READS`, and on no others.

    :raises Refusal: answer.born_in_the_future, regulation.not_in_force
    """
    return tuple(_JUDGES[part](_Case(rules=rules, programme=programme, answers=answers, as_of=as_of)))


def conclude(grounds: tuple[Ground, ...]) -> Eligibility:
    """Return the worst verdict of all grounds."""
    verdict = max((ground.verdict for ground in grounds), key=_SEVERITY.index, default=Verdict.YES)
    return Eligibility(verdict=verdict, grounds=grounds)


def _judge_sponsor(case: _Case) -> Iterator[Ground]:
    yield from _judge_choice(
        GroundCode.SPONSOR_NOT_INVITED, case.programme.sponsors_invited, "sponsor", case.answers.sponsor
    )


def _judge_employment(case: _Case) -> Iterator[Ground]:
    """Keep wage earners apart: they belong to the segment of their employer (Penerima Upah), not to BPU."""
    employment = case.answers.employment
    if employment is None:
        yield _missing("employment")
    elif employment is Employment.SPONSOR_COMPANY:
        yield _condition(case, GroundCode.EMPLOYEE_OF_SPONSOR, ConditionKey.EMPLOYEE_OF_SPONSOR)
    elif employment is Employment.OTHER_COMPANY:
        yield _condition(case, GroundCode.EMPLOYEE_ELSEWHERE, ConditionKey.EMPLOYEE_ELSEWHERE)


def _judge_age(case: _Case) -> Iterator[Ground]:
    age = _age(case.answers, case.as_of)
    if age is None:
        yield _missing("birth_date")
        return
    oldest = case.rules.get_fact(FactKey.AGE_MAXIMUM, case.as_of)
    youngest = case.rules.get_fact(FactKey.AGE_MINIMUM, case.as_of)
    yield from _judge_limit(GroundCode.AGE_OVER, age, oldest, case.programme.maximum_age, age.__ge__)
    yield from _judge_limit(GroundCode.AGE_UNDER, age, youngest, case.programme.minimum_age, age.__lt__)


def _judge_limit(
    code: GroundCode, age: int, national: Fact, regency: Term[int] | None, is_breached: Callable[[int], bool]
) -> Iterator[Ground]:
    if regency and is_breached(regency.value):
        yield _breach(code, regency, age=age, limit=regency.value)
    # A clause of the regency settles what national law leaves to our memory, in both directions.
    is_settled = (
        regency is not None and regency.clause is not None and not national.citation.confidence.is_firm
    )
    if not is_settled and is_breached(national.value):
        yield _national(code, national.citation, age=age, limit=national.value)


def _judge_occupation(case: _Case) -> Iterator[Ground]:
    chosen = case.answers.occupation
    if chosen is None:
        yield _missing("occupation")
        return
    if case.rules.find_occupation(chosen, case.as_of) is None:
        yield Ground(
            code=GroundCode.OCCUPATION_UNLISTED, verdict=Verdict.REVIEW, params={"occupation": chosen}
        )
    yield from _judge_choice(
        GroundCode.OCCUPATION_NOT_COVERED, case.programme.occupations_allowed, "occupation", chosen
    )


def _judge_construction(case: _Case) -> Iterator[Ground]:
    """Ask construction labourers, because those hired for a project belong to the segment Jasa Konstruksi."""
    if case.answers.construction_project:
        yield _condition(case, GroundCode.CONSTRUCTION_PROJECT, ConditionKey.CONSTRUCTION_PROJECT)
        return
    occupation = case.rules.find_occupation(case.answers.occupation or "", case.as_of)
    if case.answers.construction_project is None and occupation and occupation.construction:
        params = {"occupation": occupation.id}
        yield Ground(code=GroundCode.CONSTRUCTION_TO_ASK, verdict=Verdict.REVIEW, params=params)


def _judge_foreigner(case: _Case) -> Iterator[Ground]:
    if not case.answers.foreigner:
        return
    stayed = case.answers.months_in_indonesia
    required = case.rules.get_fact(FactKey.FOREIGNER_MONTHS, case.as_of)
    if stayed is None:
        yield _missing("months_in_indonesia")
    elif stayed < required.value:
        yield _national(
            GroundCode.FOREIGNER_TOO_SHORT, required.citation, months=stayed, required=required.value
        )


def _judge_membership(case: _Case) -> Iterator[Ground]:
    if case.answers.member_elsewhere:
        # Two memberships exist in practice: a warning, never an obstacle.
        citation = case.rules.get_condition(ConditionKey.MEMBER_ELSEWHERE, case.as_of).citation
        yield Ground(code=GroundCode.MEMBER_ELSEWHERE, verdict=Verdict.YES, clause=_clause(citation))


def _judge_residence(case: _Case) -> Iterator[Ground]:
    required = case.programme.residence_required
    if required is None or not required.value:
        return
    if case.answers.resident is None:
        yield _missing("resident")
    elif not case.answers.resident:
        yield _breach(GroundCode.LIVES_OUTSIDE, required)


def _judge_relation(case: _Case) -> Iterator[Ground]:
    yield from _judge_choice(
        GroundCode.RELATION_NOT_ALLOWED, case.programme.relations_allowed, "relation", case.answers.relation
    )


def _judge_payment(case: _Case) -> Iterator[Ground]:
    """Judge the money and the number of months only once they are chosen: a pre-check may come before."""
    funding, offered = case.programme.funding_sources, case.programme.months_offered
    if case.answers.funding is not None:
        yield from _judge_choice(GroundCode.FUNDING_NOT_OFFERED, funding, "funding", case.answers.funding)
    months = case.answers.months
    if offered and months is not None and months not in offered.value:
        choices = tuple(sorted(offered.value))
        yield _breach(GroundCode.PERIOD_NOT_OFFERED, offered, months=months, offered=choices)


def _judge_choice(
    code: GroundCode, allowed: Term[frozenset[T]] | None, name: str, answer: T | None
) -> Iterator[Ground]:
    if allowed is None:
        return
    if answer is None:
        yield _missing(name)
    elif answer not in allowed.value:
        yield _breach(code, allowed, **{name: answer})


def _missing(field: str) -> Ground:
    return Ground(code=GroundCode.ANSWER_MISSING, verdict=Verdict.REVIEW, params={"field": field})


def _breach(code: GroundCode, term: Term[T], **params: object) -> Ground:
    verdict = Verdict.NO if term.clause else Verdict.REVIEW
    return Ground(code=code, verdict=verdict, clause=term.clause, params=params)


def _national(code: GroundCode, citation: Citation, **params: object) -> Ground:
    verdict = Verdict.NO if citation.confidence.is_firm else Verdict.REVIEW
    return Ground(code=code, verdict=verdict, clause=_clause(citation), params=params)


def _condition(case: _Case, code: GroundCode, key: ConditionKey) -> Ground:
    return _national(code, case.rules.get_condition(key, case.as_of).citation)


def _clause(citation: Citation) -> Citation | None:
    return citation if citation.instrument else None


def _age(answers: Answers, as_of: date) -> int | None:
    born = answers.birth_date
    if born is None:
        return answers.age
    if born > as_of:
        raise Refusal(RefusalCode.BORN_IN_THE_FUTURE, field="birth_date", birth_date=born)
    return as_of.year - born.year - ((as_of.month, as_of.day) < (born.month, born.day))


_READING: dict[Callable[[_Case], Iterator[Ground]], tuple[str, ...]] = {
    _judge_sponsor: ("sponsor",),
    _judge_employment: ("employment",),
    _judge_age: ("birth_date", "age"),
    _judge_occupation: ("occupation",),
    _judge_construction: ("construction_project", "occupation"),
    _judge_foreigner: ("foreigner", "months_in_indonesia"),
    _judge_membership: ("member_elsewhere",),
    _judge_residence: ("resident",),
    _judge_relation: ("relation",),
    _judge_payment: ("funding", "months"),
}
_JUDGES = tuple(_READING)
READS: tuple[tuple[str, ...], ...] = tuple(_READING.values())
"""Which answers each part of the decision reads, so that whoever decides thousands decides alike parts once."""
