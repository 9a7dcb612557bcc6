"""The one place that asks what time it is, so that everything else can be told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tell the present moment in UTC."""

    def now(self) -> datetime:
        """Return an aware moment in UTC."""
        ...


class SystemClock:
    """Tell the machine's time."""

    def now(self) -> datetime:
        """Return the machine's present moment in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """Tell a moment chosen by a test or a rehearsal."""

    moment: datetime

    def now(self) -> datetime:
        """Return the chosen moment."""
        return self.moment


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local_date(moment: datetime, zone: str) -> date:
    """Return the calendar day of a moment where the regency lies."""
    return moment.astimezone(_zone(zone)).date()


def local_time(moment: datetime, zone: str) -> datetime:
    """Return the wall-clock time of a moment where the regency lies."""
    return moment.astimezone(_zone(zone))
