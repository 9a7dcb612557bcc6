from datetime import date

import pytest

from sertakan.kernel.month import Month
from sertakan.regulation.calendar import is_national_holiday, national_holidays
from sertakan.regulation.model import NationalRules
from sertakan.regulation.rules import due_date

NO_HOLIDAYS: frozenset[date] = frozenset()


class TestDueDate:
    @pytest.mark.parametrize(
        ("month", "due"),
        [
            ("2026-10", "2026-10-15"),  # Thursday
            ("2026-11", "2026-11-16"),  # Sunday
            ("2026-12", "2026-12-15"),  # Tuesday
            ("2026-08", "2026-08-18"),  # Saturday, then Independence Day on Monday
            ("2027-05", "2027-05-18"),  # Saturday, then Idul Adha on Monday
        ],
    )
    def test_waits_for_the_next_working_day(self, rules: NationalRules, month: str, due: str) -> None:
        holidays = frozenset({date(2026, 8, 17), date(2027, 5, 17)})

        assert due_date(rules, Month.parse(month), holidays) == date.fromisoformat(due)

    def test_waits_for_consecutive_holidays(self, rules: NationalRules) -> None:
        holidays = frozenset({date(2026, 12, day) for day in (15, 16, 17, 18)})

        assert due_date(rules, Month(2026, 12), holidays) == date(2026, 12, 21)

    def test_ignores_holidays_on_other_days(self, rules: NationalRules) -> None:
        assert due_date(rules, Month(2026, 12), frozenset({date(2026, 12, 14)})) == date(2026, 12, 15)

    def test_accepts_a_question_for_each_day(self, rules: NationalRules) -> None:
        assert due_date(rules, Month(2026, 8), is_national_holiday) == date(2026, 8, 18)

    def test_needs_no_holidays(self, rules: NationalRules) -> None:
        assert due_date(rules, Month(2026, 8), NO_HOLIDAYS) == date(2026, 8, 17)


class TestNationalHolidays:
    @pytest.mark.parametrize(
        ("day", "is_holiday"),
        [
            (date(2026, 3, 19), True),  # Nyepi
            (date(2026, 3, 20), False),  # joint leave
            (date(2026, 8, 17), True),
            (date(2026, 8, 18), False),
            (date(2027, 1, 1), True),
        ],
    )
    def test_lists_public_holidays_only(self, day: date, is_holiday: bool) -> None:
        assert is_national_holiday(day) is is_holiday

    def test_leaves_forecasts_out(self) -> None:
        assert date(2035, 8, 17) in national_holidays(2035)
        assert len(national_holidays(2035)) < len(national_holidays(2025))

    def test_builds_each_year_once(self) -> None:
        assert national_holidays(2026) is national_holidays(2026)
