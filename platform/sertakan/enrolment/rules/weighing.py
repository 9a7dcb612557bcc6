"""Weigh people anew under another law, thousands at a time: alike cases are decided once."""

from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from sertakan.kernel.month import Month
from sertakan.kernel.refusal import Refusal
from sertakan.regulation.model import (
    Answers,
    Eligibility,
    Employment,
    FundingSource,
    Ground,
    NationalRules,
    ProgrammeTerms,
    Relation,
    Sector,
    SponsorCategory,
)
from sertakan.regulation.rules import READS, conclude, decide_part, price_months, total_price


class Condition(NamedTuple):
    """Hold the answers on which it rests whether somebody may join; None where nobody asked or answered."""

    sponsor: str
    age: int | None
    occupation: str | None
    relation: str | None
    employment: str | None
    construction_project: bool | None
    resident: bool | None
    member_elsewhere: bool | None
    funding: str | None
    months: int | None


class Cost(NamedTuple):
    """Hold everything on which it rests what somebody pays; a missing bracket is the regency's default."""

    sector: str
    funding: str
    bracket: int | None
    first_month: Month
    months: int


# The places of the answers that each part of a decision reads; what is never asked here decides nothing.
_PARTS = tuple(
    (part, itemgetter(*places) if len(places) > 1 else itemgetter(places[0]))
    for part, names in enumerate(READS)
    if (places := [Condition._fields.index(name) for name in names if name in Condition._fields])
)


class Scale:
    """Weigh people under one law on one day, and remember what was weighed.

    The kinds of people are as many as the people; the kinds of answers are few. So each part of a decision is made
    once for alike answers, and the whole is put together from its parts.
    """

    def __init__(self, rules: NationalRules, terms: ProgrammeTerms, as_of: date) -> None:
        self._rules = rules
        self._terms = terms
        self._as_of = as_of
        self._parts: dict[tuple[int, Any], tuple[Ground, ...]] = {}
        self._wholes: dict[tuple[int, ...], Eligibility] = {}
        self._totals: dict[Cost, int | None] = {}

    @property
    def default_bracket(self) -> int:
        """Return the bracket of those who choose none."""
        return self._terms.default_bracket.value if self._terms.default_bracket else 1

    def judge(self, condition: Condition) -> Eligibility:
        """Return whether somebody may join, and on which grounds."""
        parts = [self._part(part, answers(condition), condition) for part, answers in _PARTS]
        # Parts are remembered, so the same part is the same object.
        key = tuple(map(id, parts))
        if (known := self._wholes.get(key)) is None:
            known = self._wholes[key] = conclude(tuple(ground for part in parts for ground in part))
        return known

    def _part(self, part: int, answers: Any, condition: Condition) -> tuple[Ground, ...]:
        key = (part, answers)
        if (known := self._parts.get(key)) is None:
            known = self._parts[key] = decide_part(
                self._rules, self._terms, _answers(condition), self._as_of, part
            )
        return known

    def total(self, cost: Cost) -> int | None:
        """Return what the months cost together in rupiah, or None for a bracket or month that has no price."""
        if cost not in self._totals:
            self._totals[cost] = self._price(cost)
        return self._totals[cost]

    def _price(self, cost: Cost) -> int | None:
        if cost.months < 1:
            return 0
        try:
            prices = price_months(
                self._rules,
                cost.first_month,
                cost.months,
                sector=Sector(cost.sector),
                funding=FundingSource(cost.funding),
                bracket=cost.bracket or self.default_bracket,
            )
        except Refusal:
            return None
        return int(total_price(prices))


def moved_bracket(cost: Cost, old: Scale, new: Scale) -> Cost:
    """Return what somebody would pay for under the new law: who is on the old default moves to the new one."""
    return cost._replace(bracket=None) if cost.bracket == old.default_bracket else cost


def _answers(condition: Condition) -> Answers:
    return Answers(
        sponsor=SponsorCategory(condition.sponsor),
        age=condition.age,
        occupation=condition.occupation,
        relation=Relation(condition.relation) if condition.relation else None,
        employment=Employment(condition.employment) if condition.employment else None,
        construction_project=condition.construction_project,
        resident=condition.resident,
        member_elsewhere=condition.member_elsewhere,
        funding=FundingSource(condition.funding) if condition.funding else None,
        months=condition.months,
    )


def age_on(born: date, day: date) -> int | None:
    """Return how old somebody is on a day, or None for somebody who is not born yet."""
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return age if age >= 0 else None


def months_to_come(first: Month, count: int, present: Month) -> tuple[Month, int]:
    """Return the first of several months that has not begun yet, and how many there are."""
    begun = max(0, present + 1 - first)
    return first + begun, max(0, count - begun)


def grounds_to_plain(grounds: tuple[Ground, ...]) -> list[dict[str, object]]:
    """Return grounds by code and parameters, the way JSON knows them."""
    return [
        {
            "code": ground.code.value,
            "verdict": ground.verdict.value,
            "params": {name: _plain(value) for name, value in ground.params.items()},
        }
        for ground in grounds
    ]


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, int) else str(value)
