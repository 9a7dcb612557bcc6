from datetime import date
from typing import Any

import pytest

from sertakan.configuration.rules.testing import list_failing, try_rule
from sertakan.regulation.model import Verdict
from sertakan.regulation.service import national_rules, terms_of
from sertakan.tenancy.document import Clause, RuleTest
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document

BARE = default_document(load_regencies()["51.04"])
RULED = BARE.with_parts(
    regulation=BARE.regulation.model_copy(update={"number": "1", "year": 2026}),
    programme=BARE.programme.model_copy(update={"maximum_age": 60}),
    clauses=(Clause(parameter="programme.maximum_age", pasal="4", valid_from=date(2027, 1, 1)),),
)


def outcome(**expected: Any) -> Any:
    test = RuleTest(
        **{"name": "Uji", "month": "2026-11", "occupation": "petani_pekebun", "verdict": "yes", **expected}
    )
    terms = terms_of(RULED, date(int(test.month[:4]), int(test.month[5:]), 1))
    return try_rule(national_rules(), terms, test)


class TestTryRule:
    @pytest.mark.parametrize(
        ("expected", "cost"),
        [
            ({"month": "2026-12"}, 8400),
            ({"month": "2027-01"}, 16800),
            ({"month": "2026-12", "months": 3}, 8400 + 2 * 16800),
            ({"month": "2026-12", "funding": "apbd"}, 16800),
        ],
    )
    def test_cost_is_that_of_all_months(self, expected: dict[str, Any], cost: int) -> None:
        assert outcome(**expected).cost == cost

    def test_meets_what_it_expects(self) -> None:
        assert outcome(cost=8400).is_met
        assert not outcome(cost=8401).is_met
        assert not outcome(verdict="no", cost=8400).is_met

    def test_clause_of_the_month_decides_whether_a_breach_refuses(self) -> None:
        assert outcome(age=61, month="2026-12").verdict is Verdict.REVIEW
        assert outcome(age=61, month="2027-01").verdict is Verdict.NO

    def test_month_without_rules_is_never_met(self) -> None:
        decided = outcome(month="2001-01")

        assert decided.refusal is not None
        assert not decided.is_met

    def test_failing_ones_are_named_by_place(self) -> None:
        assert list_failing([outcome(), outcome(cost=1), outcome(verdict="no")]) == (1, 2)
