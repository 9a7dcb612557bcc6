from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select
from tests.factories.apparatus import TODAY, make_member, make_servant, nip_number
from tests.factories.enrolment import make_enrolment, make_sponsor, make_worker
from tests.factories.identity import make_grant, make_staff
from tests.fixtures.application import Count, Work

from sertakan.apparatus.model import Clerk, Participation, RollState
from sertakan.apparatus.service import units, verifying, villages
from sertakan.enrolment.tables import EnrolmentRow
from sertakan.identity.model import Grant, Role, ScopeKind
from sertakan.identity.service.staff import list_staff
from sertakan.kernel.refusal import Conflict, NotFound, Refusal
from sertakan.persistence.database import TenantSession
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.model import Tenant

VILLAGE = "51.04.01.2001"


def _enrol(tenant_id: int, sponsor: UUID, unit: UUID | None = None, state: str = "submitted") -> UUID:
    return make_enrolment(tenant_id, sponsor, make_worker(tenant_id), work_unit_id=unit, state=state)


def _refused(error: type[Refusal], attempt: Callable[[], object]) -> str:
    with pytest.raises(error) as caught:
        attempt()
    return caught.value.code


def test_names_and_codes_belong_to_one_unit_however_they_are_written(
    session: TenantSession, admin: Clerk
) -> None:
    first = units.add_unit(admin, {"name": "Dinas Kesehatan", "code": "1.02"})
    second = units.add_unit(admin, {"name": "Dinas Sosial", "code": None})
    assert _refused(Refusal, lambda: units.add_unit(admin, {"name": "DINAS  kesehatan"})) == "unit.name_taken"
    assert _refused(Refusal, lambda: units.change_unit(admin, second, {"code": "1-02"})) == "unit.code_taken"
    units.change_unit(admin, first, {"name": "DINAS KESEHATAN", "code": "1.02", "asn_count": 3})
    assert units.get_unit(admin.tenant_id, first).asn_count == 3


def test_merging_moves_all_that_belongs_to_a_unit(session: TenantSession, admin: Clerk) -> None:
    tenant_id = admin.tenant_id
    old, new = (units.add_unit(admin, {"name": name}) for name in ("Kantor Lama", "Kantor Baru"))
    sponsor = make_sponsor(tenant_id, work_unit_id=old)
    enrolment = _enrol(tenant_id, sponsor, old)
    make_member(tenant_id, work_unit_id=old)
    scope = Grant(role=Role.UNIT_TREASURER, scope_kind=ScopeKind.WORK_UNIT, work_unit_id=old)
    make_staff(tenant_id, scope=scope, name="Ni Luh Bendahara")
    counted = units.count_belongings(tenant_id, old)
    assert units.merge_units(admin, old, new) == counted
    assert (counted.sponsors, counted.enrolments, counted.members, counted.grants) == (1, 1, 1, 1)
    assert units.count_belongings(tenant_id, new) == counted
    moved = select(EnrolmentRow.work_unit_id).where(
        EnrolmentRow.tenant_id == tenant_id, EnrolmentRow.id == enrolment
    )
    assert session.scalar(moved) == new
    grants = next(person.grants for person in list_staff(tenant_id) if person.name == "Ni Luh Bendahara")
    assert [grant.work_unit_id for grant in grants] == [new]


def test_merged_unit_is_closed_for_good_and_leads_on(session: TenantSession, admin: Clerk) -> None:
    old, new = (units.add_unit(admin, {"name": name}) for name in ("Kantor Lama", "Kantor Baru"))
    units.merge_units(admin, old, new)
    merged = units.get_unit(admin.tenant_id, old)
    assert (merged.closed_on, merged.merged_into) == (TODAY, new)
    assert _refused(Conflict, lambda: units.reopen_unit(admin, old)) == "unit.merged"
    assert _refused(Conflict, lambda: units.merge_units(admin, old, new)) == "unit.merge_closed"
    assert _refused(Conflict, lambda: units.merge_units(admin, new, old)) == "unit.merge_closed"
    assert _refused(Conflict, lambda: units.merge_units(admin, new, new)) == "unit.merge_itself"


