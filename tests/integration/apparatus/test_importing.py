from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from tests.factories.apparatus import HEAD, NOW, make_servant, nip_number, people, roll_sheet, standing_of
from tests.factories.sheets import make_book, make_separated
from tests.fixtures.application import Work
from tests.fixtures.database import Database
from tests.integration.apparatus.conftest import Enter

from sertakan.apparatus.model import Clerk, Effect, ImportKind, ImportState, RollState, SoughtMembers
from sertakan.apparatus.service import entering, roll, units
from sertakan.apparatus.service.previewing import preview_sheet
from sertakan.apparatus.tables import RollMemberRow, SheetLineRow
from sertakan.cli.working import load_tasks
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.persistence.queue import run_worker
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp


def _done(tenant: Tenant, as_tenant: Work, import_id: UUID) -> dict[Effect, int]:
    with as_tenant(tenant):
        assert entering.get_import(tenant.id, import_id).state is ImportState.DONE
        return dict(entering.count_rows(tenant.id, import_id).done)


def _count(tenant: Tenant, as_tenant: Work, **sought: object) -> int:
    with as_tenant(tenant):
        return roll.list_members(tenant.id, SoughtMembers(**sought)).count  # type: ignore[arg-type]


def test_sheet_is_entered_with_its_units(tenant: Tenant, as_tenant: Work, enter: Enter) -> None:
    import_id = enter(roll_sheet(12))
    assert _done(tenant, as_tenant, import_id)[Effect.ADDED] == 12
    with as_tenant(tenant):
        names = {unit.name: unit.id for unit in units.list_units(tenant.id)}
        page = roll.list_members(tenant.id, SoughtMembers(work_unit_id=names["Dinas Rekaan 2"]))
    assert len(names) == 5
    assert [member.nip for member in page.members] == [nip_number(1), nip_number(6), nip_number(11)]


def test_same_sheet_again_changes_nothing(tenant: Tenant, as_tenant: Work, enter: Enter) -> None:
    enter(roll_sheet(7))
    with as_tenant(tenant) as session:
        before = session.scalars(select(RollMemberRow.updated_at)).all()
    again = _done(tenant, as_tenant, enter(roll_sheet(7)))
    with as_tenant(tenant) as session:
        assert session.scalars(select(RollMemberRow.updated_at)).all() == before
    assert again == {Effect.ADDED: 0, Effect.CHANGED: 0, Effect.UNCHANGED: 7, Effect.REFUSED: 0}


def test_every_row_is_entered_or_reported(tenant: Tenant, as_tenant: Work, enter: Enter) -> None:
    rows = [*people(2), next(people(1)), ("1.98505E+17", "Pegawai Lain", "", ""), (nip_number(5), "", "", "")]
    done = _done(tenant, as_tenant, enter(make_separated([HEAD, *rows])))
    assert done == {Effect.ADDED: 2, Effect.CHANGED: 0, Effect.UNCHANGED: 0, Effect.REFUSED: 3}


def test_preview_changes_nothing_and_names_what_it_found(
    tenant: Tenant, as_tenant: Work, admin: Clerk
) -> None:
    with as_tenant(tenant):
        import_id = preview_sheet(admin, ImportKind.ROLL, make_book([HEAD, *people(2), next(people(1))]))
        rows = entering.list_rows(tenant.id, import_id, effect=None, only_warned=False, after=0, limit=9)
        found = entering.get_import(tenant.id, import_id)
    assert [row.number for row in rows] == [2, 3, 4]
    assert [finding.code for finding in rows[2].findings] == ["row.unit_unknown", "row.repeated"]
    assert found.notes["units"] == ["Dinas Rekaan 1", "Dinas Rekaan 2"]
    assert _count(tenant, as_tenant) == 0


