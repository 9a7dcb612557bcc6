"""The facts of lists: what is wanted of them, which page, and what they hold."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sertakan.enrolment.model import EnrolmentLine, EnrolmentState
from sertakan.enrolment.model.own_answer import OwnAnswer


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Say which enrolments a list is about; what is None or empty does not narrow it."""

    state: EnrolmentState | None = None
    district_code: str | None = None
    village_code: str | None = None
    work_unit_id: UUID | None = None
    only_hinted: bool = False
    only_unverified: bool = False
    reference: str | None = None
    person: bytes | None = None
    words: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but words narrows the list."""
        return replace(self, words=()) != Wanted()


@dataclass(frozen=True, kw_only=True)
class Position:
    """Mark a place in a list that is ordered by submission."""

    submitted_at: datetime
    id: UUID


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Say which page of a list is wanted: beside a position, on its older or its newer side."""

    beside: Position | None = None
    is_newer_side: bool = False
    oldest_first: bool = False
    limit: int = 25


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Hold one page of a list and how many lines there are, counted up to a limit."""

    lines: tuple[EnrolmentLine, ...]
    before: Position | None
    after: Position | None
    count: int
    is_more: bool


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Hold the figures of a day within somebody's reach."""

    waiting: int
    oldest_waiting: datetime | None
    returned: int
    approved_today: int
    submitted_this_week: int


@dataclass(frozen=True, kw_only=True)
class ExportLine:
    """Hold one line of an exported list."""

    line: EnrolmentLine
    masked_nik: str
    decided_at: datetime | None
    own_answers: tuple[OwnAnswer, ...] = ()
