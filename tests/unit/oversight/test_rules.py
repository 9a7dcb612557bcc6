from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from sertakan.oversight.model import STATES, Count, Measure, RegencyFigures, Space
from sertakan.oversight.rules import DAYS_LOOKED_BACK, add_up, is_counted, missing_days
from sertakan.web.oversight.figures import SHOWN, Order
from sertakan.web.oversight.table import plain_text

_NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
_TODAY = date(2026, 11, 22)


def space(name: str = "Kabupaten Contoh", state: str = "live", *, is_demo: bool = False) -> Space:
    return Space(
        tenant_id=1,
        slug="contoh",
        name=name,
        region_code="51.99",
        state=state,
        is_demo=is_demo,
        timezone="Asia/Makassar",
    )


def figures(
    name: str, values: Mapping[Measure, int] | None = None, counted_at: datetime = _NOON
) -> RegencyFigures:
    count = None if values is None else Count(day=_TODAY, counted_at=counted_at, values=values)
    return RegencyFigures(space=space(name), count=count)


@pytest.mark.parametrize(
    ("state", "is_demo", "is_demo_mode", "expected"),
    [
        ("live", False, False, True),
        ("live", False, True, True),
        ("trial", True, True, True),
        ("trial", True, False, False),
        ("trial", False, True, False),
        ("draft", True, True, False),
        ("suspended", False, False, False),
    ],
)
def test_only_live_spaces_count(state: str, is_demo: bool, is_demo_mode: bool, expected: bool) -> None:
    assert is_counted(space(state=state, is_demo=is_demo), is_demo_mode=is_demo_mode) is expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (_TODAY, []),
        (date(2026, 11, 21), [date(2026, 11, 21)]),
        (date(2026, 11, 19), [date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)]),
    ],
)
def test_missed_days_follow_from_the_last(last: date, expected: list[date]) -> None:
    assert missing_days(last, _TODAY) == expected


@pytest.mark.parametrize("last", [None, date(2020, 1, 1)])
def test_nobody_looks_back_for_ever(last: date | None) -> None:
    days = missing_days(last, _TODAY)
    assert len(days) == DAYS_LOOKED_BACK
    assert days[-1] == date(2026, 11, 21)


def test_sums_name_who_was_not_counted() -> None:
    earlier = _NOON - timedelta(hours=3)
    totals = add_up(
        [
            figures("A", {Measure.WORKERS: 3, Measure.SUBMITTED: 2, Measure.ENDED: 1}),
            figures("B", {Measure.WORKERS: 4, Measure.REGISTERED: 5}, earlier),
            figures("C"),
        ]
    )
    assert (totals.regencies, totals.counted, totals.oldest) == (3, 2, earlier)
    assert (totals.values[Measure.WORKERS], totals.enrolments) == (7, 8)


def test_every_state_is_shown() -> None:
    assert set(STATES) <= set(SHOWN)
    assert len(STATES) == 9


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", "ABC"),
        ("-nama", "BAC"),
        ("workers", "BAC"),
        ("-workers", "ABC"),
        ("nonsense", "ABC"),
        ("; DROP TABLE tenant", "ABC"),
    ],
)
def test_never_counted_come_last_in_any_order(asked: str, expected: str) -> None:
    regencies = [figures("C"), figures("B", {Measure.WORKERS: 1}), figures("A", {Measure.WORKERS: 2})]
    assert "".join(each.space.name for each in Order.parse(asked).apply(regencies)) == expected


@pytest.mark.parametrize(
    ("asked", "column", "expected"),
    [
        ("", "workers", "-workers"),
        ("-workers", "workers", "workers"),
        ("workers", "workers", "-workers"),
        ("", "nama", "-nama"),
        ("-nama", "nama", "nama"),
        ("workers", "nama", "nama"),
    ],
)
def test_second_press_turns_the_order(asked: str, column: str, expected: str) -> None:
    assert Order.parse(asked).toggled(column) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kabupaten Gianyar", "Kabupaten Gianyar"),
        ("=1+1", "'=1+1"),
        ("+62", "'+62"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("", ""),
    ],
)
def test_no_text_becomes_a_formula(text: str, expected: str) -> None:
    assert plain_text(text) == expected
