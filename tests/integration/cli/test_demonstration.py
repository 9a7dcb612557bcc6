from dataclasses import replace
from datetime import datetime

import pytest
from tests.fixtures.application import Count, Work
from tests.fixtures.database import Database, settings_for

from sertakan.audit import service as audit
from sertakan.cli.demonstration import fill
from sertakan.config import Settings
from sertakan.enrolment.service import counting
from sertakan.identity.service import staff
from sertakan.kernel.identifier import Nik, Nip
from sertakan.persistence.crypto import unseal
from sertakan.persistence.database import enter_oversight
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp


@pytest.fixture
def settings(database: Database) -> Settings:
    return settings_for(database)


def rows(database: Database, question: str) -> list[tuple[object, ...]]:
    return database.broom.execute(question).fetchall()


def test_demo_fills_every_state_once(
    app: SertakanApp, database: Database, settings: Settings, tenant: Tenant, as_tenant: Work
) -> None:
    fill(settings)
    before = rows(database, "SELECT tenant_id, count(*) FROM enrolment GROUP BY 1 ORDER BY 2 DESC")
    assert [count for _, count in before] == [60, 30, 20]
    with as_tenant(tenant):
        standing = counting.count_standing(tenant.id)
        assert all(standing.by_state.values()), standing.by_state
        assert audit.verify(tenant.id) is None
    with app.app_context(), enter_oversight():
        assert audit.verify_oversight() is None
    fill(settings)
    assert rows(database, "SELECT tenant_id, count(*) FROM enrolment GROUP BY 1 ORDER BY 2 DESC") == before
    assert rows(database, "SELECT count(*) FROM oversight_account") == [(2,)]


def test_accounts_stand_on_record_before_all_else(
    database: Database, settings: Settings, tenant: Tenant
) -> None:
    fill(settings)
    of_tenant = f"FROM audit_record WHERE tenant_id = {tenant.id}"
    ((made,),) = rows(database, f"SELECT max(recorded_at) {of_tenant} AND event = 'account.created'")
    ((first,),) = rows(
        database,
        f"SELECT min(recorded_at) {of_tenant} AND (event LIKE 'enrolment.%' OR event LIKE 'sponsor.%')",
    )
    assert isinstance(made, datetime)
    assert isinstance(first, datetime)
    assert made < first


def test_nobody_in_the_demo_can_exist(
    database: Database, settings: Settings, tenant: Tenant, as_tenant: Work
) -> None:
    fill(settings)
    kept = f"WHERE tenant_id = {tenant.id}"
    with as_tenant(tenant):
        for row_id, sealed in rows(database, f"SELECT id, nik_sealed FROM worker {kept}"):
            assert Nik(unseal(tenant.id, "worker", "nik", row_id, sealed)).is_synthetic  # type: ignore[arg-type]
        for row_id, sealed in rows(
            database, f"SELECT id, nip_sealed FROM sponsor {kept} AND nip_sealed IS NOT NULL"
        ):
            assert Nip(unseal(tenant.id, "sponsor", "nip", row_id, sealed)).is_synthetic  # type: ignore[arg-type]
    units = rows(database, f"SELECT name FROM work_unit {kept}")
    assert all(str(name).endswith("(rekaan)") for (name,) in units)


def test_new_demo_password_opens_the_accounts(settings: Settings, tenant: Tenant, as_tenant: Work) -> None:
    fill(settings)
    fill(replace(settings, demo_password="sandi lain untuk contoh"))
    with as_tenant(tenant):
        for role in ("admin", "sponsor"):
            email = f"{role}@gianyar.demo"
            assert staff.has_password(tenant.id, email, "sandi lain untuk contoh")


def test_demo_costs_few_seconds_of_queries(settings: Settings, count_queries: Count) -> None:
    with count_queries() as counted:
        fill(settings)
    assert counted.count < 8_000
