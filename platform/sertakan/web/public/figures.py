"""The figures a visitor reads, worked out from the rules for a day and kept for that day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sertakan.kernel.money import Rupiah
from sertakan.kernel.month import Month
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_rupiah
from sertakan.regulation.model import FactKey, FundingSource, ScholarshipCause, SchoolLevel, Sector
from sertakan.regulation.rules import jkk_death, jkm, price, scholarship, total_disability
from sertakan.regulation.service import national_rules

_MILLION = 1_000_000
_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceToday:
    """State what a month costs in rupiah, and until when there is relief if there is any."""

    month: Month
    total: Rupiah
    normal: Rupiah
    base: Rupiah
    percent: int | None = None
    instrument: str | None = None
    until: Month | None = None
    after: Month | None = None
    after_total: Rupiah | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """State price and benefits of one day; amounts in rupiah, waiting times in months and years."""

    price: PriceToday
    transport: PriceToday
    work_death: Rupiah
    disability: Rupiah
    death: Rupiah
    death_from_months: int
    death_short: Rupiah
    scholarship: Rupiah
    scholarship_children: int
    scholarship_years: int
    due_day: int
    lapse_months: int
    report_hours: int
    claim_years: int

    @property
    def is_transport_different(self) -> bool:
        """Tell whether transport workers pay otherwise, now or once a relief ends."""
        return (self.transport.total, self.transport.until) != (self.price.total, self.price.until)


@lru_cache(maxsize=512)
def figures_on(today: date, bracket: int) -> Figures:
    """Return the figures of a day for somebody who pays for a bracket out of their own pocket."""
    rules = national_rules()
    month = Month.of(today)
    usual = _price_in(month, Sector.NON_TRANSPORT, bracket)
    full_from = rules.get_value(FactKey.JKM_FULL_FROM_MONTHS, today)
    children = rules.get_value(FactKey.SCHOLARSHIP_CHILDREN, today)
    ceiling = scholarship(
        rules,
        [SchoolLevel.PRIMARY] * children,
        cause=ScholarshipCause.WORK_DEATH,
        paid_months=0,
        as_of=today,
    )
    return Figures(
        price=usual,
        transport=_price_in(month, Sector.TRANSPORT, bracket),
        work_death=jkk_death(rules, base=usual.base, as_of=today).total,
        disability=total_disability(rules, base=usual.base, as_of=today).total,
        death=jkm(rules, paid_months=full_from, as_of=today).total,
        death_from_months=full_from,
        death_short=jkm(rules, paid_months=1, as_of=today).total,
        scholarship=ceiling.total,
        scholarship_children=children,
        scholarship_years=rules.get_value(FactKey.SCHOLARSHIP_PAID_MONTHS, today) // _MONTHS_IN_YEAR,
        due_day=rules.get_value(FactKey.DUE_DAY, today),
        lapse_months=rules.get_value(FactKey.LAPSE_MONTHS, today),
        report_hours=rules.get_value(FactKey.CLAIM_REPORT_HOURS, today),
        claim_years=rules.get_value(FactKey.CLAIM_JKK_YEARS, today),
    )


def _price_in(month: Month, sector: Sector, bracket: int) -> PriceToday:
    rules = national_rules()
    now = price(rules, month=month, sector=sector, funding=FundingSource.PRIVATE, bracket=bracket)
    relief = rules.find_relief(sector, month.first_day)
    if now.relief == 0 or relief is None or relief.valid_to is None:
        return PriceToday(month=month, total=now.total, normal=now.normal, base=now.base)
    until = Month.of(relief.valid_to)
    later = price(rules, month=until + 1, sector=sector, funding=FundingSource.PRIVATE, bracket=bracket)
    return PriceToday(
        month=month,
        total=now.total,
        normal=now.normal,
        base=now.base,
        percent=rules.get_value(FactKey.RELIEF_PERCENT, month.first_day),
        instrument=relief.citation.instrument,
        until=until,
        after=later.month,
        after_total=later.total,
    )


def in_millions(amount: int) -> str:
    """Return a large amount as people say it, such as Rp42 juta; an uneven one in full."""
    millions, rest = divmod(amount, _MILLION)
    return format_rupiah(amount) if rest else _("Rp%(millions)s juta", millions=millions)
