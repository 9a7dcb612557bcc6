"""Read a sheet that somebody sent, say what each of its rows would do, and keep it sealed until it is confirmed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from sertakan.apparatus.events import SheetUploaded
from sertakan.apparatus.model import (
    Clerk,
    Effect,
    Finding,
    ImportKind,
    ImportState,
    Member,
    ReadRow,
)
from sertakan.apparatus.repository import imports
from sertakan.apparatus.repository import roll as members
from sertakan.apparatus.rules.heading import Heading, find_heading, values_of
from sertakan.apparatus.rules.matching import Units
from sertakan.apparatus.rules.roll_row import Reading, compare_with_member, read_roll_row
from sertakan.apparatus.rules.unit_row import compare_with_unit, read_unit_row
from sertakan.audit.service import record
from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import fold
from sertakan.persistence.crypto import blind_index
from sertakan.sheets.reading import read_sheet
from sertakan.sheets.sheet import Limits, Line
from sertakan.tenancy import service as tenancy

MOST_ROWS = 40_000
_LIMITS = Limits(rows=MOST_ROWS)
_MOST_UNKNOWN_UNITS = 200
_LONGEST_UNIT = 120

Keyed = tuple[ReadRow, bytes | None]


@dataclass(kw_only=True, slots=True)
class _Finder:
    """Remember which keys a sheet has named already, and which units it names that nobody knows."""

    first_rows: dict[bytes, int]
    unknown_units: dict[str, str]

    def once(self, row: ReadRow, key: bytes) -> Keyed:
        """Return the row with its key; a second row about the same is kept out."""
        first = self.first_rows.setdefault(key, row.number)
        if first == row.number:
            return row, key
        again = Finding(code="row.repeated", params={"row": first})
        return replace(row, findings=(*row.findings, again), effect=Effect.REFUSED), None


def preview_sheet(clerk: Clerk, kind: ImportKind, content: bytes) -> UUID:
    """Read a sheet and keep what its rows would do.

    :raises Refusal: sheet.…, heading.missing_roll, heading.missing_units, sheet.no_rows, sheet.units_many(most)
    """
    sheet = read_sheet(content, _LIMITS)
    heading = find_heading(kind, sheet.lines)
    lines = [line for line in sheet.lines if line.number > heading.number]
    finder = _Finder(first_rows={}, unknown_units={})
    rows = list(_ROWS[kind](clerk, heading, lines, finder))
    if not rows:
        raise Refusal("sheet.no_rows", field="sheet")
    if len(finder.unknown_units) > _MOST_UNKNOWN_UNITS:
        raise Refusal("sheet.units_many", field="sheet", most=_MOST_UNKNOWN_UNITS)
    import_id = new_id()
    imports.insert_import(
        clerk.tenant_id,
        import_id,
        {
            "kind": kind,
            "state": ImportState.PREVIEWED,
            "row_count": len(rows),
            "sheet_title": sheet.title,
            "notes": {
                "units": sorted(finder.unknown_units.values()),
                "passed_over": list(heading.passed_over),
                "other_sheets": list(sheet.others),
            },
            "choices": {},
            "uploaded_by": clerk.account_id,
            "created_at": clerk.now,
        },
    )
    imports.insert_rows(clerk.tenant_id, import_id, rows)
    event = SheetUploaded(kind=kind.value, rows=len(rows))
    record(event, at=clerk.now, actor_id=clerk.account_id, subject_id=import_id)
    return import_id


def _roll_rows(clerk: Clerk, heading: Heading, lines: Iterable[Line], finder: _Finder) -> Iterator[Keyed]:
    known = members.find_members(clerk.tenant_id)
    units = Units.of(tenancy.describe_work_units(clerk.tenant_id))
    reading = Reading(wants_synthetic=clerk.wants_synthetic, today=clerk.today)
    for line in lines:
        row = _with_unit(read_roll_row(line.number, values_of(heading, line), reading), units, finder)
        if row.effect is Effect.REFUSED:
            yield row, None
            continue
        row, key = finder.once(row, members.index_of(clerk.tenant_id, row.values["nip"]))
        yield _compared(row, known.get(key) if key else None, units), key


def _with_unit(row: ReadRow, units: Units, finder: _Finder) -> ReadRow:
    """Note a unit that nobody knows; it is asked about once for the whole sheet."""
    name = row.values.get("unit", "")[:_LONGEST_UNIT]
    if not name or row.effect is Effect.REFUSED or units.find(name) is not None:
        return row
    finder.unknown_units.setdefault(fold(name), name)
    unknown = Finding(code="row.unit_unknown", params={"unit": name}, is_error=False)
    return replace(row, findings=(*row.findings, unknown))


def _compared(row: ReadRow, member: Member | None, units: Units) -> ReadRow:
    name = row.values.get("unit", "")
    unit = units.find(name)
    return compare_with_member(row, member, {name: str(unit.merged_into or unit.id) if unit else None})


def _unit_rows(clerk: Clerk, heading: Heading, lines: Iterable[Line], finder: _Finder) -> Iterator[Keyed]:
    units = Units.of(tenancy.describe_work_units(clerk.tenant_id))
    for line in lines:
        row = read_unit_row(line.number, values_of(heading, line))
        if row.effect is Effect.REFUSED:
            yield row, None
            continue
        key = blind_index(clerk.tenant_id, "unit", fold(row.values["name"]))
        row, kept = finder.once(row, key)
        holder = units.coded(row.values.get("code", ""))
        yield compare_with_unit(row, units.named(row.values["name"]), holder), kept


_ROWS = {ImportKind.ROLL: _roll_rows, ImportKind.UNITS: _unit_rows}
