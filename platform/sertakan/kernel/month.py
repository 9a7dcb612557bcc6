"""Calendar months, in which contributions are counted."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self, overload

from sertakan.kernel.refusal import Refusal

_WRITTEN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """Name one calendar month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise Refusal("month.impossible", month=self.month)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month in which a day lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a month written as 2026-11.

        :raises Refusal: month.unreadable
        """
        if not (found := _WRITTEN.fullmatch(text.strip())):
            raise Refusal("month.unreadable", text=text)
        return cls(int(found[1]), int(found[2]))

    @property
    def first_day(self) -> date:
        """Return the first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Return the last day of the month."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def __add__(self, months: int) -> "Month":
        years, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, index + 1)

    @overload
    def __sub__(self, other: "Month") -> int: ...
    @overload
    def __sub__(self, other: int) -> "Month": ...
    def __sub__(self, other: "Month | int") -> "Month | int":
        if isinstance(other, int):
            return self + -other
        return (self.year - other.year) * 12 + self.month - other.month

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def month_range(start: Month, count: int) -> tuple[Month, ...]:
    """Return so many consecutive months, beginning with the first one given."""
    return tuple(start + offset for offset in range(count))
