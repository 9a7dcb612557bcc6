"""Between the day on which a law takes effect and the day from which it is applied: what it would have said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import RevisionMark, RevisionPart


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Hold the days that a law reaches back to: from its legal effect to before it is applied."""

    start: date
    end: date


@dataclass(frozen=True, kw_only=True, slots=True)
class RetrospectiveCase:
    """Hold one decision with what the new law would have said; nothing of it is recalculated."""

    enrolment_id: UUID
    decided_on: date
    old_verdict: str
    old_total: int
    new_verdict: str
    new_total: int | None
    grounds: Sequence[Mapping[str, Any]]
    id: UUID | None = None
    revision: int = 0
    looked_by: UUID | None = None
    looked_at: datetime | None = None
    note: str | None = None

    @property
    def differs(self) -> bool:
        """Tell whether the new law would have said otherwise."""
        return (self.old_verdict, self.old_total) != (self.new_verdict, self.new_total)


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """Mark a place in the list, which is ordered by the day of the decision."""

    decided_on: date
    id: UUID


def window_of(document: RegencyDocument, mark: RevisionMark) -> Window | None:
    """Return the days that a published law reaches back to, or None where it reaches back to none."""
    effective = document.regulation.effective_from
    if mark.part is RevisionPart.HOUSE or effective is None or effective >= mark.applied_from:
        return None
    return Window(start=effective, end=mark.applied_from)
