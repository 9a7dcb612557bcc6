from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sertakan.kernel.refusal import Refusal
from sertakan.regulation.model import (
    CODES,
    Answers,
    Citation,
    ClauseReference,
    Confidence,
    Eligibility,
    Employment,
    Fact,
    FactKey,
    FundingSource,
    NationalRules,
    ProgrammeTerms,
    Relation,
    SponsorCategory,
    Term,
    Verdict,
)
from sertakan.regulation.rules import decide_eligibility

CLAUSE = ClauseReference(instrument="Perbup Contoh", article="4", paragraph="2")
FARMER = Answers(
    sponsor=SponsorCategory.PNS,
    age=40,
    occupation="petani_pekebun",
    employment=Employment.NONE,
    relation=Relation.NEIGHBOUR,
    resident=True,
)
OPEN = ProgrammeTerms()
NEIGHBOURS = frozenset({Relation.NEIGHBOUR})
MONTHS = frozenset({12, 3})


class TestWorker:
    @pytest.mark.parametrize(
        ("changes", "verdict", "code"),
        [
            ({"employment": Employment.SPONSOR_COMPANY},           Verdict.NO,     "worker.employee_of_sponsor"),
            ({"employment": Employment.OTHER_COMPANY},             Verdict.REVIEW, "worker.employee_elsewhere"),
            ({"employment": None},                                 Verdict.REVIEW, "answer.missing"),
            ({"construction_project": True},                       Verdict.NO,     "worker.construction_project"),
            ({"occupation": "tukang_batu"},                        Verdict.REVIEW, "worker.construction_to_ask"),
            ({"occupation": "astronaut"},                          Verdict.REVIEW, "worker.occupation_unlisted"),
            ({"occupation": None},                                 Verdict.REVIEW, "answer.missing"),
            ({"age": None},                                        Verdict.REVIEW, "answer.missing"),
            ({"foreigner": True},                                  Verdict.REVIEW, "answer.missing"),
            ({"foreigner": True, "months_in_indonesia": 5},        Verdict.NO,     "worker.foreigner_too_short"),
            ({"member_elsewhere": True},                           Verdict.YES,    "worker.member_elsewhere"),
        ],
    )  # fmt: skip
    def test_gets_one_ground_for_each_obstacle(
        self, rules: NationalRules, today: date, changes: dict[str, Any], verdict: Verdict, code: str
    ) -> None:
        decided = decide_eligibility(rules, OPEN, replace(FARMER, **changes), today)

        assert (decided.verdict, codes_of(decided)) == (verdict, [code])

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"occupation": "tukang_batu", "construction_project": False},
            {"foreigner": True, "months_in_indonesia": 6},
            {"member_elsewhere": False},
            {"relation": None, "resident": None, "sponsor": None},
            {"funding": FundingSource.APBD, "months": 7},
        ],
    )
    def test_passes_without_an_obstacle(
        self, rules: NationalRules, today: date, changes: dict[str, Any]
    ) -> None:
        decided = decide_eligibility(rules, OPEN, replace(FARMER, **changes), today)

        assert decided == Eligibility(verdict=Verdict.YES, grounds=())


class TestNationalAge:
    @pytest.mark.parametrize(
        ("age", "verdict"),
        [(17, Verdict.REVIEW), (18, Verdict.YES), (64, Verdict.YES), (65, Verdict.REVIEW)],
    )
    def test_is_reviewed_while_from_memory(
        self, rules: NationalRules, today: date, age: int, verdict: Verdict
    ) -> None:
        assert decide_eligibility(rules, OPEN, replace(FARMER, age=age), today).verdict is verdict

    def test_refuses_once_a_source_is_found(self, rules: NationalRules, today: date) -> None:
        decided = decide_eligibility(with_certain_age(rules), OPEN, replace(FARMER, age=65), today)

        assert (decided.verdict, decided.grounds[0].clause) == (Verdict.NO, CERTAIN)

    @pytest.mark.parametrize(
        ("born", "verdict"),
        [
            ("1961-11-22", Verdict.REVIEW),  # 65 today
            ("1961-11-23", Verdict.YES),     # 65 tomorrow
            ("2008-11-22", Verdict.YES),     # 18 today
            ("2008-11-23", Verdict.REVIEW),  # 18 tomorrow
        ],
    )  # fmt: skip
    def test_changes_on_the_birthday(
        self, rules: NationalRules, today: date, born: str, verdict: Verdict
    ) -> None:
        answers = replace(FARMER, age=None, birth_date=date.fromisoformat(born))

        assert decide_eligibility(rules, OPEN, answers, today).verdict is verdict

    def test_refuses_birth_in_the_future(self, rules: NationalRules, today: date) -> None:
        with pytest.raises(Refusal) as refused:
            decide_eligibility(rules, OPEN, replace(FARMER, birth_date=date(2026, 11, 23)), today)

        assert (refused.value.code, refused.value.field) == ("answer.born_in_the_future", "birth_date")


