from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, exists, func, insert, select, update
from sqlalchemy.orm import aliased
from tests.factories.enrolment import NIK, make_sponsor, make_worker
from tests.factories.noise import MARK, make_noise
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Work
from tests.fixtures.database import Database, close, settings_for

from sertakan.app import create_app
from sertakan.enrolment.tables import EnrolmentRow, SponsorRow, WorkerRow
from sertakan.kernel.identifier import new_id
from sertakan.persistence.crossings.directory import TenantRow
from sertakan.persistence.crypto import keyring
from sertakan.persistence.database import TenantSession, enter_nobody, enter_oversight, enter_tenant
from sertakan.persistence.scope import ForeignTenant, Scope, TenantMissing
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.tables import WorkUnitRow
from sertakan.web.application import SertakanApp

Enter = Callable[[], AbstractContextManager[TenantSession]]
WORKERS = WorkerRow.__table__
TOUCHING: dict[str, Callable[[], Any]] = {
    "entity": lambda: select(WorkerRow),
    "column": lambda: select(WorkerRow.name),
    "count": lambda: select(func.count()).select_from(WorkerRow),
    "core table": lambda: select(WORKERS),
    "core count": lambda: select(func.count()).select_from(WORKERS),
    "core column": lambda: select(WORKERS.c.name),
    "alias": lambda: select(aliased(WorkerRow)),
    "core alias": lambda: select(WORKERS.alias()),
    "join": lambda: select(TenantRow).join(WorkerRow, WorkerRow.tenant_id == TenantRow.id),
    "core join": lambda: select(TenantRow.id).select_from(
        TenantRow.__table__.join(WORKERS, WORKERS.c.tenant_id == TenantRow.id)
    ),
    "scalar subquery": lambda: select(TenantRow.id, select(func.count(WorkerRow.id)).scalar_subquery()),
    "subquery": lambda: select(select(WorkerRow.name).subquery()),
    "cte": lambda: select(select(WorkerRow.name).cte()),
    "exists": lambda: select(TenantRow).where(exists().where(WorkerRow.tenant_id == TenantRow.id)),
    "in": lambda: select(TenantRow).where(TenantRow.id.in_(select(WorkerRow.tenant_id))),
    "order": lambda: select(TenantRow.id).order_by(select(func.max(WorkerRow.name)).scalar_subquery()),
    "union": lambda: select(TenantRow.name).union(select(WorkerRow.name)),
    "insert": lambda: insert(WorkUnitRow).values(tenant_id=1, id=new_id(), name="x"),
    "core insert": lambda: insert(WorkUnitRow.__table__).values(tenant_id=1, id=new_id(), name="x"),
    "insert from select": lambda: insert(TenantRow.__table__).from_select(["name"], select(WorkerRow.name)),
    "update": lambda: update(WorkerRow).values(name="x"),
    "core update": lambda: update(WORKERS).values(name="x"),
    "update from": lambda: update(TenantRow).values(name="x").where(TenantRow.id == WorkerRow.tenant_id),
    "delete": lambda: delete(WorkerRow),
    "core delete": lambda: delete(WORKERS),
}


@pytest.fixture(params=[enter_nobody, enter_oversight], ids=["nobody", "oversight"])
def without_tenant(app: SertakanApp, request: pytest.FixtureRequest) -> Iterator[TenantSession]:
    with app.app_context(), request.param() as session:
        yield session
        session.rollback()


@pytest.mark.parametrize("way", TOUCHING)
def test_session_without_tenant_refuses_owned_rows(without_tenant: TenantSession, way: str) -> None:
    with pytest.raises(TenantMissing):
        without_tenant.execute(TOUCHING[way]())


def test_session_without_tenant_refuses_questions(without_tenant: TenantSession) -> None:
    with pytest.raises(TenantMissing):
        without_tenant.ask(select(WorkerRow.name), {})


def test_session_without_tenant_refuses_objects(without_tenant: TenantSession) -> None:
    with pytest.raises(TenantMissing):
        without_tenant.get(WorkerRow, (1, new_id()))
    without_tenant.add(WorkUnitRow(tenant_id=1, id=new_id(), name="x"))
    with pytest.raises(TenantMissing):
        without_tenant.flush()


def test_session_without_tenant_reads_the_directory(without_tenant: TenantSession) -> None:
    assert without_tenant.execute(select(func.count()).select_from(TenantRow)).scalar_one() > 2


def test_foreign_row_is_not_flushed(session: TenantSession, other_tenant: Tenant) -> None:
    session.add(WorkUnitRow(tenant_id=other_tenant.id, id=new_id(), name="x"))
    with pytest.raises(ForeignTenant):
        session.flush()


def test_own_row_does_not_move_to_another(session: TenantSession, other_tenant: Tenant) -> None:
    row = WorkUnitRow(tenant_id=session.tenant_id, id=new_id(), name="x")
    session.add(row)
    session.flush()
    row.tenant_id = other_tenant.id
    with pytest.raises(ForeignTenant):
        session.flush()


