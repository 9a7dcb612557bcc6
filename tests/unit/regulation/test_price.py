from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sertakan.kernel.money import Rupiah
from sertakan.kernel.month import Month, month_range
from sertakan.kernel.refusal import Refusal
from sertakan.regulation.loader import load_national_rules
from sertakan.regulation.model import FundingSource, MonthPrice, NationalRules, Question, Sector
from sertakan.regulation.rules import period_doubts, price, price_months, total_price

FARMER = Sector.NON_TRANSPORT
DRIVER = Sector.TRANSPORT
OWN = FundingSource.PRIVATE
NOVEMBER = Month(2026, 11)


class TestPriceOfOneMonth:
    @pytest.mark.parametrize(
        ("month", "sector", "funding", "total"),
        [
            ("2025-12", DRIVER, OWN,                        16_800),
            ("2026-01", DRIVER, OWN,                         8_400),
            ("2027-03", DRIVER, OWN,                         8_400),
            ("2027-04", DRIVER, OWN,                        16_800),
            ("2026-01", FARMER, OWN,                        16_800),
            ("2026-03", FARMER, OWN,                        16_800),
            ("2026-04", FARMER, OWN,                         8_400),
            ("2026-12", FARMER, OWN,                         8_400),
            ("2027-01", FARMER, OWN,                        16_800),
            ("2026-11", FARMER, FundingSource.ORGANISATION,  8_400),
            ("2026-11", FARMER, FundingSource.CSR,           8_400),
            ("2026-11", FARMER, FundingSource.DONATION,      8_400),
            ("2026-11", FARMER, FundingSource.APBN,         16_800),
            ("2026-11", FARMER, FundingSource.APBD,         16_800),
            ("2026-11", DRIVER, FundingSource.APBD,         16_800),
            ("2026-11", FARMER, FundingSource.APBDES,       16_800),
            ("2026-11", FARMER, FundingSource.DBH,          16_800),
            ("2026-11", FARMER, FundingSource.ZAKAT,        16_800),
            ("2022-09", FARMER, OWN,                        16_800),
            ("2030-01", DRIVER, OWN,                        16_800),
        ],
    )  # fmt: skip
    def test_follows_month_sector_and_money(
        self, rules: NationalRules, month: str, sector: Sector, funding: FundingSource, total: int
    ) -> None:
        priced = price(rules, month=Month.parse(month), sector=sector, funding=funding)

        assert priced.total == total

    def test_shows_how_it_adds_up(self, rules: NationalRules) -> None:
        priced = price(rules, month=NOVEMBER, sector=FARMER, funding=OWN)

        assert (priced.base, priced.jkk, priced.jkm) == (1_000_000, 10_000, 6_800)
        assert (priced.normal, priced.relief, priced.total) == (16_800, 8_400, 8_400)

    def test_cites_both_instruments_with_relief(self, rules: NationalRules) -> None:
        cited = [
            citation.instrument
            for citation in price(rules, month=NOVEMBER, sector=FARMER, funding=OWN).citations
        ]

        assert set(cited) == {"PP 44/2015", "PP 50/2025"}

    def test_cites_no_relief_outside_its_months(self, rules: NationalRules) -> None:
        cited = price(rules, month=Month(2027, 1), sector=FARMER, funding=OWN).citations

        assert {citation.instrument for citation in cited} == {"PP 44/2015"}

    def test_refuses_month_before_our_records(self, rules: NationalRules) -> None:
        with pytest.raises(Refusal) as refused:
            price(rules, month=Month(2022, 8), sector=FARMER, funding=OWN)

        assert refused.value.code == "regulation.not_in_force"