class TestRegencyAge:
    @pytest.mark.parametrize(
        ("clause", "age", "verdict", "codes"),
        [
            (CLAUSE, 59, Verdict.YES,    []),
            (CLAUSE, 60, Verdict.NO,     ["worker.age_over"]),
            (CLAUSE, 66, Verdict.NO,     ["worker.age_over"]),
            (None,   59, Verdict.YES,    []),
            (None,   60, Verdict.REVIEW, ["worker.age_over"]),
            (None,   66, Verdict.REVIEW, ["worker.age_over", "worker.age_over"]),
        ],
    )  # fmt: skip
    def test_refuses_only_with_its_clause(
        self,
        rules: NationalRules,
        today: date,
        clause: ClauseReference | None,
        age: int,
        verdict: Verdict,
        codes: list[str],
    ) -> None:
        programme = ProgrammeTerms(maximum_age=Term(value=60, clause=clause))

        decided = decide_eligibility(rules, programme, replace(FARMER, age=age), today)

        assert (decided.verdict, codes_of(decided)) == (verdict, codes)

    def test_settles_what_national_law_leaves_open(self, rules: NationalRules, today: date) -> None:
        programme = ProgrammeTerms(minimum_age=Term(value=17, clause=CLAUSE))

        decided = decide_eligibility(rules, programme, replace(FARMER, age=17), today)

        assert decided.verdict is Verdict.YES

    def test_cannot_widen_a_certain_national_limit(self, rules: NationalRules, today: date) -> None:
        programme = ProgrammeTerms(maximum_age=Term(value=70, clause=CLAUSE))

        decided = decide_eligibility(with_certain_age(rules), programme, replace(FARMER, age=66), today)

        assert (decided.verdict, decided.grounds[0].clause) == (Verdict.NO, CERTAIN)


