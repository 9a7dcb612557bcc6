"""Which regencies are counted, which days are missing, and what the counts add up to."""

from collections.abc import Sequence
from datetime import date, timedelta

from sertakan.oversight.model import Measure, RegencyFigures, Space, Totals

DAYS_LOOKED_BACK = 30


def is_counted(space: Space, *, is_demo_mode: bool) -> bool:
    """Tell whether a space is counted: a live one, and in demo mode a trial one with demo people."""
    return space.state == "live" or (is_demo_mode and space.is_demo and space.state == "trial")


def missing_days(last: date | None, today: date) -> list[date]:
    """Return the days before today that are still to be counted as far as they can be.

    The last counted day is among them: its count was made before the day had ended.
    """
    earliest = today - timedelta(days=DAYS_LOOKED_BACK)
    first = earliest if last is None else max(last, earliest)
    return [first + timedelta(days=number) for number in range((today - first).days)]


def add_up(regencies: Sequence[RegencyFigures]) -> Totals:
    """Return the sums over regencies; those never counted are named by their absence."""
    counts = [regency.count for regency in regencies if regency.count is not None]
    return Totals(
        regencies=len(regencies),
        counted=len(counts),
        oldest=min((count.counted_at for count in counts), default=None),
        values={measure: sum(count.get(measure) or 0 for count in counts) for measure in Measure},
        enrolments=sum(count.enrolments for count in counts),
    )