def test_foreign_row_is_not_deleted(session: TenantSession, other_tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(other_tenant) as theirs:
        foreign = theirs.scalars(select(WorkUnitRow)).one()
        theirs.expunge(foreign)
    session.add(foreign)
    session.delete(foreign)
    with pytest.raises(ForeignTenant):
        session.flush()


def test_scope_of_session_cannot_change(session: TenantSession) -> None:
    with pytest.raises(AttributeError):
        session.scope = Scope()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        session.scope.tenant_id = 7  # type: ignore[misc]


def test_inner_tenant_has_a_session_of_its_own(
    app: SertakanApp, tenant: Tenant, other_tenant: Tenant
) -> None:
    with app.app_context(), enter_tenant(tenant.id) as outer:
        make_work_unit(tenant.id, "luar")
        with enter_tenant(other_tenant.id) as inner:
            assert inner is not outer
            assert inner.scalars(select(WorkUnitRow.name)).all() == [f"Dinas {MARK}"]
        assert outer.tenant_id == tenant.id
        assert outer.scalars(select(WorkUnitRow.name)).all() == ["luar"]


def test_failed_work_leaves_no_tenant_behind(app: SertakanApp, tenant: Tenant) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError), enter_tenant(tenant.id):
            _ = 1 / 0
        with enter_nobody() as after, pytest.raises(TenantMissing):
            after.execute(select(WorkerRow))


class TestGuardAlone:
    """The second wall without the third: as a superuser, whom row security does not stop."""

    def test_superuser_passes_row_security(self, mighty: Work, both: tuple[Tenant, Tenant]) -> None:
        with mighty(both[0]) as session:
            raw = session.connection().exec_driver_sql("SELECT count(DISTINCT tenant_id) FROM worker")
            assert raw.scalar_one() == 2

    @pytest.mark.parametrize(
        "way",
        [
            *("entity", "column", "count", "alias", "subquery", "cte", "exists", "in", "scalar subquery"),
        ],
    )
    def test_select_without_filter_sees_own_rows(
        self, mighty: Work, both: tuple[Tenant, Tenant], way: str
    ) -> None:
        with mighty(both[0]) as session:
            rows = session.execute(TOUCHING[way]()).all()
            assert MARK not in str([getattr(row[0], "name", row) for row in rows])
            assert way != "count" or rows == [(1,)]
            assert way not in {"exists", "in"} or [row[0].id for row in rows] == [both[0].id]

    @pytest.mark.parametrize("way", ["column", "alias", "subquery", "cte"])
    def test_question_sees_the_rows_of_each_session_that_asks(
        self, mighty: Work, both: tuple[Tenant, Tenant], way: str
    ) -> None:
        question = TOUCHING[way]()
        for tenant, is_noise in zip((*both, both[0]), (False, True, False), strict=True):
            with mighty(tenant) as session:
                rows = session.ask(question, {}).all()
            assert len(rows) == 1
            assert (MARK in str(rows)) is is_noise

    def test_question_that_names_another_tenant_is_answered_with_nothing(
        self, mighty: Work, both: tuple[Tenant, Tenant]
    ) -> None:
        question = select(WorkerRow.name).where(WorkerRow.tenant_id == bindparam("tenant_id"))
        with mighty(both[0]) as session:
            assert len(session.ask(question, {"tenant_id": both[0].id}).all()) == 1
            assert session.ask(question, {"tenant_id": both[1].id}).all() == []

    def test_question_keeps_two_tenants_apart_on_two_threads(
        self, mighty: Work, both: tuple[Tenant, Tenant]
    ) -> None:
        question = select(WorkerRow.tenant_id)

        def ask(tenant: Tenant) -> set[int]:
            with mighty(tenant) as session:
                return set(session.ask(question, {}).scalars())

        with ThreadPoolExecutor(2) as threads:
            found = list(threads.map(ask, both * 20))
        assert found == [{tenant.id} for tenant in both * 20]

    def test_get_does_not_find_a_foreign_row(self, mighty: Work, both: tuple[Tenant, Tenant]) -> None:
        with mighty(both[1]) as session:
            foreign = session.scalars(select(WorkerRow.id)).one()
        with mighty(both[0]) as session:
            assert session.get(WorkerRow, (both[1].id, foreign)) is None

    def test_joined_row_must_be_ours_too(self, mighty: Work, both: tuple[Tenant, Tenant]) -> None:
        with mighty(both[0]) as session:
            every = select(SponsorRow.name, WorkerRow.name).join(WorkerRow, WorkerRow.name != SponsorRow.name)
            assert MARK not in str(session.execute(every).all())

    def test_bulk_changes_spare_foreign_rows(self, mighty: Work, both: tuple[Tenant, Tenant]) -> None:
        with mighty(both[0]) as session:
            session.execute(update(WorkerRow).values(name="diubah"))
            session.execute(delete(WorkUnitRow))
        with mighty(both[1]) as session:
            assert session.scalars(select(WorkerRow.name)).one() == f"I Nyoman {MARK}"
            assert session.scalars(select(func.count()).select_from(WorkUnitRow)).one() == 1

    def test_same_number_is_found_in_own_rows_only(self, mighty: Work, both: tuple[Tenant, Tenant]) -> None:
        with mighty(both[0]) as session:
            found = session.scalars(select(EnrolmentRow.worker_name)).all()
        assert found == []
        assert NIK.endswith("0000")

    @pytest.fixture
    def both(self, tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work) -> tuple[Tenant, Tenant]:
        with as_tenant(tenant):
            make_worker(tenant.id)
            make_sponsor(tenant.id)
        with as_tenant(quiet_tenant):
            make_noise(quiet_tenant.id)
        return tenant, quiet_tenant

    @pytest.fixture
    def mighty(self, database: Database, app: SertakanApp) -> Iterator[Work]:
        load, master = keyring.load, keyring.master
        superuser = create_app(replace(settings_for(database), app_url=database.superuser_address))
        assert load is not None
        keyring.open(master, load)

        @contextmanager
        def work(tenant: Tenant) -> Iterator[TenantSession]:
            with superuser.app_context(), enter_tenant(tenant.id) as session:
                yield session

        yield work
        close(superuser)