class TestRegencyConditions:
    @pytest.mark.parametrize(
        ("name", "value", "changes", "code"),
        [
            ("sponsors_invited", frozenset({SponsorCategory.PPPK}), {}, "sponsor.not_invited"),
            ("relations_allowed", NEIGHBOURS, {"relation": Relation.FAMILY}, "relation.not_allowed"),
            ("residence_required", True, {"resident": False}, "worker.lives_outside"),
            ("occupations_allowed", frozenset({"sopir"}), {}, "worker.occupation_not_covered"),
            (
                "funding_sources",
                frozenset({FundingSource.CSR}),
                {"funding": FundingSource.DBH},
                "funding.not_offered",
            ),
            ("months_offered", MONTHS, {"months": 2}, "period.not_offered"),
        ],
    )
    @pytest.mark.parametrize(("clause", "verdict"), [(CLAUSE, Verdict.NO), (None, Verdict.REVIEW)])
    def test_refuse_with_clause_else_review(
        self,
        rules: NationalRules,
        today: date,
        name: str,
        value: object,
        changes: dict[str, Any],
        code: str,
        clause: ClauseReference | None,
        verdict: Verdict,
    ) -> None:
        programme = ProgrammeTerms(**{name: Term(value=value, clause=clause)})

        decided = decide_eligibility(rules, programme, replace(FARMER, **changes), today)

        assert [(ground.code, ground.clause) for ground in decided.grounds] == [(code, clause)]
        assert decided.verdict is verdict

    @pytest.mark.parametrize(
        ("name", "value", "changes"),
        [
            ("sponsors_invited", frozenset({SponsorCategory.PNS}), {}),
            ("relations_allowed", NEIGHBOURS, {}),
            ("residence_required", True, {}),
            ("residence_required", False, {"resident": False}),
            ("occupations_allowed", frozenset({"petani_pekebun"}), {}),
            ("funding_sources", frozenset({FundingSource.CSR}), {"funding": FundingSource.CSR}),
            ("funding_sources", frozenset({FundingSource.CSR}), {}),
            ("months_offered", MONTHS, {"months": 12}),
            ("months_offered", MONTHS, {}),
        ],
    )
    def test_pass_when_met_or_not_asked_yet(
        self, rules: NationalRules, today: date, name: str, value: object, changes: dict[str, Any]
    ) -> None:
        programme = ProgrammeTerms(**{name: Term(value=value, clause=CLAUSE)})

        decided = decide_eligibility(rules, programme, replace(FARMER, **changes), today)

        assert decided.verdict is Verdict.YES

    @pytest.mark.parametrize(
        ("name", "value", "field"),
        [
            ("sponsors_invited", frozenset({SponsorCategory.PNS}), "sponsor"),
            ("relations_allowed", NEIGHBOURS, "relation"),
            ("residence_required", True, "resident"),
        ],
    )
    def test_ask_for_the_answer_they_need(
        self, rules: NationalRules, today: date, name: str, value: object, field: str
    ) -> None:
        programme = ProgrammeTerms(**{name: Term(value=value, clause=CLAUSE)})

        decided = decide_eligibility(rules, programme, replace(FARMER, **{field: None}), today)

        assert [dict(ground.params) for ground in decided.grounds] == [{"field": field}]

    def test_list_offered_months_in_order(self, rules: NationalRules, today: date) -> None:
        programme = ProgrammeTerms(months_offered=Term(value=MONTHS))

        decided = decide_eligibility(rules, programme, replace(FARMER, months=2), today)

        assert decided.grounds[0].params == {"months": 2, "offered": (3, 12)}


class TestGrounds:
    def test_all_are_listed_and_worst_wins(self, rules: NationalRules, today: date) -> None:
        answers = replace(FARMER, age=70, member_elsewhere=True, employment=Employment.SPONSOR_COMPANY)

        decided = decide_eligibility(rules, OPEN, answers, today)

        assert decided.verdict is Verdict.NO
        assert {ground.verdict for ground in decided.grounds} == set(Verdict)

    def test_rest_on_the_cited_instrument(self, rules: NationalRules, today: date) -> None:
        answers = replace(FARMER, foreigner=True, months_in_indonesia=1)

        clause = decide_eligibility(rules, OPEN, answers, today).grounds[0].clause

        assert isinstance(clause, Citation)
        assert (clause.instrument, clause.article) == ("PP 44/2015", "Pasal 1")

    def test_without_instrument_are_uncited(self, rules: NationalRules, today: date) -> None:
        answers = replace(FARMER, employment=Employment.SPONSOR_COMPANY)

        assert decide_eligibility(rules, OPEN, answers, today).grounds[0].clause is None

    def test_carry_exactly_their_declared_parameters(self, rules: NationalRules, today: date) -> None:
        answers = Answers(
            foreigner=True, months_in_indonesia=1, age=70, occupation="x", member_elsewhere=True
        )
        terms = ProgrammeTerms(occupations_allowed=Term(value=frozenset({"sopir"})))

        for ground in decide_eligibility(rules, terms, answers, today).grounds:
            assert set(ground.params) == set(CODES[ground.code])


CERTAIN = Citation(instrument="PP Contoh", article="Pasal 1", source=("S1",), confidence=Confidence.HIGH)


def with_certain_age(rules: NationalRules) -> NationalRules:
    certain: tuple[Fact, ...] = tuple(
        replace(fact, citation=CERTAIN, doubt=None) for fact in rules.facts[FactKey.AGE_MAXIMUM]
    )
    return replace(rules, facts={**rules.facts, FactKey.AGE_MAXIMUM: certain})


def codes_of(decided: Eligibility) -> list[str]:
    return [ground.code.value for ground in decided.grounds]