def test_killed_worker_goes_on_where_it_stopped(
    tenant: Tenant,
    as_tenant: Work,
    admin: Clerk,
    work: Callable[[UUID], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(entering, "ROWS_AT_ONCE", 4)
    with as_tenant(tenant):
        import_id = preview_sheet(admin, ImportKind.ROLL, roll_sheet(10))
        choices = entering.Choices(
            units=dict.fromkeys(entering.get_import(tenant.id, import_id).notes["units"])
        )
        entering.start(admin, import_id, choices)
    with as_tenant(tenant):
        entering.enter_rows(tenant.id, import_id, NOW)
    with as_tenant(tenant) as session:
        entering.enter_rows(tenant.id, import_id, NOW)
        session.rollback()  # the machine went down before the commit
    assert _count(tenant, as_tenant) == 4
    work(import_id)
    assert _done(tenant, as_tenant, import_id)[Effect.ADDED] == 10
    assert _count(tenant, as_tenant) == 10


def test_worker_takes_one_step_after_the_other(
    tenant: Tenant,
    as_tenant: Work,
    admin: Clerk,
    worker: SertakanApp,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_tasks()
    monkeypatch.setattr(entering, "ROWS_AT_ONCE", 2)
    with as_tenant(tenant):
        import_id = preview_sheet(admin, ImportKind.ROLL, roll_sheet(3))
        units = dict.fromkeys(entering.get_import(tenant.id, import_id).notes["units"])
        entering.start(admin, import_id, entering.Choices(units=units))
    while _jobs(database):
        run_worker(worker, database.addresses.worker, until_idle=True)
    assert _done(tenant, as_tenant, import_id)[Effect.ADDED] == 3


def _jobs(database: Database) -> list[tuple[object, ...]]:
    with database.as_superuser() as connection:
        return connection.execute(
            "SELECT args FROM jobs.procrastinate_jobs WHERE task_name = %s", [entering.ENTER]
        ).fetchall()


def test_a_job_too_many_does_nothing(tenant: Tenant, as_tenant: Work, enter: Enter) -> None:
    import_id = enter(roll_sheet(3))
    with as_tenant(tenant):
        entering.enter_rows(tenant.id, import_id, NOW)
    assert _count(tenant, as_tenant) == 3


def test_who_is_not_listed_stays_unless_somebody_says_they_left(
    tenant: Tenant, as_tenant: Work, enter: Enter
) -> None:
    enter(roll_sheet(4))
    enter(roll_sheet(2))
    assert _count(tenant, as_tenant, state=RollState.ACTIVE) == 4
    import_id = enter(roll_sheet(2), missing=RollState.RETIRED)
    assert _count(tenant, as_tenant, state=RollState.RETIRED) == 2
    with as_tenant(tenant):
        assert entering.get_import(tenant.id, import_id).left_count == 2


def test_nobody_is_taken_to_have_left_while_a_row_is_unreadable(
    tenant: Tenant, as_tenant: Work, enter: Enter
) -> None:
    enter(roll_sheet(3))
    spoiled = make_separated([HEAD, *people(2), ("1.98505E+17", "Pegawai Rekaan", "", "")])
    with pytest.raises(Conflict) as caught:
        enter(spoiled, missing=RollState.TRANSFERRED)
    assert caught.value.code == "import.missing_uncertain"


def test_import_verifies_those_who_wait(tenant: Tenant, as_tenant: Work, enter: Enter) -> None:
    with as_tenant(tenant):
        listed = make_servant(tenant.id, nip_number(0), name="Pegawai Rekaan Ata")
        unlisted = make_servant(tenant.id, nip_number(99))
        assert standing_of(tenant.id, listed) == (None, None)
    enter(roll_sheet(3))
    with as_tenant(tenant):
        first = next(unit.id for unit in units.list_units(tenant.id) if unit.name == "Dinas Rekaan 1")
        assert standing_of(tenant.id, listed) == ("verified", first)
        assert standing_of(tenant.id, unlisted)[0] == "absent"


def test_second_import_waits_for_the_first(tenant: Tenant, as_tenant: Work, admin: Clerk) -> None:
    with as_tenant(tenant):
        ids = [preview_sheet(admin, ImportKind.ROLL, roll_sheet(1)) for _ in range(2)]
        choices = entering.Choices(units={"Dinas Rekaan 1": None})
        entering.start(admin, ids[0], choices)
        with pytest.raises(Conflict) as caught:
            entering.start(admin, ids[1], choices)
    assert caught.value.code == "import.other_running"


def test_confirming_twice_begins_once(
    tenant: Tenant, as_tenant: Work, admin: Clerk, database: Database
) -> None:
    with as_tenant(tenant):
        import_id = preview_sheet(admin, ImportKind.ROLL, roll_sheet(1))
        for _ in range(2):
            entering.start(admin, import_id, entering.Choices(units={"Dinas Rekaan 1": None}))
    assert _jobs(database) == [({"tenant_id": tenant.id, "import_id": str(import_id)},)]


def test_dropped_preview_keeps_nothing_of_its_rows(tenant: Tenant, as_tenant: Work, admin: Clerk) -> None:
    with as_tenant(tenant) as session:
        import_id = preview_sheet(admin, ImportKind.ROLL, roll_sheet(2))
        entering.drop(admin, import_id)
        assert session.scalar(select(func.count()).select_from(SheetLineRow)) == 0
        with pytest.raises(Conflict):
            entering.start(admin, import_id, entering.Choices(units={}))


@pytest.mark.parametrize(("days", "rows"), [(6, 2), (8, 0)])
def test_preview_that_nobody_confirmed_is_forgotten(
    tenant: Tenant, as_tenant: Work, admin: Clerk, days: int, rows: int
) -> None:
    with as_tenant(tenant) as session:
        preview_sheet(admin, ImportKind.ROLL, roll_sheet(2))
        entering.forget_stale(tenant.id, NOW + timedelta(days=days))
        assert session.scalar(select(func.count()).select_from(SheetLineRow)) == rows


def test_units_are_entered_from_a_sheet(tenant: Tenant, as_tenant: Work, admin: Clerk, enter: Enter) -> None:
    with as_tenant(tenant):
        units.add_unit(admin, {"name": "Dinas Kesehatan", "code": "1.02"})
    head = ("Nama OPD", "Kode OPD", "Nama Kepala", "Jumlah ASN", "Target")
    rows = [("DINAS KESEHATAN", "1.02", "Ni Luh Contoh", "1.200", "300"), ("Badan Baru", "5.01", "", "9", ""),
            ("Badan Lain", "1.02", "", "", "")]  # fmt: skip
    done = _done(tenant, as_tenant, enter(make_separated([head, *rows]), ImportKind.UNITS))
    assert (done[Effect.CHANGED], done[Effect.ADDED], done[Effect.REFUSED]) == (1, 1, 1)
    with as_tenant(tenant):
        known = {unit.name: unit for unit in units.list_units(tenant.id)}
    assert (known["Dinas Kesehatan"].asn_count, known["Dinas Kesehatan"].worker_target) == (1200, 300)
    assert set(known) == {"Dinas Kesehatan", "Badan Baru"}


@pytest.mark.parametrize(
    ("content", "code"),
    [(make_book([HEAD]), "sheet.no_rows"), (make_book([("Nama", "Alamat")]), "heading.missing_roll")],
)
def test_sheet_without_people_is_refused(
    tenant: Tenant, as_tenant: Work, admin: Clerk, content: bytes, code: str
) -> None:
    with as_tenant(tenant), pytest.raises(Refusal) as caught:
        preview_sheet(admin, ImportKind.ROLL, content)
    assert caught.value.code == code
