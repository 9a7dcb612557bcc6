"""Queries that keep what was counted of one regency, and those that read it of all."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from sertakan.oversight.model import Count, Measure, Space
from sertakan.persistence.crossings.directory import TenantRow
from sertakan.persistence.crossings.fact import DailyFactRow
from sertakan.persistence.database import tenant_session


def find_space(tenant_id: int) -> Space | None:
    """Return a regency's space by its number."""
    row = tenant_session().get(TenantRow, tenant_id)
    return _to_space(row) if row else None


def find_space_named(slug: str) -> Space | None:
    """Return a regency's space by the name in its address."""
    row = tenant_session().execute(select(TenantRow).where(TenantRow.slug == slug)).scalar_one_or_none()
    return _to_space(row) if row else None


def list_spaces() -> list[Space]:
    """Return all spaces by the code of their regency."""
    rows = tenant_session().execute(select(TenantRow).order_by(TenantRow.region_code)).scalars()
    return [_to_space(row) for row in rows]


def _to_space(row: TenantRow) -> Space:
    return Space(
        tenant_id=row.id,
        slug=row.slug,
        name=row.name,
        region_code=row.region_code,
        state=row.state,
        is_demo=row.is_demo,
        timezone=row.timezone,
    )


def find_last_day(tenant_id: int) -> date | None:
    """Return the newest day on which a regency was counted."""
    return tenant_session().scalar(
        select(func.max(DailyFactRow.day)).where(DailyFactRow.tenant_id == tenant_id)
    )


def keep_counts(tenant_id: int, day: date, values: Mapping[Measure, int], counted_at: datetime) -> None:
    """Keep the counts of a day, replacing earlier ones of the same day."""
    rows = [
        {
            "tenant_id": tenant_id,
            "day": day,
            "measure": measure.value,
            "value": value,
            "counted_at": counted_at,
        }
        for measure, value in values.items()
    ]
    statement = insert(DailyFactRow)
    tenant_session().execute(
        statement.on_conflict_do_update(
            index_elements=[DailyFactRow.tenant_id, DailyFactRow.day, DailyFactRow.measure],
            set_={"value": statement.excluded.value, "counted_at": statement.excluded.counted_at},
        ),
        rows,
    )


def list_newest() -> dict[int, Count]:
    """Return each regency's newest count, by the regency's number."""
    newest = (
        select(func.max(DailyFactRow.day))
        .where(DailyFactRow.tenant_id == TenantRow.id)
        .correlate(TenantRow)
        .scalar_subquery()
    )
    query = select(DailyFactRow).join(
        TenantRow, (TenantRow.id == DailyFactRow.tenant_id) & (DailyFactRow.day == newest)
    )
    found: dict[int, list[DailyFactRow]] = {}
    for row in tenant_session().execute(query).scalars():
        found.setdefault(row.tenant_id, []).append(row)
    return {tenant_id: _to_count(rows) for tenant_id, rows in found.items()}


def list_days(tenant_id: int, since: date) -> list[Count]:
    """Return a regency's counts from a day on, newest first."""
    rows = tenant_session().execute(
        select(DailyFactRow)
        .where(DailyFactRow.tenant_id == tenant_id, DailyFactRow.day >= since)
        .order_by(DailyFactRow.day.desc())
    )
    by_day: dict[date, list[DailyFactRow]] = {}
    for row in rows.scalars():
        by_day.setdefault(row.day, []).append(row)
    return [_to_count(found) for found in by_day.values()]


def _to_count(rows: Sequence[DailyFactRow]) -> Count:
    known = {measure.value for measure in Measure}
    return Count(
        day=rows[0].day,
        counted_at=max(row.counted_at for row in rows),
        values={Measure(row.measure): row.value for row in rows if row.measure in known},
    )
