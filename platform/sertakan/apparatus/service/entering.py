"""Enter a confirmed sheet, some hundred rows at a time: whatever is interrupted goes on where it stopped.

The rows of one step, what they change and that they were entered are one transaction. So a killed worker leaves a step
either whole or undone, and a row is entered once or reported, never both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sertakan.apparatus.events import ImportDropped, ResultTaken, SheetImported
from sertakan.apparatus.model import (
    Clerk,
    Effect,
    ImportCounts,
    ImportKind,
    ImportState,
    Member,
    ReadRow,
    RollState,
    SheetImport,
)
from sertakan.apparatus.repository import imports
from sertakan.apparatus.repository import roll as members
from sertakan.apparatus.rules.matching import Units
from sertakan.apparatus.rules.roll_row import compare_with_member
from sertakan.apparatus.rules.unit_row import compare_with_unit
from sertakan.apparatus.service import units as unit_service
from sertakan.apparatus.service.verifying import verify_all
from sertakan.audit.service import record
from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import Conflict
from sertakan.kernel.text import fold
from sertakan.persistence.queue import defer
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.model import WorkUnit

ENTER = "apparatus.enter_rows"
ROWS_AT_ONCE = 400
DAYS_TO_KEEP_A_PREVIEW = 7
DAYS_TO_KEEP_A_RESULT = 30

Waiting = tuple[UUID, bytes | None, ReadRow]
Outcomes = list[tuple[UUID, Effect]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """Hold what somebody decided about a sheet: units it names that nobody knew, and people whom it does not name.

    A unit without an id is made; `missing` says what those are who serve and are not listed, None leaves them.
    """

    units: Mapping[str, UUID | None]
    missing: RollState | None = None


def get_import(tenant_id: int, import_id: UUID) -> SheetImport:
    """Return an import.

    :raises NotFound: import.unknown
    """
    return imports.get_import(tenant_id, import_id)


def list_imports(tenant_id: int, kind: ImportKind, *, limit: int = 10) -> list[SheetImport]:
    """Return the newest imports of a kind."""
    return imports.list_imports(tenant_id, kind, limit=limit)


def count_rows(tenant_id: int, import_id: UUID) -> ImportCounts:
    """Count an import's rows by what they would do and what they did."""
    return imports.count_rows(tenant_id, import_id)


def list_rows(
    tenant_id: int, import_id: UUID, *, effect: Effect | None, only_warned: bool, after: int, limit: int
) -> list[ReadRow]:
    """Return rows of an import in their order, behind a row's number."""
    return imports.list_rows(
        tenant_id, import_id, effect=effect, only_warned=only_warned, after=after, limit=limit
    )


def list_missing(tenant_id: int, import_id: UUID, *, limit: int = 30) -> tuple[list[Member], int]:
    """Return the first of those who serve and are not listed in a sheet, and how many they are."""
    return members.list_missing(tenant_id, import_id, limit=limit)


def start(clerk: Clerk, import_id: UUID, choices: Choices) -> None:
    """Begin to enter a previewed sheet; confirming it twice begins once.

    :raises NotFound: import.unknown
    :raises Conflict: import.not_previewed, import.other_running, import.missing_uncertain
    """
    found = imports.get_import(clerk.tenant_id, import_id, lock=True)
    if found.state in {ImportState.RUNNING, ImportState.DONE}:
        return
    if found.state is not ImportState.PREVIEWED:
        raise Conflict("import.not_previewed")
    if imports.is_running(clerk.tenant_id, found.kind):
        raise Conflict("import.other_running")
    if choices.missing and imports.count_rows(clerk.tenant_id, import_id).planned[Effect.REFUSED]:
        # Whoever stands in a row that cannot be read would be taken for somebody who left.
        raise Conflict("import.missing_uncertain", field="missing")
    made = {
        fold(name): str(unit_id or unit_service.add_unit(clerk, {"name": name}))
        for name, unit_id in choices.units.items()
    }
    kept = {
        "units": made,
        "missing": choices.missing,
        "day": clerk.today.isoformat(),
        "account": str(clerk.account_id),
    }
    imports.update_import(
        clerk.tenant_id, import_id, state=ImportState.RUNNING, choices=kept, started_at=clerk.now
    )
    imports.refuse_rows(clerk.tenant_id, import_id)
    defer(ENTER, clerk.tenant_id, once=str(import_id), import_id=import_id)


def drop(clerk: Clerk, import_id: UUID) -> None:
    """Throw a previewed sheet away with all its rows.

    :raises NotFound: import.unknown
    :raises Conflict: import.not_previewed
    """
    found = imports.get_import(clerk.tenant_id, import_id, lock=True)
    if found.state is not ImportState.PREVIEWED:
        raise Conflict("import.not_previewed")
    imports.delete_rows(clerk.tenant_id, import_id)
    imports.update_import(clerk.tenant_id, import_id, state=ImportState.DROPPED, finished_at=clerk.now)
    event = ImportDropped(kind=found.kind.value)
    record(event, at=clerk.now, actor_id=clerk.account_id, subject_id=import_id)


def take_result(clerk: Clerk, import_id: UUID) -> list[ReadRow]:
    """Return all rows of a finished sheet with what they did; that they were taken is recorded.

    :raises NotFound: import.unknown
    """
    found = imports.get_import(clerk.tenant_id, import_id)
    rows = imports.list_rows(clerk.tenant_id, import_id, limit=found.row_count)
    event = ResultTaken(kind=found.kind.value, lines=len(rows))
    record(event, at=clerk.now, actor_id=clerk.account_id, subject_id=import_id)
    return rows


