"""Decide what a month of work-accident and death cover (JKK and JKM) costs a worker outside wage work."""

from collections.abc import Sequence
from typing import Unpack

from sertakan.kernel.money import Rupiah
from sertakan.kernel.month import Month, month_range
from sertakan.kernel.refusal import Refusal
from sertakan.regulation.model import (
    Bracket,
    BracketTable,
    Citation,
    FactKey,
    FundingSource,
    MonthPrice,
    NationalRules,
    PriceTerms,
    Question,
    RefusalCode,
    Sector,
)


def price(
    rules: NationalRules,
    *,
    month: Month,
    sector: Sector,
    funding: FundingSource,
    income: Rupiah | None = None,
    bracket: int = 1,
) -> MonthPrice:
    """Price one contribution month in rupiah; a monthly income, if given, decides the bracket.

    PP 44/2015, Lampiran II (JKK 1 % of the base; JKM flat); PP 50/2025, Pasal 4 ayat (1): 50 % relief by sector,
    except for money of public budgets.

    :raises Refusal: regulation.not_in_force, price.unknown_bracket, price.negative_income
    """
    day = month.first_day
    table = rules.get_bracket_table(day)
    row = _choose_bracket(table, income, bracket)
    jkk_percent = rules.get_fact(FactKey.JKK_PERCENT, day)
    jkm = rules.get_fact(FactKey.JKM_CONTRIBUTION, day)
    jkk = row.base * jkk_percent.value // 100
    relief_percent, relief_citations, relief_doubts = _decide_relief(rules, month, sector, funding)
    bracket_citation, bracket_doubts = _judge_bracket(table, row, by_income=income is not None)
    return MonthPrice(
        month=month,
        sector=sector,
        funding=funding,
        bracket=row.number,
        base=row.base,
        jkk=Rupiah(jkk),
        jkm=Rupiah(jkm.value),
        relief=Rupiah((jkk + jkm.value) * relief_percent // 100),
        citations=_unique((bracket_citation, jkk_percent.citation, jkm.citation, *relief_citations)),
        doubts=(*bracket_doubts, *relief_doubts),
    )


def price_months(
    rules: NationalRules, first_month: Month, count: int, **terms: Unpack[PriceTerms]
) -> tuple[MonthPrice, ...]:
    """Price consecutive months, each by its own rules.

    :raises Refusal: price.no_months, and whatever :func:`price` refuses
    """
    if count < 1:
        raise Refusal(RefusalCode.NO_MONTHS, field="months", count=count)
    return tuple(price(rules, month=month, **terms) for month in month_range(first_month, count))


def total_price(prices: Sequence[MonthPrice]) -> Rupiah:
    """Return what several months cost together in rupiah."""
    return Rupiah(sum(each.total for each in prices))


def period_doubts(prices: Sequence[MonthPrice]) -> tuple[Question, ...]:
    """Return every doubt of several months, also how a prepayment across the end of the relief is billed."""
    doubts = [doubt for each in prices for doubt in each.doubts]
    if len({each.relief > 0 for each in prices}) > 1:
        doubts.append(Question.RELIEF_PREPAYMENT)
    return tuple(dict.fromkeys(doubts))


def _choose_bracket(table: BracketTable, income: Rupiah | None, number: int) -> Bracket:
    if income is None:
        if not (found := table.find_bracket(number)):
            raise Refusal(RefusalCode.UNKNOWN_BRACKET, field="bracket", bracket=number)
        return found
    if income < 0:
        raise Refusal(RefusalCode.NEGATIVE_INCOME, field="income", income=income)
    # The printed ranges leave gaps of Rp1.000, so the next lower bound decides.
    return max((row for row in table.brackets if row.lower <= income), key=lambda row: row.lower)


def _judge_bracket(
    table: BracketTable, row: Bracket, *, by_income: bool
) -> tuple[Citation, tuple[Question, ...]]:
    if not by_income and row.number in table.verified_numbers:
        return table.verified, ()
    return table.limits, (table.doubt,)


def _decide_relief(
    rules: NationalRules, month: Month, sector: Sector, funding: FundingSource
) -> tuple[int, tuple[Citation, ...], tuple[Question, ...]]:
    window = rules.find_relief(sector, month.first_day)
    if window is None:
        return 0, (), ()
    percent = rules.get_fact(FactKey.RELIEF_PERCENT, month.first_day)
    rule = rules.get_funding_rule(funding, month.first_day)
    return (
        percent.value if rule.relief else 0,
        (percent.citation, window.citation, rule.citation),
        (rule.doubt,) if rule.doubt else (),
    )


def _unique(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))
