"""What a proposed law would change for people who are here already: counted group by group."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from sertakan.enrolment.model import EnrolmentState
from sertakan.regulation.model import Verdict

_SEVERITY = (Verdict.YES, Verdict.REVIEW, Verdict.NO)


class Group(StrEnum):
    """Name whom a count is about; active workers are among the approved."""

    DRAFTS = "drafts"
    WAITING = "waiting"
    APPROVED = "approved"
    ACTIVE = "active"


def groups_of(state: EnrolmentState | None, *, is_active: bool) -> tuple[Group, ...]:
    """Return the groups that somebody belongs to, by the state of their enrolment; a draft has none."""
    if state is None:
        return (Group.DRAFTS,)
    if not state.holds_cover:
        return (Group.WAITING,)
    return (Group.APPROVED, Group.ACTIVE) if is_active else (Group.APPROVED,)


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """Say what one law and another say of the same person; a total is of the months not yet begun."""

    old_verdict: Verdict
    new_verdict: Verdict
    old_total: int | None
    new_total: int | None

    @property
    def is_changed(self) -> bool:
        """Tell whether anything differs."""
        return self.changes_verdict or self.changes_total

    @property
    def changes_verdict(self) -> bool:
        """Tell whether the person may join otherwise than before."""
        return self.old_verdict is not self.new_verdict

    @property
    def changes_total(self) -> bool:
        """Tell whether the person pays otherwise than before."""
        return self.old_total != self.new_total

    @property
    def difference(self) -> int:
        """Return how much more the person pays, in rupiah; what has no price counts as nothing."""
        return (self.new_total or 0) - (self.old_total or 0)


@dataclass(kw_only=True, slots=True)
class Tally:
    """Count a group: how many there are, and how many of them a law treats otherwise."""

    counted: int = 0
    changed: int = 0
    excluded: int = 0
    to_review: int = 0
    eased: int = 0
    dearer: int = 0
    cheaper: int = 0
    difference: int = 0

    def add(self, weighed: Weighed) -> None:
        """Count one more person."""
        self.counted += 1
        if not weighed.is_changed:
            return
        self.changed += 1
        if weighed.changes_verdict:
            self._add_verdict(weighed)
        if weighed.changes_total:
            self.difference += weighed.difference
            self.dearer += weighed.difference > 0
            self.cheaper += weighed.difference < 0

    def _add_verdict(self, weighed: Weighed) -> None:
        if _SEVERITY.index(weighed.new_verdict) < _SEVERITY.index(weighed.old_verdict):
            self.eased += 1
        elif weighed.new_verdict is Verdict.NO:
            self.excluded += 1
        else:
            self.to_review += 1


@dataclass(kw_only=True, slots=True)
class Consequences:
    """Hold the counts of every group."""

    tallies: Mapping[Group, Tally] = field(default_factory=lambda: {group: Tally() for group in Group})

    def add(self, groups: tuple[Group, ...], weighed: Weighed) -> None:
        """Count somebody in each group that they belong to."""
        for group in groups:
            self.tallies[group].add(weighed)

    def to_plain(self) -> dict[str, dict[str, int]]:
        """Return the counts as they are kept."""
        return {group.value: asdict(tally) for group, tally in self.tallies.items()}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return kept counts."""
        return cls(tallies={group: Tally(**plain.get(group.value, {})) for group in Group})


class RunState(StrEnum):
    """Say how far a count has come; one that another law part overtook is never finished."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    OVERTAKEN = "overtaken"

    @property
    def is_unfinished(self) -> bool:
        """Tell whether a result may still come."""
        return self in {RunState.WAITING, RunState.RUNNING}


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Describe one count: for which law part, compared with which revision, and what came of it."""

    id: UUID
    base: int
    fingerprint: str
    as_of: date
    asked_by: UUID
    asked_at: datetime
    state: RunState = RunState.WAITING
    total: int | None = None
    seen: int = 0
    finished_at: datetime | None = None
    consequences: Consequences | None = None
    line_count: int = 0
    lines_file_id: UUID | None = None
