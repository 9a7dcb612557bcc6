"""Prices as the sponsor sees them: month by month, with both prices where the relief ends."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sertakan.enrolment.model import Draft, Sponsor
from sertakan.enrolment.service.submission import first_month
from sertakan.kernel.month import Month
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_month, format_rupiah
from sertakan.regulation.model import FundingSource, MonthPrice, Sector
from sertakan.regulation.rules import price_months
from sertakan.regulation.service import national_rules
from sertakan.web.forms import PageForm
from sertakan.web.sponsor.forms import funding_for
from sertakan.web.visit import visit


def as_chosen(draft: Draft, form: PageForm) -> Draft:
    """Return a draft with bracket and money as they are chosen on the page, kept or not."""
    chosen = {
        name: form[name].data for name in ("bracket", "funding") if form[name].data in _offered(form[name])
    }
    if "bracket" in chosen:
        chosen["bracket"] = int(chosen["bracket"])
    return replace(draft, answers=draft.answers.with_answers(**chosen))


def _offered(field: Any) -> set[str]:
    return {str(value) for value, *_rest in field.iter_choices()}


def price_hints(draft: Draft, sponsor: Sponsor, first: Month | None = None) -> dict[str, Any]:
    """Return what each number of months costs on the bracket chosen so far."""
    here = visit()
    offered = here.regency.programme.months_offered
    kept = draft.answers
    funding = FundingSource(kept.funding or funding_for(here.regency, sponsor.category)[0])
    prices = price_months(
        national_rules(),
        first or first_month(here.today),
        max(offered),
        sector=Sector(kept.sector or Sector.NON_TRANSPORT),
        funding=funding,
        bracket=kept.bracket or here.regency.programme.default_bracket,
    )
    return {
        "priced": prices[0],
        "price_hints": {str(count): spell(prices[:count]) for count in offered},
        "year": month_rows(prices),
    }


def month_rows(prices: Sequence[MonthPrice]) -> list[tuple[str, str]]:
    """Return month and price, as a table shows them."""
    return [(format_month(price.month), format_rupiah(price.total)) for price in prices]


def spell(prices: Sequence[MonthPrice]) -> str:
    """Return a sum and how it comes about, such as 2 × Rp8.400 and 1 × Rp16.800."""
    parts = [(total, len(list(group))) for total, group in groupby(prices, key=lambda price: price.total)]
    total = format_rupiah(sum(price.total for price in prices))
    if len(parts) == 1:
        return _(
            "%(total)s (%(count)s × %(price)s)",
            total=total,
            count=parts[0][1],
            price=format_rupiah(parts[0][0]),
        )
    if len(parts) == 2:
        (first, many), (then, more) = parts
        return _(
            "%(total)s (%(many)s × %(first)s dengan keringanan, lalu %(more)s × %(then)s)",
            total=total,
            many=many,
            first=format_rupiah(first),
            more=more,
            then=format_rupiah(then),
        )
    return total
