from datetime import date

import pytest

from sertakan.kernel.month import Month, month_range
from sertakan.kernel.refusal import Refusal

NOVEMBER = Month(2026, 11)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (Month(2026, 11), 0, Month(2026, 11)),
        (Month(2026, 11), 1, Month(2026, 12)),
        (Month(2026, 11), 2, Month(2027, 1)),
        (Month(2026, 1), -1, Month(2025, 12)),
        (Month(2026, 11), 14, Month(2028, 1)),
        (Month(2026, 11), -23, Month(2024, 12)),
    ],
)
def test_months_are_added(start: Month, months: int, end: Month) -> None:
    assert start + months == end
    assert end - months == start
    assert end - start == months


@pytest.mark.parametrize(
    ("month", "last_day"),
    [
        (Month(2026, 1), date(2026, 1, 31)),
        (Month(2026, 2), date(2026, 2, 28)),
        (Month(2028, 2), date(2028, 2, 29)),
        (Month(2100, 2), date(2100, 2, 28)),
        (Month(2026, 12), date(2026, 12, 31)),
    ],
)
def test_month_ends_on_its_last_day(month: Month, last_day: date) -> None:
    assert (month.last_day, month.first_day) == (last_day, last_day.replace(day=1))
    assert Month.of(last_day) == month


@pytest.mark.parametrize(
    ("text", "month"),
    [("2026-11", NOVEMBER), (" 2026-01\n", Month(2026, 1)), ("0001-12", Month(1, 12))],
)
def test_written_month_is_read(text: str, month: Month) -> None:
    assert Month.parse(text) == month
    assert str(month) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "2026-1",
        "11-2026",
        "2026/11",
        "2026-11-22",
        "november",
        "２０２６-11",
        "²026-11",
    ],
)
def test_unreadable_month_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"month\.unreadable"):
        Month.parse(text)


@pytest.mark.parametrize("number", [0, 13, -1])
def test_thirteenth_month_is_refused(number: int) -> None:
    with pytest.raises(Refusal) as refusal:
        Month(2026, number)
    assert (refusal.value.code, refusal.value.params) == ("month.impossible", {"month": number})


def test_months_are_in_order() -> None:
    assert sorted([Month(2027, 1), NOVEMBER, Month(2026, 2)]) == [Month(2026, 2), NOVEMBER, Month(2027, 1)]


def test_range_is_consecutive() -> None:
    assert month_range(NOVEMBER, 3) == (NOVEMBER, Month(2026, 12), Month(2027, 1))
    assert month_range(NOVEMBER, 0) == ()
