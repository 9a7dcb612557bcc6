from datetime import UTC, date, datetime, timedelta

import pytest

from sertakan.kernel.clock import FixedClock, SystemClock, local_date, local_time


def test_machine_tells_utc() -> None:
    assert SystemClock().now().tzinfo is UTC
    assert abs(SystemClock().now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_fixed_clock_stands_still() -> None:
    clock = FixedClock(datetime(2026, 11, 22, 4, tzinfo=UTC))
    assert clock.now() == clock.now()


@pytest.mark.parametrize(
    ("moment", "zone", "day", "hour"),
    [
        (datetime(2026, 11, 22, 15, 59, tzinfo=UTC), "Asia/Makassar", date(2026, 11, 22), 23),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), "Asia/Makassar", date(2026, 11, 23), 0),
        (datetime(2026, 11, 22, 16, 59, tzinfo=UTC), "Asia/Jakarta", date(2026, 11, 22), 23),
        (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), "Asia/Jakarta", date(2026, 11, 23), 0),
        (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), "Asia/Jayapura", date(2027, 1, 1), 0),
    ],
)
def test_day_is_counted_where_the_regency_lies(moment: datetime, zone: str, day: date, hour: int) -> None:
    assert local_date(moment, zone) == day
    assert local_time(moment, zone).hour == hour
