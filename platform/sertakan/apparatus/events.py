"""What was decided about the apparatus; a person is never named, only the row that is about them."""

from dataclasses import dataclass
from typing import ClassVar

from sertakan.kernel.event import Event


@dataclass(frozen=True, kw_only=True)
class UnitAdded(Event):
    """A work unit was added."""

    name: ClassVar[str] = "unit.added"
    unit: str


@dataclass(frozen=True, kw_only=True)
class UnitChanged(Event):
    """What is known of a work unit was changed."""

    name: ClassVar[str] = "unit.changed"
    unit: str
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class UnitMerged(Event):
    """A work unit was merged into another one, with all that belonged to it."""

    name: ClassVar[str] = "unit.merged"
    unit: str
    into: str
    sponsors: int
    enrolments: int
    grants: int
    members: int


@dataclass(frozen=True, kw_only=True)
class UnitClosed(Event):
    """A work unit was closed."""

    name: ClassVar[str] = "unit.closed"
    unit: str


@dataclass(frozen=True, kw_only=True)
class UnitReopened(Event):
    """A closed work unit was opened again."""

    name: ClassVar[str] = "unit.reopened"
    unit: str


@dataclass(frozen=True, kw_only=True)
class UnitsExported(Event):
    """The list of work units was taken away."""

    name: ClassVar[str] = "units.exported"
    lines: int


@dataclass(frozen=True, kw_only=True)
class VillageChanged(Event):
    """A village's target or its banjar were changed."""

    name: ClassVar[str] = "village.changed"
    village: str
    banjar: int


@dataclass(frozen=True, kw_only=True)
class MemberAdded(Event):
    """Somebody was put on the roll by hand."""

    name: ClassVar[str] = "roll.added"


@dataclass(frozen=True, kw_only=True)
class MemberCorrected(Event):
    """The roll's words about somebody were corrected."""

    name: ClassVar[str] = "roll.corrected"


@dataclass(frozen=True, kw_only=True)
class MemberTransferred(Event):
    """Somebody moved to another work unit."""

    name: ClassVar[str] = "roll.moved"
    since: str
    enrolments: int


@dataclass(frozen=True, kw_only=True)
class MemberStateChanged(Event):
    """Somebody retired, died, went to another government or came back."""

    name: ClassVar[str] = "roll.state_changed"
    roll_state: str
    since: str


@dataclass(frozen=True, kw_only=True)
class RollExported(Event):
    """A part of the roll was taken away, with hidden numbers."""

    name: ClassVar[str] = "roll.exported"
    lines: int


@dataclass(frozen=True, kw_only=True)
class SheetUploaded(Event):
    """A sheet was read for a preview."""

    name: ClassVar[str] = "sheet.uploaded"
    kind: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class SheetImported(Event):
    """A sheet was entered."""

    name: ClassVar[str] = "sheet.imported"
    kind: str
    added: int
    changed: int
    unchanged: int
    refused: int
    left: int


@dataclass(frozen=True, kw_only=True)
class ImportDropped(Event):
    """A previewed sheet was thrown away."""

    name: ClassVar[str] = "sheet.dropped"
    kind: str


@dataclass(frozen=True, kw_only=True)
class ResultTaken(Event):
    """What came of a sheet was taken away, with full numbers."""

    name: ClassVar[str] = "sheet.result_taken"
    kind: str
    lines: int
