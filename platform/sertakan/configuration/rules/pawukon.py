"""Galungan and Kuningan by the pawukon, Bali's calendar of 210 days, which needs no moon and no table."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sertakan.tenancy.document import LocalDay

CYCLE = timedelta(days=210)
KUNINGAN_AFTER = timedelta(days=10)
# Buda Kliwon Dungulan, a Wednesday; counted from here, it also falls on 17 June 2026.
_A_GALUNGAN = date(2025, 11, 19)


class FeastDays(NamedTuple):
    """Hold the two days of one turn of the pawukon."""

    galungan: date
    kuningan: date


def feast_days(first: date, last: date) -> Iterator[FeastDays]:
    """Yield Galungan with its Kuningan for every turn of which one of the two days lies between two dates."""
    turns = (first - KUNINGAN_AFTER - _A_GALUNGAN) // CYCLE
    galungan = _A_GALUNGAN + turns * CYCLE
    while galungan <= last:
        days = FeastDays(galungan, galungan + KUNINGAN_AFTER)
        if days.kuningan >= first:
            yield days
        galungan += CYCLE


def suggested_days(first: date, last: date) -> tuple[LocalDay, ...]:
    """Return the feast days between two dates as days off that a regency may take over."""
    named = (
        LocalDay(day=day, name=name)
        for days in feast_days(first, last)
        for day, name in ((days.galungan, "Hari Raya Galungan"), (days.kuningan, "Hari Raya Kuningan"))
    )
    return tuple(each for each in named if first <= each.day <= last)
