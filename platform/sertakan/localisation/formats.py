"""Dates, months and money as people here write them."""

from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date as babel_date

from sertakan.kernel.clock import local_time
from sertakan.kernel.month import Month
from sertakan.localisation.messages import current_language

_ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def format_number(value: int) -> str:
    """Return a whole number with points between thousands."""
    return f"{value:,}".replace(",", ".")


def format_rupiah(value: int) -> str:
    """Return an amount of rupiah, such as Rp16.800."""
    return f"-Rp{format_number(-value)}" if value < 0 else f"Rp{format_number(value)}"


def format_date(day: date) -> str:
    """Return a day, such as 22 November 2026."""
    return _spelled(day, "d MMMM y", current_language())


def format_month(month: Month) -> str:
    """Return a month, such as November 2026."""
    return _spelled(month.first_day, "MMMM y", current_language())


def format_short_month(month: Month) -> str:
    """Return a month in three letters, such as Nov."""
    return _spelled(month.first_day, "MMM", current_language())


def format_short_date(day: date) -> str:
    """Return a day for narrow columns, such as 22 Nov 2026."""
    return _spelled(day, "d MMM y", current_language())


def format_short_month_and_year(month: Month) -> str:
    """Return a month for narrow columns, such as Nov 2026."""
    return _spelled(month.first_day, "MMM y", current_language())


def weekday_names() -> list[tuple[str, str]]:
    """Return the days of the week from Monday, each short and in full."""
    names = _locale(current_language()).days["format"]
    return [(names["abbreviated"][number], names["wide"][number]) for number in range(7)]


@lru_cache(maxsize=4096)
def _spelled(day: date, pattern: str, language: str) -> str:
    return str(babel_date(day, pattern, locale=_locale(language)))


def format_moment(moment: datetime, zone: str) -> str:
    """Return a moment on the regency's clock, such as 22 November 2026 10.30 WITA."""
    here = local_time(moment, zone)
    return f"{format_date(here.date())} {here:%H.%M} {_ZONES.get(zone, '')}".strip()


def format_mobile(number: str) -> str:
    """Return a stored mobile number as people here write it, such as 0812 3456 7890."""
    local = f"0{number.removeprefix('+62')}"
    return f"{local[:4]} {local[4:8]} {local[8:]}".strip()
