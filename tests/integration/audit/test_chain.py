import json
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from tests.factories.audit import NOON, make_record
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.audit.model import Flaw
from sertakan.audit.service import history_of, list_records, verify
from sertakan.kernel.identifier import new_id
from sertakan.persistence.database import TenantSession, enter_tenant
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.tables import WorkUnitRow
from sertakan.web.application import SertakanApp

Flawed = Callable[[], Flaw | None]


@pytest.fixture
def flaw(tenant: Tenant, as_tenant: Work) -> Flawed:
    def find() -> Flaw | None:
        with as_tenant(tenant):
            return verify(tenant.id)

    return find


@pytest.fixture
def five(tenant: Tenant, as_tenant: Work) -> None:
    for number in range(5):
        with as_tenant(tenant):
            make_record(number)


def test_records_follow_each_other(tenant: Tenant, as_tenant: Work, flaw: Flawed) -> None:
    with as_tenant(tenant):
        for number in range(3):
            make_record(number)
    with as_tenant(tenant):
        assert [record.sequence for record in list_records(tenant.id, None)] == [3, 2, 1]
    assert flaw() is None


def test_record_is_written_with_the_decision(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant) as session:
        make_record()
        make_work_unit(tenant.id)
        session.flush()
        assert list_records(tenant.id, None) == []
    with as_tenant(tenant):
        assert len(list_records(tenant.id, None)) == 1


def test_undone_decision_leaves_no_record(tenant: Tenant, as_tenant: Work, flaw: Flawed) -> None:
    with as_tenant(tenant) as session:
        make_record(1)
        session.rollback()
        make_record(2)
    with as_tenant(tenant):
        assert ['"number":2' in record.payload for record in list_records(tenant.id, None)] == [True]
    assert flaw() is None


def test_undone_savepoint_forgets_only_its_own(tenant: Tenant, as_tenant: Work, flaw: Flawed) -> None:
    with as_tenant(tenant) as session:
        make_record(1)
        undone = session.begin_nested()
        make_record(2)
        undone.rollback()
        with session.begin_nested():
            make_record(3)
        make_record(4)
    with as_tenant(tenant):
        numbers = [
            json.loads(record.payload)["details"]["number"] for record in list_records(tenant.id, None)
        ]
    assert numbers == [4, 3, 1]
    assert flaw() is None


def test_failed_flush_in_a_savepoint_keeps_what_was_before(tenant: Tenant, as_tenant: Work) -> None:
    def collide(session: TenantSession) -> None:
        with session.begin_nested():
            make_record(2)
            session.add(WorkUnitRow(tenant_id=tenant.id, id=new_id(), name="sama"))
            session.flush()

    with as_tenant(tenant) as session:
        make_work_unit(tenant.id, "sama")
        make_record(1)
        with pytest.raises(IntegrityError):
            collide(session)
    with as_tenant(tenant):
        assert ['"number":1' in record.payload for record in list_records(tenant.id, None)] == [True]


def test_savepoint_does_not_lock_the_head(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant) as session:
        make_record()
        with session.begin_nested():
            make_work_unit(tenant.id)
        assert list_records(tenant.id, None) == []


def test_appending_meanwhile_is_no_flaw(tenant: Tenant, as_tenant: Work, five: None, flaw: Flawed) -> None:
    busy = threading.Thread(target=_write, args=(as_tenant, tenant, 60))
    busy.start()
    found = [flaw() for _ in range(20)]
    busy.join()
    assert found == [None] * 20


def test_failed_decision_leaves_no_record(tenant: Tenant, as_tenant: Work, flaw: Flawed) -> None:
    def fail() -> None:
        with as_tenant(tenant):
            make_record()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with as_tenant(tenant):
        assert list_records(tenant.id, None) == []
    assert flaw() is None


def test_chains_of_tenants_are_apart(
    tenant: Tenant, other_tenant: Tenant, as_tenant: Work, five: None
) -> None:
    with as_tenant(other_tenant):
        assert [record.sequence for record in list_records(other_tenant.id, None)] == [1]
        assert verify(other_tenant.id) is None


def test_history_is_about_one_subject(tenant: Tenant, as_tenant: Work, five: None) -> None:
    subject = new_id()
    with as_tenant(tenant):
        make_record(9, subject_id=subject)
    with as_tenant(tenant):
        assert [record.subject_id for record in history_of(tenant.id, subject)] == [subject]


