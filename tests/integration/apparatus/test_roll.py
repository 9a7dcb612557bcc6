from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select
from tests.factories.apparatus import TODAY, make_member, make_servant, nip_number, standing_of
from tests.factories.enrolment import NIP, make_enrolment, make_worker
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.apparatus.model import Clerk, RollState, SoughtMembers
from sertakan.apparatus.repository.roll import index_of
from sertakan.apparatus.service import roll, units, verifying
from sertakan.enrolment.tables import EnrolmentRow
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import words
from sertakan.persistence.crypto import SealBroken, unseal
from sertakan.persistence.database import TenantSession
from sertakan.tenancy.model import Tenant


def _add(
    clerk: Clerk, nip: str = NIP, name: str = "I Made Contoh", unit: str = "Dinas Rekaan"
) -> tuple[UUID, UUID]:
    known = {each.name: each.id for each in units.list_units(clerk.tenant_id)}
    unit_id = known.get(unit) or units.add_unit(clerk, {"name": unit})
    return roll.add_member(clerk, nip=nip, name=name, work_unit_id=unit_id, rank="other"), unit_id


def test_nothing_of_a_person_lies_open_in_the_database(
    tenant: Tenant, as_tenant: Work, database: Database
) -> None:
    with as_tenant(tenant):
        make_member(tenant.id, name="Ni Luh Tersegel")
    with database.as_superuser() as connection:
        for table in ("asn_roll_member", "asn_roll_word"):
            rows = connection.execute(f"SELECT to_jsonb(t)::text FROM {table} t").fetchall()
            assert rows
            written = str(rows)
            for secret in (
                "Tersegel",
                "tersegel",
                NIP,
                NIP.encode().hex(),
                b"tersegel".hex(),
                b"Tersegel".hex(),
            ):
                assert secret not in written


def test_sealed_name_opens_only_in_its_own_row(tenant: Tenant, as_tenant: Work, database: Database) -> None:
    with as_tenant(tenant):
        first, second = make_member(tenant.id), make_member(tenant.id, nip=nip_number(1))
    with database.as_superuser() as connection:
        row = connection.execute("SELECT name_sealed FROM asn_roll_member WHERE id = %s", [first]).fetchone()
    assert row
    with as_tenant(tenant), pytest.raises(SealBroken):
        unseal(tenant.id, "asn_roll_member", "name", second, bytes(row[0]))


