"""Keep the work units (OPD): add, change, merge, close."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sertakan.apparatus.events import (
    UnitAdded,
    UnitChanged,
    UnitClosed,
    UnitMerged,
    UnitReopened,
    UnitsExported,
)
from sertakan.apparatus.model import Clerk, Participation
from sertakan.apparatus.repository import roll
from sertakan.audit.service import record
from sertakan.enrolment.service import belonging
from sertakan.identity.service import units as grants
from sertakan.kernel.event import Event
from sertakan.kernel.refusal import Conflict, NotFound, Refusal
from sertakan.kernel.text import fold
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.model import WorkUnit


@dataclass(frozen=True, kw_only=True, slots=True)
class Belongings:
    """Count what belongs to a unit, and would move with it."""

    sponsors: int
    enrolments: int
    members: int
    grants: int


def list_units(tenant_id: int) -> list[WorkUnit]:
    """Return all units by name, closed ones too."""
    return tenancy.describe_work_units(tenant_id)


def get_unit(tenant_id: int, unit_id: UUID) -> WorkUnit:
    """Return a unit.

    :raises NotFound: unit.unknown
    """
    return _among(list_units(tenant_id), unit_id)


def _among(units: list[WorkUnit], unit_id: UUID) -> WorkUnit:
    found = next((unit for unit in units if unit.id == unit_id), None)
    if found is None:
        raise NotFound("unit.unknown")
    return found


def participation_of_units(tenant_id: int) -> dict[UUID | None, Participation]:
    """Return, by unit, how many civil servants take part of those who serve, and how many workers they hold."""
    held, serving = belonging.count_taking_part(tenant_id), roll.count_serving(tenant_id)
    return {
        unit_id: Participation(
            taking_part=held[unit_id].sponsors if unit_id in held else 0,
            workers=held[unit_id].workers if unit_id in held else 0,
            serving=serving.get(unit_id, 0),
        )
        for unit_id in held.keys() | serving.keys()
    }


def add_unit(clerk: Clerk, known: Mapping[str, object]) -> UUID:
    """Add a unit.

    :raises Refusal: unit.name_taken, unit.code_taken
    """
    _ensure_free(list_units(clerk.tenant_id), known, None)
    unit_id = tenancy.add_work_unit(clerk.tenant_id, str(known["name"]), **_rest(known))
    _record(clerk, UnitAdded(unit=str(known["name"])), unit_id)
    return unit_id


def change_unit(clerk: Clerk, unit_id: UUID, known: Mapping[str, object]) -> None:
    """Change what is known of a unit; what stays as it is leaves no trace.

    :raises NotFound: unit.unknown
    :raises Refusal: unit.name_taken, unit.code_taken
    """
    units = list_units(clerk.tenant_id)
    unit = _among(units, unit_id)
    changed = {name: value for name, value in known.items() if value != getattr(unit, name)}
    if not changed:
        return
    _ensure_free(units, changed, unit_id)
    tenancy.change_work_unit(clerk.tenant_id, unit_id, **changed)
    _record(clerk, UnitChanged(unit=unit.name, fields=tuple(sorted(changed))), unit_id)


def _ensure_free(units: list[WorkUnit], known: Mapping[str, object], mine: UUID | None) -> None:
    """Refuse a name or code that another unit bears, however it is written."""
    others = [unit for unit in units if unit.id != mine]
    if "name" in known and fold(str(known["name"])) in {fold(unit.name) for unit in others}:
        raise Refusal("unit.name_taken", field="name")
    if known.get("code") and fold(str(known["code"])) in {fold(unit.code or "") for unit in others}:
        raise Refusal("unit.code_taken", field="code")


def _rest(known: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in known.items() if name != "name" and value is not None}


def count_belongings(tenant_id: int, unit_id: UUID) -> Belongings:
    """Count what belongs to a unit."""
    sponsors, enrolments = belonging.count_unit(tenant_id, unit_id)
    return Belongings(
        sponsors=sponsors,
        enrolments=enrolments,
        members=roll.count_unit(tenant_id, unit_id),
        grants=grants.count_unit_grants(tenant_id, unit_id),
    )


def merge_units(clerk: Clerk, unit_id: UUID, into: UUID) -> Belongings:
    """Merge a unit into another one: all that belongs to it moves, and it is closed for good.

    :raises NotFound: unit.unknown
    :raises Conflict: unit.merge_closed, unit.merge_itself
    """
    units = list_units(clerk.tenant_id)
    unit, other = _among(units, unit_id), _among(units, into)
    if unit_id == into:
        raise Conflict("unit.merge_itself", field="into")
    if unit.merged_into is not None or not other.is_open:
        raise Conflict("unit.merge_closed", field="into")
    sponsors, enrolments = belonging.move_unit(clerk.tenant_id, unit_id, into)
    moved = Belongings(
        sponsors=sponsors,
        enrolments=enrolments,
        members=roll.move_unit(clerk.tenant_id, unit_id, into),
        grants=grants.move_unit_grants(clerk.tenant_id, unit_id, into),
    )
    closed_on = unit.closed_on or clerk.today
    tenancy.change_work_unit(clerk.tenant_id, unit_id, closed_on=closed_on, merged_into=into)
    event = UnitMerged(
        unit=unit.name,
        into=other.name,
        sponsors=moved.sponsors,
        enrolments=moved.enrolments,
        members=moved.members,
        grants=moved.grants,
    )
    _record(clerk, event, unit_id)
    return moved


def close_unit(clerk: Clerk, unit_id: UUID) -> None:
    """Close a unit: it is no longer offered, and what happened in it stays.

    :raises NotFound: unit.unknown
    """
    unit = get_unit(clerk.tenant_id, unit_id)
    if unit.is_open:
        tenancy.change_work_unit(clerk.tenant_id, unit_id, closed_on=clerk.today)
        _record(clerk, UnitClosed(unit=unit.name), unit_id)


def reopen_unit(clerk: Clerk, unit_id: UUID) -> None:
    """Offer a closed unit again.

    :raises NotFound: unit.unknown
    :raises Conflict: unit.merged
    """
    unit = get_unit(clerk.tenant_id, unit_id)
    if unit.merged_into is not None:
        raise Conflict("unit.merged")
    if not unit.is_open:
        tenancy.change_work_unit(clerk.tenant_id, unit_id, closed_on=None)
        _record(clerk, UnitReopened(unit=unit.name), unit_id)


def note_export(clerk: Clerk, lines: int) -> None:
    """Record that the list of units was taken away."""
    _record(clerk, UnitsExported(lines=lines), None)


def _record(clerk: Clerk, event: Event, subject_id: UUID | None) -> None:
    record(event, at=clerk.now, actor_id=clerk.account_id, subject_id=subject_id)
