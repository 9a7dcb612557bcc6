from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, PendingRollbackError
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.kernel.identifier import new_id
from sertakan.persistence.database import TenantSession, TransactionBroken, db, enter_tenant, tenant_session
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.tables import WorkUnitRow
from sertakan.web.application import SertakanApp


def _whose(session: TenantSession) -> str:
    return str(session.scalars(text("SELECT current_setting('sertakan.tenant_id', true)")).one())


def _count(session: TenantSession) -> int:
    return session.scalars(select(func.count()).select_from(WorkUnitRow)).one()


Counting = Callable[[], int]


@pytest.fixture
def unit_count(tenant: Tenant, as_tenant: Work) -> Counting:
    def count() -> int:
        with as_tenant(tenant) as session:
            return _count(session)

    return count


def test_next_transaction_belongs_to_the_same_tenant(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant) as session:
        assert _whose(session) == str(tenant.id)
        session.commit()
        assert _whose(session) == str(tenant.id)
        session.rollback()
        assert _whose(session) == str(tenant.id)


def test_ended_transaction_leaves_no_tenant_behind(tenant: Tenant, as_tenant: Work, app: SertakanApp) -> None:
    with as_tenant(tenant) as session:
        _whose(session)
    with app.app_context(), db.engine.connect() as bare:
        found = bare.execute(text("SELECT current_setting('sertakan.tenant_id', true)")).scalar()
    assert not found


def test_rollback_undoes_what_was_flushed(tenant: Tenant, as_tenant: Work, unit_count: Counting) -> None:
    with as_tenant(tenant) as session:
        make_work_unit(tenant.id, "satu")
        session.flush()
        session.rollback()
    assert unit_count() == 0


def test_savepoint_undoes_only_itself(tenant: Tenant, as_tenant: Work, unit_count: Counting) -> None:
    with as_tenant(tenant) as session:
        make_work_unit(tenant.id, "satu")
        session.flush()
        with suppress(IntegrityError), session.begin_nested():
            make_work_unit(tenant.id, "satu")
            session.flush()
        assert _whose(session) == str(tenant.id)
        make_work_unit(tenant.id, "dua")
    assert unit_count() == 2


def test_savepoint_may_be_first(tenant: Tenant, as_tenant: Work, unit_count: Counting) -> None:
    with as_tenant(tenant) as session:
        with session.begin_nested():
            make_work_unit(tenant.id, "satu")
        assert _whose(session) == str(tenant.id)
    assert unit_count() == 1


def _write_then_fail(tenant: Tenant, session: TenantSession) -> None:
    make_work_unit(tenant.id, "satu")
    session.flush()
    with suppress(DBAPIError):
        session.execute(text("SELECT 1 / 0"))


def test_broken_transaction_never_commits(tenant: Tenant, as_tenant: Work, unit_count: Counting) -> None:
    with pytest.raises(TransactionBroken), as_tenant(tenant) as session:
        _write_then_fail(tenant, session)
    assert unit_count() == 0


def _write_then_fail_behind_our_back(tenant: Tenant, session: TenantSession) -> None:
    make_work_unit(tenant.id, "satu")
    session.flush()
    driver: Any = session.connection().connection.driver_connection
    with suppress(psycopg.Error):
        driver.execute("SELECT 1 / 0")


def test_transaction_broken_by_driver_never_commits(
    tenant: Tenant, as_tenant: Work, unit_count: Counting
) -> None:
    with pytest.raises(TransactionBroken), as_tenant(tenant) as session:
        _write_then_fail_behind_our_back(tenant, session)
    assert unit_count() == 0


def _write_twice(tenant: Tenant, session: TenantSession) -> None:
    make_work_unit(tenant.id, "satu")
    session.flush()
    session.add(WorkUnitRow(tenant_id=tenant.id, id=new_id(), name="satu"))
    with suppress(IntegrityError):
        session.flush()


def test_failed_flush_never_commits(tenant: Tenant, as_tenant: Work, unit_count: Counting) -> None:
    with pytest.raises(PendingRollbackError), as_tenant(tenant) as session:
        _write_twice(tenant, session)
    assert unit_count() == 0


def test_work_goes_on_after_a_broken_transaction(
    tenant: Tenant, as_tenant: Work, unit_count: Counting
) -> None:
    with as_tenant(tenant) as session:
        _write_then_fail(tenant, session)
        with pytest.raises(TransactionBroken):
            session.commit()
        session.rollback()
        make_work_unit(tenant.id, "dua")
    assert unit_count() == 1


def _write_and_lose_connection(tenant: Tenant, session: TenantSession, database: Database) -> None:
    make_work_unit(tenant.id, "satu")
    session.flush()
    process = session.scalars(text("SELECT pg_backend_pid()")).one()
    with database.as_superuser() as superuser:
        superuser.execute("SELECT pg_terminate_backend(%s)", [process])


def test_lost_connection_is_told_and_the_next_one_works(
    tenant: Tenant, as_tenant: Work, unit_count: Counting, database: Database
) -> None:
    with pytest.raises(DBAPIError), as_tenant(tenant) as session:
        _write_and_lose_connection(tenant, session, database)
    assert unit_count() == 0


def test_work_inside_work_commits_alone(
    tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work, unit_count: Counting
) -> None:
    with as_tenant(tenant) as outer:
        make_work_unit(tenant.id, "luar")
        outer.flush()
        with enter_tenant(quiet_tenant.id) as inner:
            assert _whose(inner) == str(quiet_tenant.id)
            make_work_unit(quiet_tenant.id, "dalam")
        assert tenant_session() is outer
        assert _whose(outer) == str(tenant.id)
        outer.rollback()
    assert unit_count() == 0
    with as_tenant(quiet_tenant) as session:
        assert _count(session) == 1


def test_transaction_left_open_by_another_is_not_joined(
    tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work, unit_count: Counting, app: SertakanApp
) -> None:
    with app.app_context():
        engine = db.engine

    def leave_open(connection: Any, *_: object) -> None:
        connection.execute(f"BEGIN; SET LOCAL sertakan.tenant_id = {quiet_tenant.id:d}")

    event.listen(engine, "checkout", leave_open)
    with pytest.raises(TransactionBroken), as_tenant(tenant) as session:
        _count(session)
    event.remove(engine, "checkout", leave_open)
    assert unit_count() == 0
