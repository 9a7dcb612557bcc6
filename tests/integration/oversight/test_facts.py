from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from tests.factories.enrolment import make_consent, make_enrolment, make_sponsor, make_worker
from tests.factories.oversight import application_as
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.identity.model import NATIONAL
from sertakan.oversight import service
from sertakan.oversight.model import Count, Measure
from sertakan.persistence.database import enter_oversight, enter_tenant
from sertakan.persistence.walls import OWNED
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

_NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
_TODAY = date(2026, 11, 22)


@pytest.fixture
def counter(database: Database, app: SertakanApp) -> Iterator[SertakanApp]:
    """The application as the jobs run it: with the worker's own role."""
    with application_as(database, database.addresses.worker) as made:
        yield made


def fill(tenant: Tenant) -> None:
    sponsor = make_sponsor(tenant.id, created_at=_NOW - timedelta(days=3))
    for number, (state, days) in enumerate(
        [("submitted", 0), ("submitted", 1), ("registered", 20), ("registered", 40), ("rejected", 2)]
    ):
        worker = make_worker(tenant.id, nik=f"51040115058{number}0000")
        enrolment = make_enrolment(
            tenant.id, sponsor, worker, state=state, submitted_at=_NOW - timedelta(days=days, hours=1)
        )
        make_consent(tenant.id, worker, enrolment)


def count(counter: SertakanApp, tenant: Tenant, now: datetime = _NOW, *, is_demo_mode: bool = True) -> bool:
    with counter.app_context(), enter_tenant(tenant.id):
        return service.refresh_facts(tenant.id, now, is_demo_mode=is_demo_mode)


def seen(app: SertakanApp, tenant: Tenant, today: date = _TODAY) -> list[Count]:
    with app.app_context(), enter_oversight():
        return service.list_days(service.get_regency(NATIONAL, tenant.slug), today)


def test_day_is_counted_by_state(
    app: SertakanApp, counter: SertakanApp, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        fill(tenant)
    assert count(counter, tenant)
    today = seen(app, tenant)[0]
    assert today.day == _TODAY
    expected = {
        Measure.SPONSORS: 1,
        Measure.WORKERS: 4,
        Measure.SUBMITTED: 2,
        Measure.REGISTERED: 2,
        Measure.REJECTED: 1,
        Measure.ENDED: 0,
        Measure.THIS_MONTH: 4,
        Measure.MONTHS: 12,
        Measure.RUPIAH: 100_800,
        Measure.UNVERIFIED: 4,
    }
    assert {measure: today.get(measure) for measure in expected} == expected
    assert set(today.values) == set(Measure)


def test_counting_again_replaces_the_day(
    app: SertakanApp, counter: SertakanApp, tenant: Tenant, as_tenant: Work
) -> None:
    count(counter, tenant)
    with as_tenant(tenant):
        fill(tenant)
    count(counter, tenant, _NOW + timedelta(minutes=10))
    assert seen(app, tenant)[0].get(Measure.SPONSORS) == 1
    assert seen(app, tenant)[0].counted_at == _NOW + timedelta(minutes=10)


def test_missed_days_hold_only_what_can_be_known(
    app: SertakanApp, counter: SertakanApp, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        fill(tenant)
    count(counter, tenant)
    days = {day.day: day for day in seen(app, tenant)}
    assert days[date(2026, 11, 20)].get(Measure.SPONSORS) == 1
    assert days[date(2026, 11, 18)].get(Measure.SPONSORS) == 0
    assert days[date(2026, 11, 20)].get(Measure.THIS_MONTH) == 2
    assert days[date(2026, 11, 20)].get(Measure.WORKERS) is None


def test_finished_day_is_completed_on_the_next(
    app: SertakanApp, counter: SertakanApp, tenant: Tenant, as_tenant: Work
) -> None:
    count(counter, tenant)
    with as_tenant(tenant):
        fill(tenant)
    count(counter, tenant, _NOW + timedelta(days=1))
    yesterday = seen(app, tenant, _TODAY + timedelta(days=1))[1]
    assert yesterday.get(Measure.THIS_MONTH) == 4
    assert yesterday.get(Measure.SUBMITTED) == 0, "a state that nobody saw is not invented afterwards"


def test_trial_space_counts_in_demo_mode_only(app: SertakanApp, counter: SertakanApp, tenant: Tenant) -> None:
    assert not count(counter, tenant, is_demo_mode=False)
    assert seen(app, tenant) == []


def test_neighbours_are_not_counted_along(
    app: SertakanApp, counter: SertakanApp, tenant: Tenant, other_tenant: Tenant
) -> None:
    count(counter, tenant)
    assert seen(app, tenant)[0].enrolments == 0
    assert seen(app, other_tenant) == []


@pytest.mark.parametrize("table", OWNED)
def test_centre_reads_no_owned_table(database: Database, table: str) -> None:
    with (
        psycopg.connect(database.addresses.oversight) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(f"SELECT 1 FROM {table}")


def test_centre_writes_no_count(database: Database) -> None:
    with (
        psycopg.connect(database.addresses.oversight) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("UPDATE daily_fact SET value = 0")


def test_each_decision_asks_for_a_count_anew(tenant: Tenant, as_tenant: Work, database: Database) -> None:
    for _ in range(2):
        with as_tenant(tenant):
            service.ask_for_refresh(tenant.id)
        waiting = database.broom.execute(
            "DELETE FROM jobs.procrastinate_jobs WHERE task_name = %s RETURNING id", [service.REFRESH]
        ).fetchall()
        assert len(waiting) == 1
