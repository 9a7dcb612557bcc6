"""The roll of a whole regency beside two hundred thousand enrolments: every row entered, every look through an index."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from tests.factories.apparatus import make_servant, member_of, nip_number, roll_sheet
from tests.factories.crowd import count_up_statistics, fill_regency
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Work
from tests.fixtures.database import Database
from tests.integration.apparatus.conftest import Enter

from sertakan.apparatus.model import Effect, RollState, SoughtMembers
from sertakan.apparatus.repository.roll import index_of, insert_members
from sertakan.apparatus.service import entering, roll, units, verifying
from sertakan.enrolment.model import Turn, Wanted
from sertakan.enrolment.repository import listing
from sertakan.identity.model import Reach
from sertakan.tenancy.model import Tenant

OURS, THEIRS, ROLL = 6_000, 30_000, 1_200
WHOLE = Reach(is_whole=True)
GREAT = ("enrolment", "asn_roll_member", "asn_roll_word", "sheet_import_row", "enrolment_word")


def test_roll_of_twelve_thousand_is_entered(tenant: Tenant, as_tenant: Work, enter: Enter) -> None:
    import_id = enter(roll_sheet(12_000))
    with as_tenant(tenant):
        assert entering.count_rows(tenant.id, import_id).done[Effect.ADDED] == 12_000
        assert roll.count_serving(tenant.id) == 12_000


@pytest.fixture
def crowd(database: Database, tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work) -> UUID:
    """A regency with a roll and many sponsors on it, among more rows of others; returns one unit."""
    ours = _gather(database, as_tenant, quiet_tenant, THEIRS)
    ours = _gather(database, as_tenant, tenant, OURS)
    count_up_statistics(database.superuser_address)
    with database.as_superuser() as connection:
        for table in ("sponsor", "asn_roll_member", "asn_roll_word"):
            connection.execute(f"VACUUM ANALYZE {table}")
    return ours


def _gather(database: Database, as_tenant: Work, owner: Tenant, count: int) -> UUID:
    with as_tenant(owner):
        unit_ids = [make_work_unit(owner.id, f"Dinas {number}") for number in range(20)]
        roll_of_all = [
            member_of(nip=nip_number(number), work_unit_id=unit_ids[number % 20]) for number in range(ROLL)
        ]
        insert_members(owner.id, roll_of_all)
        sponsors = [make_servant(owner.id, nip_number(number)) for number in range(ROLL // 4)]
        verifying.verify_all(owner.id)
    places = ["51.04.01.2001", "51.04.02.2003"]
    fill_regency(
        database.superuser_address, owner.id, count, sponsors=sponsors, units=unit_ids, villages=places
    )
    return unit_ids[0]


def test_every_look_at_the_roll_uses_an_index(
    database: Database, crowd: UUID, tenant: Tenant, as_tenant: Work
) -> None:
    looks: list[tuple[str, Callable[[int], object], str]] = [
        ("participation", units.participation_of_units, "ix_enrolment_open"),
        ("state", _members(state=RollState.RETIRED), "ix_asn_roll_member_state"),
        ("unit", _members(work_unit_id=crowd, state=RollState.ACTIVE), "ix_asn_roll_member_unit"),
        ("word", _members(words=("contoh",)), "pk_asn_roll_word"),
        (
            "number",
            lambda t: _members(nip_index=index_of(t, nip_number(7)))(t),
            "uq_asn_roll_member_tenant_id_nip_index",
        ),
        ("sponsors of a number", lambda t: verifying.verify_number(t, nip_number(7)), "ix_sponsor_nip"),
        ("what belongs", lambda t: units.count_belongings(t, crowd), "ix_sponsor_unit"),
        (
            "unverified",
            lambda t: listing.list_enrolments(t, WHOLE, Wanted(only_unverified=True), Turn()),
            "ix_sponsor_standing",
        ),
    ]
    for name, look, index in looks:
        plan = _plan(database, tenant, as_tenant, look)
        assert index in plan, f"{name}:\n{plan}"
        for table in GREAT:
            assert f"Seq Scan on {table} " not in plan, f"{name}:\n{plan}"


def _members(**sought: object) -> Callable[[int], object]:
    return lambda tenant_id: roll.list_members(tenant_id, SoughtMembers(**sought))  # type: ignore[arg-type]


def _plan(database: Database, tenant: Tenant, as_tenant: Work, look: Callable[[int], object]) -> str:
    heard: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith("SELECT"):
            heard.append((statement, parameters))

    with as_tenant(tenant):
        event.listen(Engine, "before_cursor_execute", note)
        look(tenant.id)
        event.remove(Engine, "before_cursor_execute", note)
    with database.as_role("app", tenant.id) as connection:
        return "\n".join(
            str(line[0])
            for statement, parameters in heard
            for line in connection.execute(f"EXPLAIN {statement}", parameters)  # type: ignore[call-overload]
        )
