"""A regency's days as people look at them: a list with what follows, a month to see, and days worth taking over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sertakan.configuration.rules.pawukon import suggested_days
from sertakan.kernel.month import Month
from sertakan.notifications.rules import next_sending_day, reminding_day
from sertakan.regulation.calendar import day_of_silence
from sertakan.tenancy.document import Calendar, LocalDay, QuietDay, RegencyDocument
from sertakan.tenancy.document.words import BALI

_AHEAD = timedelta(days=460)
_WEEK = 7
_NYEPI = "Hari Suci Nyepi"


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRow:
    """Show one day of the calendar and what follows from it."""

    day: date
    name: str
    is_quiet: bool
    sent_on: date

    @property
    def kind(self) -> str:
        """Return how the day is named in forms."""
        return "quiet" if self.is_quiet else "local"


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """Offer a day that a regency may take over."""

    day: date
    name: str
    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Square:
    """Show one day in the picture of a month; days of the neighbouring months stay blank."""

    day: date | None
    rows: Sequence[DayRow] = ()


def day_rows(calendar: Calendar) -> list[DayRow]:
    """Return every day by date: a quiet one with the day on which messages leave, a day off with its reminders'."""
    quiet = [
        DayRow(day=each.day, name=each.name, is_quiet=True, sent_on=next_sending_day(each.day, calendar))
        for each in calendar.quiet_days
    ]
    local = [
        DayRow(day=each.day, name=each.name, is_quiet=False, sent_on=reminding_day(each.day, calendar))
        for each in calendar.local_days
    ]
    return sorted((*quiet, *local), key=lambda row: (row.day, row.name))


def suggestions(document: RegencyDocument, today: date) -> list[Suggestion]:
    """Return the days of the next fifteen months that a regency of Bali has not taken over yet."""
    if document.identity.province_code != BALI:
        return []
    known = {row.day for row in day_rows(document.calendar)}
    last = today + _AHEAD
    found = [
        *(Suggestion(day=day, name=_NYEPI, kind="quiet") for day in _days_of_silence(today, last)),
        *(Suggestion(day=each.day, name=each.name, kind="local") for each in suggested_days(today, last)),
    ]
    return sorted((each for each in found if each.day not in known), key=lambda each: each.day)


def _days_of_silence(first: date, last: date) -> Iterator[date]:
    for year in range(first.year, last.year + 1):
        day = day_of_silence(year)
        if day is not None and first <= day <= last:
            yield day


def with_day(calendar: Calendar, kind: str, day: date, name: str) -> Calendar:
    """Return the calendar with one more day, unchecked until it joins a document."""
    if kind == "quiet":
        quiet = (*calendar.quiet_days, QuietDay.model_construct(day=day, name=name))
        return calendar.model_copy(update={"quiet_days": tuple(sorted(quiet, key=lambda each: each.day))})
    local = (*calendar.local_days, LocalDay.model_construct(day=day, name=name))
    return calendar.model_copy(update={"local_days": tuple(sorted(local, key=lambda each: each.day))})


def without_day(calendar: Calendar, kind: str, day: str, name: str) -> Calendar:
    """Return the calendar without one day, named as its row names it."""
    field = "quiet_days" if kind == "quiet" else "local_days"
    kept = tuple(
        each for each in getattr(calendar, field) if (each.day.isoformat(), each.name) != (day, name)
    )
    return calendar.model_copy(update={field: kept})


def weeks_of(month: Month, rows: Sequence[DayRow]) -> list[list[Square]]:
    """Return a month as weeks that begin on Monday."""
    blank = month.first_day.weekday()
    days = [month.first_day + timedelta(count) for count in range(month.last_day.day)]
    squares = [
        *[Square(day=None)] * blank,
        *(Square(day=day, rows=[row for row in rows if row.day == day]) for day in days),
    ]
    squares += [Square(day=None)] * (-len(squares) % _WEEK)
    return [squares[start : start + _WEEK] for start in range(0, len(squares), _WEEK)]
