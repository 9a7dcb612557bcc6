"""Every list and search uses an index, as the application's own role sees the tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, event
from tests.factories.crowd import count_up_statistics, fill_regency
from tests.factories.enrolment import make_sponsor
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.audit import service as audit
from sertakan.enrolment.model import EnrolmentState
from sertakan.enrolment.model.listing import Position, Turn, Wanted
from sertakan.enrolment.repository import listing
from sertakan.enrolment.service import review
from sertakan.identity.model import Reach
from sertakan.persistence.crypto import blind_index
from sertakan.tenancy.model import Tenant

OURS, THEIRS = 6_000, 54_000
VILLAGES = [f"51.04.{district:02}.20{village:02}" for district in range(1, 8) for village in range(1, 11)]
WHOLE = Reach(is_whole=True)
NARROW = Reach(villages=frozenset({VILLAGES[0]}))
MIDDLE = Position(submitted_at=datetime(2026, 11, 19, tzinfo=UTC), id=UUID(int=5))
OWNED = ("enrolment", "enrolment_word", "worker", "consent", "audit_record")


@dataclass
class Crowd:
    tenant: Tenant
    unit: UUID


@pytest.fixture
def crowd(database: Database, tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work) -> Crowd:
    """Our regency among many others: a tenth of all rows is ours."""
    return _gather(database, as_tenant, {tenant: OURS, quiet_tenant: THEIRS})


@pytest.fixture
def small_crowd(database: Database, tenant: Tenant, as_tenant: Work) -> Crowd:
    return _gather(database, as_tenant, {tenant: 900})


def _gather(database: Database, as_tenant: Work, counts: dict[Tenant, int]) -> Crowd:
    units: dict[int, list[UUID]] = {}
    for owner, count in counts.items():
        with as_tenant(owner):
            sponsors = [make_sponsor(owner.id) for _ in range(5)]
            units[owner.id] = [make_work_unit(owner.id, f"Dinas {number}") for number in range(20)]
        fill_regency(
            database.superuser_address,
            owner.id,
            count,
            sponsors=sponsors,
            units=units[owner.id],
            villages=VILLAGES,
        )
    count_up_statistics(database.superuser_address)
    ours = next(iter(counts))
    return Crowd(tenant=ours, unit=units[ours.id][0])


@contextmanager
def _heard() -> Iterator[list[tuple[str, Any]]]:
    heard: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            heard.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _plans(
    database: Database, crowd: Crowd, as_tenant: Work, asking: Callable[[int], object]
) -> tuple[list[str], object]:
    with as_tenant(crowd.tenant), _heard() as heard:
        answer = asking(crowd.tenant.id)
    with database.as_role("app", crowd.tenant.id) as connection:
        plans = [
            "\n".join(str(line[0]) for line in connection.execute(f"EXPLAIN {statement}", parameters))
            for statement, parameters in heard
        ]
    return plans, answer


def _page(wanted: Wanted, reach: Reach = WHOLE, **turn: Any) -> Callable[[int], object]:
    return lambda tenant_id: listing.list_enrolments(tenant_id, reach, wanted, Turn(**turn))


def test_lists_and_searches_use_an_index(database: Database, crowd: Crowd, as_tenant: Work) -> None:
    now = datetime(2026, 11, 22, 3, tzinfo=UTC)
    cases: list[tuple[str, Callable[[int], object], str]] = [
        ("newest", _page(Wanted()), "ix_enrolment_newest"),
        ("older page", _page(Wanted(), beside=MIDDLE), "ix_enrolment_newest"),
        ("newer page", _page(Wanted(), beside=MIDDLE, is_newer_side=True), "ix_enrolment_newest"),
        ("oldest first", _page(Wanted(), oldest_first=True), "ix_enrolment_newest"),
        ("state", _page(Wanted(state=EnrolmentState.SUBMITTED)), "ix_enrolment_state"),
        ("district", _page(Wanted(district_code="51.04.03")), "ix_enrolment_district"),
        ("village", _page(Wanted(village_code=VILLAGES[3])), "ix_enrolment_village"),
        ("work unit", _page(Wanted(work_unit_id=crowd.unit)), "ix_enrolment_unit"),
        ("hinted", _page(Wanted(only_hinted=True)), "ix_enrolment_hinted"),
        ("within a village", _page(Wanted(), NARROW), "ix_enrolment_village"),
        ("reference", _page(Wanted(reference="GIA-XXXX-X5")), "uq_enrolment_tenant_id_reference"),
        ("rare word", _page(Wanted(words=("keluarga17",))), "pk_enrolment_word"),
        ("rare and common", _page(Wanted(words=("wayan", "keluarga17"))), "pk_enrolment_word"),
        ("common word", _page(Wanted(words=("ni",))), "enrolment_word"),
        ("two common words", _page(Wanted(words=("i", "wayan"))), "enrolment_word"),
        ("waiting", lambda t: listing.list_waiting(t, WHOLE, limit=12), "ix_enrolment_state"),
        (
            "person",
            lambda t: _page(Wanted(person=blind_index(t, "nik", "5104011505850000")))(t),
            "ix_worker_nik",
        ),
        (
            "figures",
            lambda t: review.figures_of_day(t, WHOLE, now, "Asia/Makassar"),
            "ix_enrolment_decided",
        ),
        ("export", lambda t: listing.list_for_export(t, NARROW, Wanted(), limit=100), "ix_enrolment_village"),
        ("record", lambda t: audit.list_records(t, 500), "audit_record"),
        ("record of one event", lambda t: audit.list_records(t, None, event="nik.sought"), "audit_record"),
    ]
    for name, asking, index in cases:
        plans, _ = _plans(database, crowd, as_tenant, asking)
        together = "\n".join(plans)
        assert index in together, f"{name}:\n{together}"
        for table in OWNED:
            assert f"Seq Scan on {table} " not in together, f"{name}:\n{together}"


def test_common_and_rare_words_find_the_same(database: Database, small_crowd: Crowd, as_tenant: Work) -> None:
    wanted = Wanted(words=("ni", "wayan", "keluarga"))
    _, few = _plans(database, small_crowd, as_tenant, _page(wanted, limit=10_000))
    patched = pytest.MonkeyPatch()
    patched.setattr(listing, "RARE", 0)
    _, walked = _plans(database, small_crowd, as_tenant, _page(wanted, limit=10_000))
    patched.undo()
    assert few.lines == walked.lines  # type: ignore[attr-defined]
    assert few.lines  # type: ignore[attr-defined]
