"""Explain what a benefit could be; whether it is paid is decided by BPJS Ketenagakerjaan alone."""

from collections.abc import Sequence
from datetime import date

from sertakan.kernel.money import Rupiah
from sertakan.kernel.refusal import Refusal
from sertakan.regulation.model import (
    Benefit,
    BenefitCode,
    BenefitLine,
    FactKey,
    NationalRules,
    RefusalCode,
    ScholarshipCause,
    SchoolLevel,
)


def jkk_death(rules: NationalRules, *, base: Rupiah, as_of: date) -> Benefit:
    """Explain a death by work accident: 48 times the base and two fixed sums (PP 44/2015 jo. PP 82/2019)."""
    multiple = rules.get_fact(FactKey.JKK_DEATH_MULTIPLE, as_of)
    grant = max(multiple.value * base, rules.get_value(FactKey.JKK_DEATH_MINIMUM, as_of))
    return Benefit(
        lines=(
            BenefitLine(code=BenefitCode.WORK_DEATH_GRANT, amount=Rupiah(grant), citation=multiple.citation),
            _line(rules, BenefitCode.PERIODIC_GRANT, FactKey.JKK_DEATH_PERIODIC, as_of),
            _line(rules, BenefitCode.FUNERAL, FactKey.JKK_DEATH_FUNERAL, as_of),
        )
    )


def jkm(rules: NationalRules, *, paid_months: int, as_of: date) -> Benefit:
    """Explain a death that is no work accident, by calendar months of paid contribution.

    The full sum starts with the third month, less is paid before (Permenaker 1/2025, unconfirmed in detail);
    without a paid month there is no membership.

    :raises Refusal: benefit.negative_months
    """
    _ensure_months(paid_months)
    threshold = rules.get_fact(FactKey.JKM_FULL_FROM_MONTHS, as_of)
    if paid_months == 0:
        return Benefit(lines=())
    # The boundary itself is uncertain (days or months), so the first full month carries the doubt as well.
    doubts = (threshold.doubt,) if threshold.doubt and paid_months <= threshold.value else ()
    if paid_months < threshold.value:
        return Benefit(
            lines=(_line(rules, BenefitCode.SHORT_MEMBERSHIP, FactKey.JKM_SHORT, as_of),), doubts=doubts
        )
    return Benefit(
        lines=(
            _line(rules, BenefitCode.DEATH_LUMP_SUM, FactKey.JKM_LUMP, as_of),
            _line(rules, BenefitCode.PERIODIC_GRANT, FactKey.JKM_PERIODIC, as_of),
            _line(rules, BenefitCode.FUNERAL, FactKey.JKM_FUNERAL, as_of),
        ),
        doubts=doubts,
    )


def total_disability(rules: NationalRules, *, base: Rupiah, as_of: date) -> Benefit:
    """Explain total permanent disability: 56 times the base and a fixed sum (PP 44/2015 jo. PP 82/2019)."""
    multiple = rules.get_fact(FactKey.JKK_DISABILITY_MULTIPLE, as_of)
    grant = Rupiah(multiple.value * base)
    return Benefit(
        lines=(
            BenefitLine(code=BenefitCode.DISABILITY_GRANT, amount=grant, citation=multiple.citation),
            _line(rules, BenefitCode.PERIODIC_GRANT, FactKey.JKK_DISABILITY_PERIODIC, as_of),
        )
    )


def temporary_disability(rules: NationalRules, *, base: Rupiah, months: int, as_of: date) -> Benefit:
    """Explain temporary inability to work (STMB): the whole base for twelve months, then half.

    :raises Refusal: benefit.negative_months
    """
    _ensure_months(months)
    full_months = min(months, rules.get_value(FactKey.JKK_UNABLE_FULL_MONTHS, as_of))
    parts = (
        (BenefitCode.UNABLE_FULL, full_months, FactKey.JKK_UNABLE_FULL_PERCENT),
        (BenefitCode.UNABLE_LATER, months - full_months, FactKey.JKK_UNABLE_LATER_PERCENT),
    )
    return Benefit(lines=tuple(_share(rules, part, base, as_of) for part in parts if part[1]))


def scholarship(
    rules: NationalRules,
    children: Sequence[SchoolLevel],
    *,
    cause: ScholarshipCause,
    paid_months: int,
    as_of: date,
) -> Benefit:
    """Explain the ceiling of the scholarship for children who have yet to finish the named level.

    Only the first two children count. An ordinary death needs three years of contributions; a work accident
    needs none (PP 44/2015 jo. PP 82/2019).

    :raises Refusal: benefit.negative_months
    """
    _ensure_months(paid_months)
    waiting = rules.get_value(FactKey.SCHOLARSHIP_PAID_MONTHS, as_of)
    if cause is ScholarshipCause.ORDINARY_DEATH and paid_months < waiting:
        return Benefit(lines=(), is_ceiling=True)
    counted = children[: rules.get_value(FactKey.SCHOLARSHIP_CHILDREN, as_of)]
    lines = (
        line for number, level in enumerate(counted, 1) for line in _school_years(rules, number, level, as_of)
    )
    return Benefit(lines=tuple(lines), is_ceiling=True)


def _line(rules: NationalRules, code: BenefitCode, key: FactKey, as_of: date) -> BenefitLine:
    fact = rules.get_fact(key, as_of)
    return BenefitLine(code=code, amount=Rupiah(fact.value), citation=fact.citation)


def _share(
    rules: NationalRules, part: tuple[BenefitCode, int, FactKey], base: Rupiah, as_of: date
) -> BenefitLine:
    code, months, key = part
    percent = rules.get_fact(key, as_of)
    amount = Rupiah(months * base * percent.value // 100)
    return BenefitLine(code=code, amount=amount, citation=percent.citation)


def _school_years(
    rules: NationalRules, child: int, start: SchoolLevel, as_of: date
) -> tuple[BenefitLine, ...]:
    order = tuple(SchoolLevel)
    return tuple(
        BenefitLine(
            code=BenefitCode.SCHOLARSHIP,
            amount=Rupiah(step.yearly * step.years),
            citation=step.citation,
            child=child,
            level=step.level,
        )
        for step in rules.list_scholarship_levels(as_of)
        if order.index(step.level) >= order.index(start)
    )


def _ensure_months(months: int) -> None:
    if months < 0:
        raise Refusal(RefusalCode.NEGATIVE_MONTHS, field="months", months=months)