@pytest.mark.parametrize("role", ["app", "worker"])
def test_roll_of_a_neighbour_is_invisible(
    database: Database, other_tenant: Tenant, tenant: Tenant, role: str
) -> None:
    with database.as_role(role, tenant.id) as connection:
        for table in ("asn_roll_member", "asn_roll_word", "sheet_import", "sheet_import_row", "banjar"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


@pytest.mark.parametrize("text", ["luh", "tersegel", "ni tersegel", "TERSEGEL, Luh"])
def test_people_are_found_by_whole_words_of_their_name(
    session: TenantSession, admin: Clerk, text: str
) -> None:
    member = make_member(admin.tenant_id, name="Ni Luh Tersegel, S.Pd.")
    make_member(admin.tenant_id, nip=nip_number(2), name="Ni Ketut Lain")
    found = roll.list_members(admin.tenant_id, SoughtMembers(words=words(text)))
    assert [each.id for each in found.members] == [member]


def test_pieces_of_a_word_find_nobody(session: TenantSession, admin: Clerk) -> None:
    make_member(admin.tenant_id, name="Ni Luh Tersegel")
    assert roll.list_members(admin.tenant_id, SoughtMembers(words=("terse",))).count == 0


def test_person_is_found_by_number_in_whatever_state(session: TenantSession, admin: Clerk) -> None:
    member = make_member(admin.tenant_id, state=RollState.DIED)
    found = roll.list_members(admin.tenant_id, SoughtMembers(nip_index=index_of(admin.tenant_id, NIP)))
    assert [each.id for each in found.members] == [member]


def test_pages_of_the_roll_hold_everybody_once(session: TenantSession, admin: Clerk) -> None:
    for number in range(7):
        make_member(admin.tenant_id, nip=nip_number(number))
    seen, after = [], None
    while True:
        page = roll.list_members(admin.tenant_id, SoughtMembers(), after=after, limit=3)
        seen += [member.nip for member in page.members]
        if (after := page.after) is None:
            break
    assert seen == [nip_number(number) for number in range(7)]


@pytest.mark.parametrize(
    ("nip", "synthetic", "code"),
    [("198505152010011" + "007", True, "nip.real_in_trial"), (NIP, False, "nip.synthetic")],
)
def test_roll_takes_the_people_that_the_space_is_for(
    session: TenantSession, tenant: Tenant, admin: Clerk, nip: str, synthetic: bool, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        _add(replace(admin, wants_synthetic=synthetic), nip)
    assert caught.value.code == code


def test_nobody_is_on_the_roll_twice(session: TenantSession, admin: Clerk) -> None:
    _add(admin)
    with pytest.raises(Refusal) as caught:
        _add(admin, name="Nama Lain")
    assert caught.value.code == "member.exists"


def test_without_a_roll_nobody_is_unverified(session: TenantSession, admin: Clerk) -> None:
    sponsor = make_servant(admin.tenant_id)
    verifying.verify_number(admin.tenant_id, NIP)
    assert standing_of(admin.tenant_id, sponsor)[0] is None


def test_each_change_of_the_roll_is_a_change_for_its_sponsor(session: TenantSession, admin: Clerk) -> None:
    tenant_id = admin.tenant_id
    sponsor, other = make_servant(tenant_id), make_servant(tenant_id, nip_number(3))
    member, unit = _add(admin, name="I Made Lainnya")
    assert standing_of(tenant_id, sponsor) == ("name_differs", None)
    assert standing_of(tenant_id, other)[0] == "absent"
    roll.correct_member(admin, member, name="Drs. I Made Contoh", rank="other")
    assert standing_of(tenant_id, sponsor) == ("verified", unit)
    roll.mark_left(admin, member, state=RollState.RETIRED, since=TODAY)
    assert standing_of(tenant_id, sponsor) == ("retired", unit)
    roll.bring_back(admin, member)
    assert standing_of(tenant_id, sponsor)[0] == "verified"


def test_transfer_takes_along_what_was_sent_in_since_that_day(session: TenantSession, admin: Clerk) -> None:
    tenant_id, sponsor = admin.tenant_id, make_servant(admin.tenant_id)
    member, old = _add(admin)
    new = units.add_unit(admin, {"name": "Dinas Baru"})
    # The day begins on the regency's clock: 16.00 UTC of the day before is midnight in Bali.
    moments = [datetime(2026, 11, 9, 15, 59, tzinfo=UTC), datetime(2026, 11, 9, 16, 0, tzinfo=UTC)]
    sent = [
        make_enrolment(tenant_id, sponsor, make_worker(tenant_id), work_unit_id=old, submitted_at=moment)
        for moment in moments
    ]
    since = date(2026, 11, 10)
    assert roll.transfer_member(admin, member, unit_id=new, since=since) == 1
    query = select(EnrolmentRow.id, EnrolmentRow.work_unit_id).where(EnrolmentRow.tenant_id == tenant_id)
    units_of = {row.id: row.work_unit_id for row in session.execute(query)}
    assert [units_of[each] for each in sent] == [old, new]
    assert standing_of(tenant_id, sponsor) == ("verified", new)
    assert roll.get_member(tenant_id, member).since == since


def _refused(attempt: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        attempt()
    return caught.value.code


def test_what_cannot_be_true_is_refused(session: TenantSession, admin: Clerk) -> None:
    member, unit = _add(admin)
    died = partial(roll.mark_left, admin, member, state=RollState.DIED)
    assert _refused(lambda: died(since=date(2026, 11, 23))) == "date.future"
    assert (
        _refused(lambda: roll.transfer_member(admin, member, unit_id=unit, since=TODAY)) == "member.same_unit"
    )
    assert _refused(lambda: roll.get_member(admin.tenant_id, unit)) == "member.unknown"
    died(since=TODAY)
    assert _refused(lambda: died(since=TODAY)) == "member.left"
