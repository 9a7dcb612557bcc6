from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sertakan.tenancy.model import RevisionMark
from sertakan.tenancy.rules import revision_in_force


def _mark(number: int, applied_from: date) -> RevisionMark:
    return RevisionMark(
        number=number, applied_from=applied_from, published_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


HISTORY = [
    _mark(1, date(2024, 6, 1)),
    _mark(2, date(2025, 1, 1)),
    _mark(3, date(2025, 1, 1)),
    _mark(4, date(2027, 1, 1)),
]


class TestRevisionInForce:
    @pytest.mark.parametrize(
        ("day",              "number"),
        [
            (date(2024, 5, 31), None),
            (date(2024, 6,  1), 1),
            (date(2024, 12, 31), 1),
            (date(2025, 1,  1), 3),
            (date(2026, 12, 31), 3),
            (date(2027, 1,  1), 4),
        ],
    )  # fmt: skip
    def test_day_decides(self, day: date, number: int | None) -> None:
        assert revision_in_force(HISTORY, day) == number

    @given(
        some.lists(some.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=12),
        some.dates(date(2019, 1, 1), date(2031, 1, 1)),
    )
    def test_agrees_with_walking_day_by_day(self, days: list[date], asked: date) -> None:
        marks = [_mark(number, day) for number, day in enumerate(days, 1)]
        walked = None
        for mark in sorted(marks, key=lambda mark: (mark.applied_from, mark.number)):
            if mark.applied_from <= asked:
                walked = mark.number

        assert revision_in_force(marks, asked) == walked