def enter_rows(tenant_id: int, import_id: UUID, now: datetime) -> None:
    """Enter the next rows of a sheet and ask for another run, or finish it."""
    found = imports.get_import(tenant_id, import_id, lock=True)
    if found.state is not ImportState.RUNNING:
        return
    waiting = imports.list_waiting(tenant_id, import_id, limit=ROWS_AT_ONCE)
    if waiting:
        imports.keep_outcomes(tenant_id, _ENTERING[found.kind](tenant_id, found, waiting))
        defer(ENTER, tenant_id, once=str(import_id), import_id=import_id)
    else:
        _finish(tenant_id, found, now)


def _enter_members(tenant_id: int, found: SheetImport, waiting: list[Waiting]) -> Outcomes:
    known = members.find_members(tenant_id, [key for _, key, _ in waiting if key])
    units = _unit_ids(tenant_id, found, [row for _, _, row in waiting])
    day = date.fromisoformat(str(found.choices["day"]))
    outcomes, added = [], []
    for row_id, key, row in waiting:
        member = known.get(key) if key else None
        # The roll may have changed since the preview; what counts is how it stands now.
        effect = compare_with_member(replace(row, findings=()), member, units).effect
        outcomes.append((row_id, effect))
        if effect is Effect.ADDED:
            added.append(_member(row, None, units, day))
        elif effect is Effect.CHANGED:
            members.update_member(tenant_id, _member(row, member, units, day))
    members.insert_members(tenant_id, added)
    return outcomes


def _member(row: ReadRow, now: Member | None, units: Mapping[str, str | None], day: date) -> Member:
    unit = units.get(row.values.get("unit", ""))
    state = RollState(row.values.get("state", now.state if now else RollState.ACTIVE))
    is_news = now is None or state is not now.state or (unit is not None and UUID(unit) != now.work_unit_id)
    said = date.fromisoformat(row.values["since"]) if "since" in row.values else day
    return Member(
        id=now.id if now else new_id(),
        nip=row.values["nip"],
        name=row.values["name"],
        work_unit_id=UUID(unit) if unit else (now.work_unit_id if now else None),
        rank=row.values.get("rank", now.rank if now else None),
        state=state,
        since=said if is_news or now is None else now.since,
    )


def _unit_ids(tenant_id: int, found: SheetImport, rows: list[ReadRow]) -> dict[str, str | None]:
    """Return the id of each unit that some rows name: a known one, or the one that was chosen for it."""
    units, chosen = Units.of(tenancy.describe_work_units(tenant_id)), found.choices["units"]
    ids: dict[str, str | None] = {}
    for name in {row.values.get("unit", "") for row in rows} - {""}:
        unit = units.find(name)
        decided = chosen.get(fold(name)) if isinstance(chosen, dict) else None
        ids[name] = str(unit.merged_into or unit.id) if unit else decided
    return ids


def _enter_units(tenant_id: int, found: SheetImport, waiting: list[Waiting]) -> Outcomes:
    known = {unit.id: unit for unit in tenancy.describe_work_units(tenant_id)}
    outcomes = []
    for row_id, _, row in waiting:
        units, values = Units.of(known.values()), _known(row.values)
        unit, holder = units.named(row.values["name"]), units.coded(row.values.get("code", ""))
        effect = compare_with_unit(replace(row, findings=()), unit, holder).effect
        if effect is Effect.ADDED:
            unit_id = tenancy.add_work_unit(tenant_id, row.values["name"], **values)
            known[unit_id] = WorkUnit(id=unit_id, name=row.values["name"], code=row.values.get("code"))
        elif effect is Effect.CHANGED and unit is not None:
            tenancy.change_work_unit(tenant_id, unit.id, **values)
            known[unit.id] = replace(unit, code=row.values.get("code", unit.code))
        outcomes.append((row_id, effect))
    return outcomes


def _known(values: Mapping[str, str]) -> dict[str, object]:
    counts = {field: int(values[field]) for field in ("asn_count", "worker_target") if field in values}
    return {**{field: values[field] for field in ("code", "head") if field in values}, **counts}


_ENTERING = {ImportKind.ROLL: _enter_members, ImportKind.UNITS: _enter_units}


def _finish(tenant_id: int, found: SheetImport, now: datetime) -> None:
    left = 0
    if found.kind is ImportKind.ROLL:
        if missing := found.choices.get("missing"):
            day = date.fromisoformat(str(found.choices["day"]))
            left = members.mark_missing(tenant_id, found.id, state=missing, since=day)
        verify_all(tenant_id)
    imports.update_import(tenant_id, found.id, state=ImportState.DONE, finished_at=now, left_count=left)
    done = imports.count_rows(tenant_id, found.id).done
    event = SheetImported(
        kind=found.kind.value,
        added=done[Effect.ADDED],
        changed=done[Effect.CHANGED],
        unchanged=done[Effect.UNCHANGED],
        refused=done[Effect.REFUSED],
        left=left,
    )
    record(event, at=now, actor_id=UUID(str(found.choices["account"])), subject_id=found.id)


def forget_stale(tenant_id: int, now: datetime) -> None:
    """Forget the rows of previews that nobody confirmed, and of sheets that were entered some time ago."""
    imports.delete_stale_rows(
        tenant_id,
        previewed_before=now - timedelta(days=DAYS_TO_KEEP_A_PREVIEW),
        finished_before=now - timedelta(days=DAYS_TO_KEEP_A_RESULT),
    )