def test_head_is_locked_last(tenant: Tenant, app: SertakanApp) -> None:
    said: list[str] = []
    with app.app_context(), enter_tenant(tenant.id) as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *given: said.append(given[2]))
        make_record()
        make_work_unit(tenant.id, "satu")
        session.flush()
        make_work_unit(tenant.id, "dua")
    touching = [index for index, statement in enumerate(said) if "audit_head" in statement]
    assert touching == [len(said) - 1]


def test_busy_tenant_does_not_queue_before_the_end(tenant: Tenant, as_tenant: Work, five: None) -> None:
    with as_tenant(tenant) as slow:
        make_record(1)
        make_work_unit(tenant.id, "lambat")
        slow.flush()
        done = threading.Event()
        quick = threading.Thread(target=lambda: (_write(as_tenant, tenant), done.set()))
        quick.start()
        assert done.wait(5)
        quick.join()


def _write(as_tenant: Work, tenant: Tenant, times: int = 1) -> None:
    for number in range(times):
        with as_tenant(tenant):
            make_record(number)


def test_concurrent_appends_keep_the_chain(tenant: Tenant, as_tenant: Work, flaw: Flawed) -> None:
    threads = [threading.Thread(target=_write, args=(as_tenant, tenant, 20)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with as_tenant(tenant) as session:
        assert len(list_records(tenant.id, None, limit=200)) == 80
        assert isinstance(session, TenantSession)
    assert flaw() is None


CLOSED_GAP = """
DELETE FROM audit_record WHERE sequence = 3;
UPDATE audit_record SET sequence = sequence - 1 WHERE sequence > 3;
UPDATE audit_head SET sequence = 4
"""
EXTRA = """
INSERT INTO audit_record
SELECT tenant_id, gen_random_uuid(), 6, recorded_at, actor_id, event, subject_id, payload, hash
FROM audit_record WHERE sequence = 5
"""


@pytest.mark.parametrize(
    ("tampering", "sequence", "reason"),
    [
        ("UPDATE audit_record SET payload = replace(payload, '2', '7') WHERE sequence = 3", 3, "altered"),
        ("UPDATE audit_record SET event = 'test.other' WHERE sequence = 3", 3, "columns"),
        ("UPDATE audit_record SET actor_id = gen_random_uuid() WHERE sequence = 3", 3, "columns"),
        ("UPDATE audit_record SET subject_id = gen_random_uuid() WHERE sequence = 3", 3, "columns"),
        (
            "UPDATE audit_record SET recorded_at = recorded_at + interval '1 s' WHERE sequence = 3",
            3,
            "columns",
        ),
        ("UPDATE audit_record SET hash = '\\x00' WHERE sequence = 3", 3, "altered"),
        ("DELETE FROM audit_record WHERE sequence = 3", 3, "missing"),
        ("DELETE FROM audit_record WHERE sequence = 1", 1, "missing"),
        ("DELETE FROM audit_record WHERE sequence = 5", 5, "head"),
        ("DELETE FROM audit_record", 1, "head"),
        ("UPDATE audit_head SET sequence = 4", 5, "head"),
        ("UPDATE audit_head SET hash = '\\x00'", 6, "head"),
        ("UPDATE audit_record SET sequence = 8 - sequence WHERE sequence IN (3, 5)", 3, "altered"),
        (CLOSED_GAP, 3, "altered"),
        (EXTRA, 6, "head"),
    ],
)
def test_tampering_is_found(
    database: Database, five: None, flaw: Flawed, tampering: str, sequence: int, reason: str
) -> None:
    with database.as_superuser() as connection:
        connection.execute("ALTER TABLE audit_record DROP CONSTRAINT uq_audit_record_tenant_id_sequence")
        try:
            connection.execute(tampering)
            found = flaw()
        finally:
            database.clean()
            connection.execute(
                "ALTER TABLE audit_record ADD CONSTRAINT uq_audit_record_tenant_id_sequence"
                " UNIQUE (tenant_id, sequence)"
            )
    assert found == Flaw(sequence=sequence, reason=reason)


def test_moment_of_record_is_the_decisions(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        make_record()
    with as_tenant(tenant):
        assert list_records(tenant.id, None)[0].recorded_at == NOON
