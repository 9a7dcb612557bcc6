"""The facts of the apparatus: who is on the roll, what a sheet says about it, and how far an import has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class RollState(StrEnum):
    """Say whether somebody on the roll still serves here."""

    ACTIVE = "active"
    TRANSFERRED = "transferred"
    RETIRED = "retired"
    DIED = "died"


@dataclass(frozen=True, kw_only=True, slots=True)
class Clerk:
    """Say who works on which regency's apparatus; `today` is the regency's own date."""

    tenant_id: int
    account_id: UUID
    wants_synthetic: bool
    zone: str
    today: date
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """Describe a civil servant of the roll."""

    id: UUID
    nip: str
    name: str
    work_unit_id: UUID | None
    rank: str | None
    state: RollState
    since: date


@dataclass(frozen=True, kw_only=True, slots=True)
class SoughtMembers:
    """Say which part of the roll is wanted; `nip_index` is the keyed hash of one number."""

    state: RollState | None = None
    work_unit_id: UUID | None = None
    nip_index: bytes | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberPage:
    """Hold one page of the roll, and where the next one begins."""

    members: tuple[Member, ...]
    after: UUID | None
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Participation:
    """Say how many of a unit's civil servants take part: verified sponsors with an open enrolment, of those serving."""

    taking_part: int = 0
    serving: int = 0
    workers: int = 0

    @property
    def percent(self) -> int | None:
        """Return whole percent, rounded down so that only everybody is everybody; None without a roll."""
        return self.taking_part * 100 // self.serving if self.serving else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Village:
    """Say what the regency wants of one village, and which banjar there are."""

    code: str
    worker_target: int | None = None
    banjar: tuple[str, ...] = ()


class ImportKind(StrEnum):
    """Say what a sheet lists."""

    UNITS = "units"
    ROLL = "roll"


class ImportState(StrEnum):
    """Say how far an import has come."""

    PREVIEWED = "previewed"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


class Effect(StrEnum):
    """Say what a row of a sheet would do, and once it was entered, did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Say one thing about a row; an error keeps it out, a warning does not."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    is_error: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadRow:
    """Hold what a row says, by field, and what was found about it."""

    number: int
    values: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    effect: Effect = Effect.ADDED

    @property
    def has_warning(self) -> bool:
        """Tell whether somebody should look at it; a unit that nobody knows is asked about for the whole sheet."""
        return any(not each.is_error and each.code != "row.unit_unknown" for each in self.findings)


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetImport:
    """Describe an import; `notes` say what its sheet holds beyond rows, `choices` what was decided about it."""

    id: UUID
    kind: ImportKind
    state: ImportState
    row_count: int
    sheet_title: str
    notes: Mapping[str, list[str]]
    choices: Mapping[str, object]
    left_count: int
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportCounts:
    """Count an import's rows by what they would do, by what they did, and those that somebody should look at."""

    planned: Mapping[Effect, int]
    done: Mapping[Effect, int]
    warned: int

    @property
    def finished(self) -> int:
        """Return how many rows were entered or reported."""
        return sum(self.done.values())
