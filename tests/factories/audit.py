"""Decisions on record."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from sertakan.audit.service import record
from sertakan.kernel.event import Event

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Rehearsed(Event):
    """State that a test decided something."""

    name: ClassVar[str] = "test.rehearsed"
    number: int = 0


def make_record(number: int = 0, *, at: datetime = NOON, subject_id: UUID | None = None) -> None:
    """Record a decision with the work at hand."""
    record(Rehearsed(number=number), at=at, actor_id=None, subject_id=subject_id)
