from datetime import date
from typing import Any

import pytest

from sertakan.configuration.model import Weight
from sertakan.configuration.rules.checking import check_law
from sertakan.configuration.rules.testing import Outcome, try_rule
from sertakan.regulation.service import national_rules, terms_of
from sertakan.tenancy.document import Clause, RegencyDocument, RuleTest, UploadedFile
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document

TODAY = date(2026, 11, 22)
BARE = default_document(load_regencies()["51.04"])
TEXT = UploadedFile(sha256="0" * 64, media_type="application/pdf", byte_count=10)
FARMER = RuleTest(name="Petani", month="2026-11", occupation="petani_pekebun", cost=8400)


def regulated(**changed: Any) -> RegencyDocument:
    law = {"number": "1", "year": 2026, "effective_from": date(2026, 1, 1), "text": TEXT, **changed}
    return BARE.with_parts(regulation=BARE.regulation.model_copy(update=law))


def found(
    document: RegencyDocument, *outcomes: Outcome, published: RegencyDocument = BARE, is_live: bool = False
) -> dict[str, Weight]:
    problems = check_law(document, published, outcomes, today=TODAY, is_live=is_live)
    return {problem.code: problem.weight for problem in problems}


def outcome_of(document: RegencyDocument, test: RuleTest) -> Outcome:
    return try_rule(national_rules(), terms_of(document, date(2026, 11, 1)), test)


class TestCheckLaw:
    def test_bare_space_may_publish_but_not_go_live(self) -> None:
        lacking = found(BARE)

        assert lacking["check.number_missing"] is Weight.GOING_LIVE
        assert lacking["check.text_missing"] is Weight.GOING_LIVE
        assert lacking["check.effective_missing"] is Weight.GOING_LIVE
        assert lacking["check.tests_missing"] is Weight.GOING_LIVE
        assert Weight.BLOCKING not in lacking.values()

    def test_live_space_lacks_nothing_that_going_live_takes(self) -> None:
        assert set(found(BARE, is_live=True).values()) == {Weight.BLOCKING}

    def test_whole_law_with_a_met_test_has_no_problem(self) -> None:
        document = regulated()

        assert found(document, outcome_of(document, FARMER), is_live=True) == {}

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"applied_from": date(2026, 11, 21)}, "check.applied_past"),
            ({"effective_from": date(2026, 12, 1)}, "check.applied_before_effect"),
            ({"ends_on": date(2026, 11, 21)}, "check.ended"),
            ({"applied_from": date(2027, 2, 1), "ends_on": date(2027, 1, 1)}, "check.ended"),
        ],
    )
    def test_impossible_days_block(self, changed: dict[str, Any], code: str) -> None:
        assert found(regulated(**changed))[code] is Weight.BLOCKING

    @pytest.mark.parametrize(
        "changed", [{"applied_from": TODAY}, {"applied_from": date(2027, 1, 1), "ends_on": date(2027, 1, 1)}]
    )
    def test_today_and_later_are_good_days(self, changed: dict[str, Any]) -> None:
        assert Weight.BLOCKING not in found(regulated(**changed)).values()

    def test_changed_consent_takes_a_new_version(self) -> None:
        text = BARE.consent.text.model_copy(update={"id": "Saya setuju sekali."})
        kept = BARE.consent.model_copy(update={"text": text})
        renewed = kept.model_copy(update={"version": "2026-12"})

        assert "check.consent_version_kept" in found(BARE.with_parts(consent=kept))
        assert "check.consent_version_kept" not in found(BARE.with_parts(consent=renewed))

    def test_parameter_without_clause_is_named(self) -> None:
        document = BARE.with_parts(clauses=())

        problems = check_law(document, BARE, (), today=TODAY, is_live=False)
        named = {str(each.params["parameter"]) for each in problems if each.code == "check.uncited"}
        assert {"programme.obligation", "programme.maximum_age", "programme.verification"} <= named

    def test_failing_test_blocks_and_is_named(self) -> None:
        failing = outcome_of(BARE, FARMER.model_copy(update={"cost": 1}))

        (problem,) = [
            each
            for each in check_law(BARE, BARE, [failing], today=TODAY, is_live=False)
            if each.code == "check.test_failed"
        ]
        assert (problem.path, problem.params) == ("rule_tests[0]", {"name": "Petani"})


class TestGaps:
    @pytest.mark.parametrize(
        ("spans", "gap"),
        [
            ([(None, None)], None),
            ([(None, date(2026, 12, 31)), (date(2027, 1, 1), None)], None),
            ([(None, date(2026, 12, 30)), (date(2027, 1, 1), None)], (date(2026, 12, 31),) * 2),
            ([(date(2026, 12, 1), None)], (TODAY, date(2026, 11, 30))),
            ([(None, date(2020, 1, 1)), (date(2026, 11, 24), None)], (TODAY, date(2026, 11, 23))),
            ([(None, date(2019, 1, 1)), (date(2020, 1, 1), None)], None),
        ],
    )
    def test_days_without_clause_from_the_beginning_on_are_told(
        self, spans: list[tuple[date | None, date | None]], gap: tuple[date, date] | None
    ) -> None:
        clauses = tuple(
            Clause(parameter="programme.minimum_age", pasal="4", valid_from=first, valid_to=last)
            for first, last in spans
        )

        problems = check_law(BARE.with_parts(clauses=clauses), BARE, (), today=TODAY, is_live=False)
        gaps = [(p.params["first"], p.params["last"]) for p in problems if p.code == "check.clause_gap"]
        assert gaps == ([gap] if gap else [])