def test_role_held_over_both_units_is_kept_once(session: TenantSession, admin: Clerk) -> None:
    old, new = (units.add_unit(admin, {"name": name}) for name in ("Kantor Lama", "Kantor Baru"))
    account = make_staff(admin.tenant_id, name="Ni Luh Bendahara")
    for unit in (old, new):
        grant = Grant(role=Role.UNIT_TREASURER, scope_kind=ScopeKind.WORK_UNIT, work_unit_id=unit)
        make_grant(admin.tenant_id, account, grant)
    units.merge_units(admin, old, new)
    person = next(each for each in list_staff(admin.tenant_id) if each.account_id == account)
    assert [grant.work_unit_id for grant in person.grants if grant.work_unit_id] == [new]


def test_closed_unit_is_kept_and_no_longer_offered(session: TenantSession, admin: Clerk) -> None:
    unit = units.add_unit(admin, {"name": "Kantor Lama"})
    units.close_unit(admin, unit)
    assert tenancy.list_work_units(admin.tenant_id, only_open=True) == []
    assert tenancy.list_work_units(admin.tenant_id) == [(unit, "Kantor Lama")]
    units.reopen_unit(admin, unit)
    assert tenancy.list_work_units(admin.tenant_id, only_open=True) == [(unit, "Kantor Lama")]


def test_neighbours_unit_is_nobodys(
    other_tenant: Tenant, tenant: Tenant, as_tenant: Work, admin: Clerk
) -> None:
    with as_tenant(other_tenant):
        foreign = units.list_units(other_tenant.id)[0].id
    with as_tenant(tenant):
        assert _refused(NotFound, lambda: units.close_unit(admin, foreign)) == "unit.unknown"
        mine = units.add_unit(admin, {"name": "Kantor Kami"})
        assert _refused(NotFound, lambda: units.merge_units(admin, mine, foreign)) == "unit.unknown"


def test_participation_counts_verified_sponsors_with_something_open(
    session: TenantSession, admin: Clerk
) -> None:
    tenant_id, unit = admin.tenant_id, units.add_unit(admin, {"name": "Dinas Rekaan"})
    for number in range(5):
        make_member(tenant_id, nip=nip_number(number), work_unit_id=unit)
    make_member(tenant_id, nip=nip_number(5), work_unit_id=unit, state=RollState.RETIRED)
    paying, idle, closed, unlisted, retired = (
        make_servant(tenant_id, nip_number(number)) for number in (0, 1, 2, 77, 5)
    )
    verifying.verify_all(tenant_id)
    for sponsor, state in (
        (paying, "submitted"),
        (paying, "registered"),
        (closed, "ended"),
        (retired, "payable"),
    ):
        _enrol(tenant_id, sponsor, unit, state)
    _enrol(tenant_id, unlisted, None)
    assert idle
    found = units.participation_of_units(tenant_id)
    assert found[unit] == Participation(taking_part=1, serving=5, workers=2)
    assert found[None].taking_part == 0


def test_participation_costs_two_queries_for_any_number(
    session: TenantSession, admin: Clerk, count_queries: Count
) -> None:
    for number in range(6):
        unit = units.add_unit(admin, {"name": f"Dinas {number}"})
        make_member(admin.tenant_id, nip=nip_number(number), work_unit_id=unit)
    session.flush()
    with count_queries() as counted:
        units.participation_of_units(admin.tenant_id)
    assert counted.count == 2


def test_village_keeps_each_banjar_once_and_in_order(session: TenantSession, admin: Clerk) -> None:
    banjar = ["Tegehe", " Kaja ", "kaja", "", "Kelod"]
    villages.change_village(admin, VILLAGE, target=40, banjar=banjar)
    village = villages.get_village(admin.tenant_id, VILLAGE)
    assert (village.worker_target, village.banjar) == (40, ("Tegehe", "kaja", "Kelod"))
    villages.change_village(admin, VILLAGE, target=None, banjar=[])
    assert villages.get_village(admin.tenant_id, VILLAGE).banjar == ()


@pytest.mark.parametrize(
    ("banjar", "code"), [([f"B{n}" for n in range(61)], "banjar.many"), (["B" * 81], "banjar.long")]
)
def test_village_takes_no_more_than_a_village_has(
    session: TenantSession, admin: Clerk, banjar: list[str], code: str
) -> None:
    attempt = lambda: villages.change_village(admin, VILLAGE, target=1, banjar=banjar)  # noqa: E731
    assert _refused(Refusal, attempt) == code
