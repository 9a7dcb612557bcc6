"""What sending an enrolment in costs above the bare INSERTs that it must make."""

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from statistics import median
from typing import Any
from uuid import UUID

import psycopg
from benchmarks.result import Result
from benchmarks.stage import Stage, set_stage
from sqlalchemy import Engine, event

from sertakan.audit.service import start_chain
from sertakan.config import Settings
from sertakan.enrolment.model import DraftAnswers
from sertakan.enrolment.service import drafts, sponsors
from sertakan.enrolment.service.submission import Circumstances, submit_enrolment
from sertakan.kernel.identifier import new_id
from sertakan.persistence.database import enter_tenant
from sertakan.tenancy.model import InForce, Tenant
from sertakan.tenancy.service import sync_tenants
from sertakan.web.application import SertakanApp

_ROUNDS = 9
_PER_ROUND = 120
_WARM_UP = 40
_NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)

Write = tuple[str, list[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class _Counter:
    app: SertakanApp
    tenant: Tenant
    sponsor_id: UUID
    here: Circumstances


def measure() -> list[Result]:
    """Return the transactions per second of the service call over those of plain psycopg."""
    with set_stage(_found) as stage:
        counter = _open(stage)
        with counter.app.app_context(), _plain(stage) as connection:
            _submit(counter, _drafts(counter, _WARM_UP))
            writes = _captured(counter)
            _replay(connection, counter, writes, _WARM_UP)
            rounds = [_round(counter, connection, writes) for _ in range(_ROUNDS)]
    ours, plain = (median(each[side] for each in rounds) for side in (0, 1))
    return [
        Result(
            name="enrol.service",
            value=median(ours / plain for ours, plain in rounds),
            limit=0.20,
            is_floor=True,
            details={"ours_per_second": round(ours), "plain_per_second": round(plain), "writes": len(writes)},
        )
    ]


def _found(owner: Settings) -> None:
    sync_tenants(owner.tenants_dir, master=owner.data_key, start_chain=start_chain)


def _open(stage: Stage) -> _Counter:
    app = stage.application()
    with app.app_context():
        tenant = next(each for each in app.directory.tenants() if each.slug == "gianyar")
        with enter_tenant(tenant.id):
            sponsor_id = sponsors.register_sponsor(
                tenant.id, account_id=None, category="public", name="Ni Luh Rekaan", now=_NOW
            )
        here = Circumstances(
            tenant_id=tenant.id,
            document=app.directory.document_of(tenant, InForce(law=1, house=1)),
            revision=1,
            today=_NOW.date(),
            now=_NOW,
            wants_synthetic=True,
            actor_id=new_id(),
        )
    return _Counter(app=app, tenant=tenant, sponsor_id=sponsor_id, here=here)


def _niks() -> Iterator[str]:
    while True:
        region = f"51{secrets.randbelow(90) + 10}{secrets.randbelow(90) + 10}"
        yield f"{region}{secrets.randbelow(28) + 1:02d}{secrets.randbelow(12) + 1:02d}{secrets.randbelow(100):02d}0000"


def _answers(nik: str) -> DraftAnswers:
    return DraftAnswers(
        relation="neighbour",
        relation_done=True,
        employment="none",
        construction_project=False,
        nik=nik,
        full_name="I Wayan Rekaan Sentosa",
        birth_place="Gianyar",
        birth_date=date(1990, 5, 17),
        sex="L",
        occupation="pedagang",
        sector="non_transport",
        village_code="51.04.05.2001",
        village_label="Rekaan",
        address="Jalan Rekaan 1",
        work_village_code="51.04.05.2001",
        work_village_label="Rekaan",
        workplace="Pasar",
        mobile=f"+6281{secrets.randbelow(10**9):09d}",
        contact_done=True,
        consent_way="present",
        consent_language="id",
        consent_version="2026-11",
        consent_at=_NOW,
        months=3,
        bracket=1,
        funding="private",
    )


def _drafts(counter: _Counter, count: int) -> list[UUID]:
    niks = _niks()
    with enter_tenant(counter.tenant.id):
        # Begun for nobody in particular, so that the limit of drafts per sponsor is out of the way.
        return [_draft(counter, next(niks)) for _ in range(count)]


def _draft(counter: _Counter, nik: str) -> UUID:
    draft_id = new_id()
    drafts.repository.insert_draft(counter.tenant.id, draft_id, counter.sponsor_id, _answers(nik), _NOW)
    return draft_id


def _submit(counter: _Counter, waiting: list[UUID]) -> float:
    began = time.perf_counter()
    for draft_id in waiting:
        with enter_tenant(counter.tenant.id):
            submit_enrolment(draft_id, counter.sponsor_id, counter.here)
    return len(waiting) / (time.perf_counter() - began)


def _captured(counter: _Counter) -> list[Write]:
    """Return the INSERTs of one real submission with their parameters."""
    writes: list[Write] = []

    def note(_c: object, _cursor: object, statement: str, parameters: Any, _x: object, many: bool) -> None:
        if "INSERT INTO" in statement:
            writes.append((statement, list(parameters) if many else [parameters]))

    event.listen(Engine, "before_cursor_execute", note)
    _submit(counter, _drafts(counter, 1))
    event.remove(Engine, "before_cursor_execute", note)
    drafts_begun = [write for write in writes if "INSERT INTO enrolment_draft" in write[0]]
    return [write for write in writes if write not in drafts_begun]


def _plain(stage: Stage) -> "psycopg.Connection[Any]":
    return psycopg.connect(stage.settings.app_url, prepare_threshold=None)


def _replay(
    connection: "psycopg.Connection[Any]", counter: _Counter, writes: list[Write], count: int
) -> float:
    prepared = [_renewed(writes) for _ in range(count)]
    began = time.perf_counter()
    for transaction in prepared:
        cursor = connection.cursor()
        cursor.execute(f"SET LOCAL sertakan.tenant_id = {counter.tenant.id:d}")
        for statement, rows in transaction:
            for row in rows:
                cursor.execute(statement, row)
        connection.commit()
    return count / (time.perf_counter() - began)


def _renewed(writes: list[Write]) -> list[Write]:
    """Return the same writes for another person: every identifier is replaced by a fresh one."""
    fresh: dict[object, object] = {}
    return [(statement, [_fresh_row(row, fresh) for row in rows]) for statement, rows in writes]


_UNIQUE = (
    "active_person",
    "refusal_code_hash",
    "reference",
    "draft_id",
    "worker_id",
    "enrolment_id",
    "id",
    "record_id",
)


def _fresh_row(row: dict[str, Any], fresh: dict[object, object]) -> dict[str, Any]:
    return {name: _fresh(name, value, fresh) for name, value in row.items()}


def _fresh(name: str, value: Any, fresh: dict[object, object]) -> Any:
    if not any(name == known or name.startswith(f"{known}__") for known in _UNIQUE) or value is None:
        return value
    key = value if isinstance(value, UUID | str) else repr(value)
    if key not in fresh:
        fresh[key] = _maker(name, value)()
    return fresh[key]


def _maker(name: str, value: object) -> Callable[[], object]:
    if name.startswith(("active_person", "refusal_code_hash")):
        return lambda: secrets.token_bytes(32)
    return new_id if isinstance(value, UUID) else lambda: f"GIA-{secrets.token_hex(5)}"


def _round(
    counter: _Counter, connection: "psycopg.Connection[Any]", writes: list[Write]
) -> tuple[float, float]:
    waiting = _drafts(counter, _PER_ROUND)
    return _submit(counter, waiting), _replay(connection, counter, writes, _PER_ROUND)
