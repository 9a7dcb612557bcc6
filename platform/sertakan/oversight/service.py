"""Count a regency's day, and show the centre what was counted."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sertakan.enrolment.service import counting
from sertakan.identity.model import OversightScope
from sertakan.kernel.clock import local_date
from sertakan.kernel.refusal import NotFound
from sertakan.oversight import repository
from sertakan.oversight.model import Count, Measure, RegencyFigures, Space
from sertakan.oversight.rules import DAYS_LOOKED_BACK, is_counted, missing_days
from sertakan.persistence.queue import defer

REFRESH = "oversight.refresh_facts"


def refresh_facts(tenant_id: int, now: datetime, *, is_demo_mode: bool) -> bool:
    """Count a regency's day so far, and what was missed before it; tell whether the regency is counted."""
    space = repository.find_space(tenant_id)
    if space is None or not is_counted(space, is_demo_mode=is_demo_mode):
        return False
    zone = space.timezone
    today = local_date(now, zone)
    for day in missing_days(repository.find_last_day(tenant_id), today):
        repository.keep_counts(tenant_id, day, _count_past(tenant_id, day, zone), now)
    counts = {**_count_standing(tenant_id), **_count_past(tenant_id, today, zone)}
    repository.keep_counts(tenant_id, today, counts, now)
    return True


def _count_standing(tenant_id: int) -> dict[Measure, int]:
    standing = counting.count_standing(tenant_id)
    return {
        Measure.WORKERS: standing.workers,
        Measure.MONTHS: standing.months,
        Measure.RUPIAH: standing.rupiah,
        Measure.UNVERIFIED: standing.unverified,
        **{Measure(f"enrolments.{state.value}"): count for state, count in standing.by_state.items()},
    }


def _count_past(tenant_id: int, day: date, zone: str) -> dict[Measure, int]:
    end = _midnight(day + timedelta(days=1), zone)
    return {
        Measure.SPONSORS: counting.count_sponsors(tenant_id, end),
        Measure.THIS_MONTH: counting.count_sent_in(tenant_id, _midnight(day.replace(day=1), zone), end),
    }


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def ask_for_refresh(tenant_id: int) -> None:
    """Have the regency counted anew soon after the work at hand is committed."""
    defer(REFRESH, tenant_id, once="today")


def list_regencies(scope: OversightScope) -> list[RegencyFigures]:
    """Return the regencies in sight that have a space, by the code of their region, with their newest count."""
    counts = repository.list_newest()
    return [
        RegencyFigures(space=space, count=counts.get(space.tenant_id))
        for space in repository.list_spaces()
        if scope.covers(space.region_code)
    ]


def get_regency(scope: OversightScope, slug: str) -> Space:
    """Return a regency's space; one out of sight is answered like one that does not exist.

    :raises NotFound: tenant.unknown
    """
    space = repository.find_space_named(slug)
    if space is None or not scope.covers(space.region_code):
        raise NotFound("tenant.unknown", slug=slug)
    return space


def list_days(space: Space, today: date) -> list[Count]:
    """Return a regency's counts of the last days, newest first."""
    return repository.list_days(space.tenant_id, today - timedelta(days=DAYS_LOOKED_BACK - 1))