class TestDoubtsOfAPrice:
    @pytest.mark.parametrize(
        ("month", "funding", "doubts"),
        [
            ("2026-11", FundingSource.PRIVATE,      (Question.RELIEF_PRIVATE_MONEY,)),
            ("2026-11", FundingSource.ORGANISATION, (Question.RELIEF_PRIVATE_MONEY,)),
            ("2026-11", FundingSource.CSR,          (Question.RELIEF_PRIVATE_MONEY,)),
            ("2026-11", FundingSource.DONATION,     (Question.RELIEF_PRIVATE_MONEY,)),
            ("2026-11", FundingSource.APBDES,       (Question.RELIEF_UNCLEAR_MONEY,)),
            ("2026-11", FundingSource.DBH,          (Question.RELIEF_UNCLEAR_MONEY,)),
            ("2026-11", FundingSource.ZAKAT,        (Question.RELIEF_UNCLEAR_MONEY,)),
            ("2026-11", FundingSource.APBN,         ()),
            ("2026-11", FundingSource.APBD,         ()),
            ("2027-01", FundingSource.PRIVATE,      ()),
            ("2027-01", FundingSource.APBDES,       ()),
        ],
    )  # fmt: skip
    def test_names_doubtful_money_only_with_relief(
        self, rules: NationalRules, month: str, funding: FundingSource, doubts: tuple[Question, ...]
    ) -> None:
        priced = price(rules, month=Month.parse(month), sector=FARMER, funding=funding)

        assert priced.doubts == doubts

    @pytest.mark.parametrize(("bracket", "is_doubtful"), [(1, False), (2, True), (32, True), (33, False)])
    def test_names_brackets_from_memory(self, rules: NationalRules, bracket: int, is_doubtful: bool) -> None:
        priced = price(rules, month=NOVEMBER, sector=FARMER, funding=FundingSource.APBD, bracket=bracket)

        assert (Question.BRACKET_TABLE in priced.doubts) is is_doubtful

    def test_names_limits_when_income_decides(self, rules: NationalRules) -> None:
        priced = price(
            rules, month=NOVEMBER, sector=FARMER, funding=FundingSource.APBD, income=Rupiah(900_000)
        )

        assert priced.doubts == (Question.BRACKET_TABLE,)


