"""Decide when a contribution month must be paid."""

from collections.abc import Callable
from datetime import date, timedelta

from sertakan.kernel.month import Month
from sertakan.regulation.model import FactKey, NationalRules

SATURDAY = 5


def due_date(rules: NationalRules, month: Month, holidays: frozenset[date] | Callable[[date], bool]) -> date:
    """Return the 15th of the contribution month itself, or the next working day.

    Saturday and Sunday are no working days. Joint leave (cuti bersama) counts as a working day unless the caller
    lists it, so that the earlier date is shown.

    :raises Refusal: regulation.not_in_force
    """
    is_holiday = holidays.__contains__ if isinstance(holidays, frozenset) else holidays
    day = month.first_day.replace(day=rules.get_value(FactKey.DUE_DAY, month.first_day))
    while day.weekday() >= SATURDAY or is_holiday(day):
        day += timedelta(days=1)
    return day
