"""How long something has been waiting, counted in working days."""

from collections.abc import Callable
from datetime import date, timedelta

_SATURDAY = 5
_LONGEST_COUNTED = 400


def count_working_days(since: date, until: date, is_holiday: Callable[[date], bool]) -> int:
    """Count the working days after one day up to another; the day of submission itself does not count."""
    days = min((until - since).days, _LONGEST_COUNTED)
    following = (since + timedelta(days=number) for number in range(1, days + 1))
    return sum(day.weekday() < _SATURDAY and not is_holiday(day) for day in following)