class TestBracketOfAnIncome:
    def test_changes_exactly_at_every_lower_bound(self, rules: NationalRules) -> None:
        table = rules.get_bracket_table(NOVEMBER.first_day).brackets

        for row in table[1:]:
            assert [bracket_for(rules, row.lower + offset) for offset in (-1, 0, 1)] == [
                row.number - 1,
                row.number,
                row.number,
            ]

    @pytest.mark.parametrize(
        ("income", "number", "normal"),
        [
            (0,           1,  16_800),
            (1_099_000,   1,  16_800),
            (1_099_999,   1,  16_800),
            (1_100_000,   2,  18_800),
            (2_699_999,   9,  32_800),
            (2_700_000,  10,  36_300),
            (8_199_999,  20,  86_300),
            (8_200_000,  21,  93_800),
            (20_199_999, 32, 203_800),
            (20_200_000, 33, 213_800),
            (99_000_000, 33, 213_800),
        ],
    )  # fmt: skip
    def test_decides_the_normal_price(
        self, rules: NationalRules, income: int, number: int, normal: int
    ) -> None:
        priced = price(rules, month=NOVEMBER, sector=FARMER, funding=OWN, income=Rupiah(income))

        assert (priced.bracket, priced.normal, priced.total) == (number, normal, normal // 2)

    def test_refuses_negative_income(self, rules: NationalRules) -> None:
        with pytest.raises(Refusal) as refused:
            bracket_for(rules, -1)

        assert (refused.value.code, refused.value.field) == ("price.negative_income", "income")

    @pytest.mark.parametrize("bracket", [0, 34])
    def test_refuses_unknown_bracket(self, rules: NationalRules, bracket: int) -> None:
        with pytest.raises(Refusal) as refused:
            price(rules, month=NOVEMBER, sector=FARMER, funding=OWN, bracket=bracket)

        assert (refused.value.code, refused.value.params) == ("price.unknown_bracket", {"bracket": bracket})


class TestPriceOfSeveralMonths:
    @pytest.mark.parametrize(
        ("first", "count", "sector", "funding", "total"),
        [
            ("2026-11",  3, FARMER, OWN,                 33_600),
            ("2026-11", 12, FARMER, OWN,                184_800),
            ("2026-11", 12, DRIVER, OWN,                159_600),
            ("2026-11", 12, FARMER, FundingSource.APBD, 201_600),
            ("2027-04", 12, DRIVER, OWN,                201_600),
            ("2026-11",  1, FARMER, OWN,                  8_400),
        ],
    )  # fmt: skip
    def test_adds_each_month_by_its_own_rules(
        self, rules: NationalRules, first: str, count: int, sector: Sector, funding: FundingSource, total: int
    ) -> None:
        prices = price_months(rules, Month.parse(first), count, sector=sector, funding=funding)

        assert [each.month for each in prices] == list(month_range(Month.parse(first), count))
        assert total_price(prices) == total

    def test_doubts_prepayment_across_the_end(self, rules: NationalRules) -> None:
        prices = price_months(rules, NOVEMBER, 3, sector=FARMER, funding=OWN)

        assert period_doubts(prices) == (Question.RELIEF_PRIVATE_MONEY, Question.RELIEF_PREPAYMENT)

    def test_does_not_doubt_prepayment_inside_relief(self, rules: NationalRules) -> None:
        prices = price_months(rules, NOVEMBER, 2, sector=FARMER, funding=OWN)

        assert Question.RELIEF_PREPAYMENT not in period_doubts(prices)

    @pytest.mark.parametrize("count", [0, -1])
    def test_refuses_no_months(self, rules: NationalRules, count: int) -> None:
        with pytest.raises(Refusal) as refused:
            price_months(rules, NOVEMBER, count, sector=FARMER, funding=OWN)

        assert (refused.value.code, refused.value.field) == ("price.no_months", "months")


RULES = load_national_rules()
MONTHS = st.builds(Month, st.integers(2023, 2030), st.integers(1, 12))
SECTORS = st.sampled_from(Sector)
SOURCES = st.sampled_from(FundingSource)


class TestEveryPrice:
    @given(month=MONTHS, sector=SECTORS, funding=SOURCES, bracket=st.integers(1, 33))
    def test_relieves_nothing_or_exactly_half(
        self, month: Month, sector: Sector, funding: FundingSource, bracket: int
    ) -> None:
        priced = price(RULES, month=month, sector=sector, funding=funding, bracket=bracket)

        assert priced.total + priced.relief == priced.normal == priced.jkk + priced.jkm
        assert priced.relief * 2 in (0, priced.normal)

    @given(
        month=MONTHS, sector=SECTORS, funding=SOURCES, incomes=st.tuples(*[st.integers(0, 30_000_000)] * 2)
    )
    def test_never_falls_as_income_rises(
        self, month: Month, sector: Sector, funding: FundingSource, incomes: tuple[int, int]
    ) -> None:
        low, high = (
            price(RULES, month=month, sector=sector, funding=funding, income=Rupiah(income))
            for income in sorted(incomes)
        )

        assert low.total <= high.total

    @given(month=MONTHS, count=st.integers(1, 36), sector=SECTORS, funding=SOURCES)
    def test_totals_its_months(
        self, month: Month, count: int, sector: Sector, funding: FundingSource
    ) -> None:
        prices = price_months(RULES, month, count, sector=sector, funding=funding)

        assert total_price(prices) == sum(totals_one_by_one(prices))


def bracket_for(rules: NationalRules, income: int) -> int:
    return price(rules, month=NOVEMBER, sector=FARMER, funding=OWN, income=Rupiah(income)).bracket


def totals_one_by_one(prices: Sequence[MonthPrice]) -> list[int]:
    terms = [(each.month, each.sector, each.funding) for each in prices]
    return [
        price(RULES, month=month, sector=sector, funding=funding).total for month, sector, funding in terms
    ]
