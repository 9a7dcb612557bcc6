from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sertakan.configuration.rules.pawukon import feast_days, suggested_days

DATES = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("galungan", "kuningan"),
    [
        (date(2025, 4, 23), date(2025, 5, 3)),
        (date(2025, 11, 19), date(2025, 11, 29)),
        (date(2026, 6, 17), date(2026, 6, 27)),
        (date(2027, 1, 13), date(2027, 1, 23)),
    ],
)
def test_known_feasts_are_computed(galungan: date, kuningan: date) -> None:
    assert (galungan, kuningan) in feast_days(date(2025, 1, 1), date(2027, 12, 31))


@given(first=DATES, days=st.integers(0, 2000))
def test_feasts_keep_weekday_and_cycle(first: date, days: int) -> None:
    found = list(feast_days(first, first + timedelta(days)))
    assert all(galungan.weekday() == 2 and kuningan.weekday() == 5 for galungan, kuningan in found)
    turns = [later.galungan - earlier.galungan for earlier, later in pairwise(found)]
    assert set(turns) <= {timedelta(210)}
    assert abs(len(found) - days / 210) <= 2


@given(first=DATES)
def test_suggestions_lie_between_the_days_asked(first: date) -> None:
    last = first + timedelta(420)
    assert 3 <= len(suggested_days(first, last)) <= 5
    assert all(first <= each.day <= last for each in suggested_days(first, last))


def test_kuningan_alone_is_found_when_galungan_is_over() -> None:
    (only,) = suggested_days(date(2026, 6, 20), date(2026, 7, 1))
    assert (only.name, only.day) == ("Hari Raya Kuningan", date(2026, 6, 27))
