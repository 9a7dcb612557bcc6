from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sertakan.kernel.money import Rupiah
from sertakan.kernel.refusal import Refusal
from sertakan.regulation.loader import load_national_rules
from sertakan.regulation.model import BenefitCode, NationalRules, Question, ScholarshipCause, SchoolLevel
from sertakan.regulation.rules import jkk_death, jkm, scholarship, temporary_disability, total_disability

RULES = load_national_rules()
LOWEST = Rupiah(1_000_000)
PRIMARY, JUNIOR, SENIOR, HIGHER = SchoolLevel
WORK, DISABILITY, ORDINARY = ScholarshipCause


class TestWorkAccident:
    @pytest.mark.parametrize(
        ("base", "total"), [(1_000_000, 70_000_000), (1_200_000, 79_600_000), (20_700_000, 1_015_600_000)]
    )
    def test_death_pays_48_bases_and_22_million(
        self, rules: NationalRules, today: date, base: int, total: int
    ) -> None:
        assert jkk_death(rules, base=Rupiah(base), as_of=today).total == total

    @pytest.mark.parametrize(("base", "grant"), [(400_000, 20_000_000), (416_667, 20_000_016)])
    def test_death_grant_has_a_floor(self, rules: NationalRules, today: date, base: int, grant: int) -> None:
        assert jkk_death(rules, base=Rupiah(base), as_of=today).lines[0].amount == grant

    def test_total_disability_pays_56_bases_and_12_million(self, rules: NationalRules, today: date) -> None:
        lines = total_disability(rules, base=LOWEST, as_of=today).lines

        assert [line.amount for line in lines] == [56_000_000, 12_000_000]

    @pytest.mark.parametrize(
        ("months", "total"),
        [(0, 0), (1, 1_000_000), (12, 12_000_000), (13, 12_500_000), (14, 13_000_000)],
    )
    def test_inability_pays_half_after_a_year(
        self, rules: NationalRules, today: date, months: int, total: int
    ) -> None:
        assert temporary_disability(rules, base=LOWEST, months=months, as_of=today).total == total

    def test_inability_shows_only_parts_that_pay(self, rules: NationalRules, today: date) -> None:
        lines = temporary_disability(rules, base=LOWEST, months=12, as_of=today).lines

        assert [line.code for line in lines] == [BenefitCode.UNABLE_FULL]

    def test_inability_refuses_negative_months(self, rules: NationalRules, today: date) -> None:
        with pytest.raises(Refusal) as refused:
            temporary_disability(rules, base=LOWEST, months=-1, as_of=today)

        assert refused.value.code == "benefit.negative_months"


class TestOrdinaryDeath:
    @pytest.mark.parametrize(
        ("paid_months", "total", "is_doubtful"),
        [
            (0,           0, False),
            (1,  10_000_000, True),
            (2,  10_000_000, True),
            (3,  42_000_000, True),
            (4,  42_000_000, False),
            (36, 42_000_000, False),
        ],
    )  # fmt: skip
    def test_pays_in_full_from_the_third_month(
        self, rules: NationalRules, today: date, paid_months: int, total: int, is_doubtful: bool
    ) -> None:
        benefit = jkm(rules, paid_months=paid_months, as_of=today)

        assert benefit.total == total
        assert (Question.JKM_SHORT_MEMBERSHIP in benefit.doubts) is is_doubtful

    def test_shows_three_parts(self, rules: NationalRules, today: date) -> None:
        lines = jkm(rules, paid_months=3, as_of=today).lines

        assert [line.amount for line in lines] == [20_000_000, 12_000_000, 10_000_000]

    def test_refuses_negative_months(self, rules: NationalRules, today: date) -> None:
        with pytest.raises(Refusal):
            jkm(rules, paid_months=-1, as_of=today)


class TestScholarship:
    @pytest.mark.parametrize(
        ("children", "total"),
        [
            ((),                          0),
            ((PRIMARY,),         87_000_000),
            ((JUNIOR,),          75_000_000),
            ((SENIOR,),          69_000_000),
            ((HIGHER,),          60_000_000),
            ((PRIMARY, PRIMARY),         174_000_000),
            ((PRIMARY, PRIMARY, PRIMARY), 174_000_000),
            ((SENIOR, HIGHER, PRIMARY),  129_000_000),
        ],
    )  # fmt: skip
    def test_adds_levels_of_two_children(
        self, rules: NationalRules, today: date, children: tuple[SchoolLevel, ...], total: int
    ) -> None:
        benefit = scholarship(rules, children, cause=WORK, paid_months=1, as_of=today)

        assert (benefit.total, benefit.is_ceiling) == (total, True)

    @pytest.mark.parametrize(
        ("cause", "paid_months", "is_open"),
        [
            (ORDINARY,   35, False),
            (ORDINARY,   36, True),
            (WORK,        1, True),
            (DISABILITY,  1, True),
        ],
    )  # fmt: skip
    def test_waits_three_years_after_ordinary_death(
        self, rules: NationalRules, today: date, cause: ScholarshipCause, paid_months: int, is_open: bool
    ) -> None:
        benefit = scholarship(rules, (PRIMARY,), cause=cause, paid_months=paid_months, as_of=today)

        assert (benefit.total > 0) is is_open

    def test_names_child_and_level(self, rules: NationalRules, today: date) -> None:
        benefit = scholarship(rules, (HIGHER, SENIOR), cause=WORK, paid_months=1, as_of=today)

        assert [(line.child, line.level) for line in benefit.lines] == [(1, HIGHER), (2, SENIOR), (2, HIGHER)]

    @given(start=st.sampled_from(SchoolLevel), months=st.integers(0, 120))
    def test_never_exceeds_the_ceiling(self, start: SchoolLevel, months: int) -> None:
        benefit = scholarship(
            RULES, (start,) * 5, cause=ORDINARY, paid_months=months, as_of=date(2026, 11, 22)
        )

        assert benefit.total <= 174_000_000
