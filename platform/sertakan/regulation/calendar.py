"""Supply Indonesia's national holidays, so that the rule for the due date stays pure."""

from datetime import date
from functools import lru_cache

from holidays.countries.indonesia import Indonesia


@lru_cache(maxsize=64)
def national_holidays(year: int) -> frozenset[date]:
    """Return the public holidays of a year, without joint leave (cuti bersama).

    Forecasts of moon-dependent days are left out: a due date shown too early costs nobody their cover.
    """
    labelled = Indonesia(years=year, islamic_show_estimated=True)
    plain = Indonesia(years=year, islamic_show_estimated=False)
    return frozenset(day for day, name in plain.items() if labelled[day] == name)


def day_of_silence(year: int) -> date | None:
    """Return Nyepi of a year, or None for a year whose date is not announced yet."""
    found = Indonesia(years=year, language="en_US").get_named("Day of Silence", lookup="exact")
    return found[0] if found else None


def is_national_holiday(day: date) -> bool:
    """Say whether a day is a public holiday everywhere in Indonesia."""
    return day in national_holidays(day.year)
