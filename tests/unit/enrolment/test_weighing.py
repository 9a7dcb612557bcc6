"""People are weighed in parts, and come out as if each had been decided alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sertakan.enrolment.rules.weighing import (
    Condition,
    Cost,
    Scale,
    age_on,
    grounds_to_plain,
    months_to_come,
    moved_bracket,
)
from sertakan.kernel.month import Month, month_range
from sertakan.regulation.model import (
    Answers,
    ClauseReference,
    Employment,
    FundingSource,
    GroundCode,
    ProgrammeTerms,
    Relation,
    SponsorCategory,
    Term,
    Verdict,
)
from sertakan.regulation.rules import decide_eligibility
from sertakan.regulation.service import national_rules

DAY = date(2026, 11, 22)
CLAUSE = ClauseReference(instrument="Perbup 1/2026", article="5")
TERMS = ProgrammeTerms(
    sponsors_invited=Term(value=frozenset({SponsorCategory.PNS, SponsorCategory.PUBLIC}), clause=CLAUSE),
    relations_allowed=Term(value=frozenset({Relation.FAMILY, Relation.NEIGHBOUR})),
    residence_required=Term(value=True, clause=CLAUSE),
    minimum_age=Term(value=20, clause=CLAUSE),
    maximum_age=Term(value=60, clause=CLAUSE),
    occupations_allowed=Term(value=frozenset({"pedagang", "tukang_batu"}), clause=CLAUSE),
    funding_sources=Term(value=frozenset({FundingSource.PRIVATE}), clause=CLAUSE),
    months_offered=Term(value=frozenset({3, 6}), clause=CLAUSE),
    default_bracket=Term(value=2),
)
NOBODY = Condition("public", 40, "pedagang", "family", "none", False, True, False, "private", 3)


def some(*values: object) -> st.SearchStrategy[object]:
    return st.sampled_from([None, *values])


CONDITIONS = st.builds(
    Condition,
    sponsor=st.sampled_from([each.value for each in SponsorCategory]),
    age=st.none() | st.integers(0, 90),
    occupation=some("pedagang", "tukang_batu", "petani_pekebun", "tidak_dikenal"),
    relation=some(*(each.value for each in Relation)),
    employment=some(*(each.value for each in Employment)),
    construction_project=some(True, False),
    resident=some(True, False),
    member_elsewhere=some(True, False),
    funding=some("private", "apbd"),
    months=some(1, 3, 12),
)


def as_answers(condition: Condition) -> Answers:
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


@given(st.lists(CONDITIONS, min_size=1, max_size=8))
def test_weighing_agrees_with_deciding_each_alone(conditions: list[Condition]) -> None:
    scale = Scale(national_rules(), TERMS, DAY)
    for condition in conditions:
        assert scale.judge(condition) == decide_eligibility(
            national_rules(), TERMS, as_answers(condition), DAY
        )


class TestScale:
    def test_what_nobody_was_asked_is_for_a_person_to_look_at(self) -> None:
        judged = Scale(national_rules(), TERMS, DAY).judge(NOBODY._replace(relation=None))
        assert (judged.verdict, judged.grounds[0].code) == (Verdict.REVIEW, GroundCode.ANSWER_MISSING)

    def test_missing_bracket_is_the_default_of_the_law(self) -> None:
        scale = Scale(national_rules(), TERMS, DAY)
        cost = Cost("non_transport", "private", None, Month(2027, 1), 2)
        assert scale.total(cost) == scale.total(cost._replace(bracket=2))
        assert scale.total(cost) != scale.total(cost._replace(bracket=1))

    def test_no_months_cost_nothing_and_an_unknown_bracket_has_no_price(self) -> None:
        scale = Scale(national_rules(), TERMS, DAY)
        cost = Cost("non_transport", "private", 999, Month(2027, 1), 1)
        assert scale.total(cost._replace(months=0)) == 0
        assert scale.total(cost) is None

    def test_who_is_on_the_old_default_moves_to_the_new_one(self) -> None:
        old = Scale(national_rules(), ProgrammeTerms(default_bracket=Term(value=1)), DAY)
        new = Scale(national_rules(), TERMS, DAY)
        cost = Cost("non_transport", "private", 1, Month(2027, 1), 1)
        assert moved_bracket(cost, old, new).bracket is None
        assert moved_bracket(cost._replace(bracket=3), old, new).bracket == 3


@given(st.integers(-20, 20), st.sampled_from([1, 3, 6, 12]))
def test_months_to_come_are_those_that_have_not_begun(offset: int, count: int) -> None:
    present = Month(2026, 11)
    first = present + offset
    begin, left = months_to_come(first, count, present)
    assert month_range(begin, left) == tuple(month for month in month_range(first, count) if month > present)


@pytest.mark.parametrize(
    ("born", "age"), [(date(2000, 11, 22), 26), (date(2000, 11, 23), 25), (date(2027, 1, 1), None)]
)
def test_age_is_counted_in_whole_years(born: date, age: int | None) -> None:
    assert age_on(born, DAY) == age


def test_grounds_are_kept_by_code_and_parameters() -> None:
    judged = Scale(national_rules(), TERMS, DAY).judge(NOBODY._replace(months=12))
    assert grounds_to_plain(judged.grounds) == [
        {"code": "period.not_offered", "verdict": "no", "params": {"months": 12, "offered": [3, 6]}}
    ]
