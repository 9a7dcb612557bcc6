"""Try what the legal bureau says a rule must give against what the rules do give."""

from collections.abc import Sequence
from dataclasses import dataclass

from sertakan.kernel.month import Month
from sertakan.kernel.refusal import Refusal
from sertakan.regulation.model import (
    Answers,
    Employment,
    FundingSource,
    Ground,
    NationalRules,
    ProgrammeTerms,
    Relation,
    Sector,
    SponsorCategory,
    Verdict,
)
from sertakan.regulation.rules import decide_eligibility, price_months, total_price
from sertakan.tenancy.document import RuleTest


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """Say what the rules give for a test; `refusal` where they give no answer, such as for a month unknown."""

    test: RuleTest
    verdict: Verdict | None = None
    grounds: tuple[Ground, ...] = ()
    cost: int | None = None
    refusal: Refusal | None = None

    @property
    def is_met(self) -> bool:
        """Tell whether everything that the test expects is so."""
        if self.refusal is not None:
            return False
        verdict_fits = self.test.verdict is None or self.test.verdict == self.verdict
        return verdict_fits and (self.test.cost is None or self.test.cost == self.cost)


def try_rule(rules: NationalRules, terms: ProgrammeTerms, test: RuleTest) -> Outcome:
    """Return what the rules give for a worker of this kind, paid by this source, in this month."""
    month = Month.parse(test.month)
    try:
        decided = decide_eligibility(rules, terms, _answers(test), month.first_day)
        prices = price_months(
            rules,
            month,
            test.months,
            sector=Sector(test.sector),
            funding=FundingSource(test.funding),
            bracket=test.bracket,
        )
    except Refusal as refusal:
        return Outcome(test=test, refusal=refusal)
    return Outcome(test=test, verdict=decided.verdict, grounds=decided.grounds, cost=int(total_price(prices)))


def _answers(test: RuleTest) -> Answers:
    return Answers(
        sponsor=SponsorCategory(test.category),
        age=test.age,
        occupation=test.occupation,
        employment=Employment(test.employment),
        construction_project=test.is_construction_project,
        relation=Relation(test.relation),
        resident=test.is_resident,
        funding=FundingSource(test.funding),
        months=test.months,
    )


def list_failing(outcomes: Sequence[Outcome]) -> tuple[int, ...]:
    """Return the places of the tests that are not met."""
    return tuple(place for place, outcome in enumerate(outcomes) if not outcome.is_met)
