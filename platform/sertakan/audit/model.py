"""One link of the chain, and what a look at the whole chain found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Link:
    """Hold what one record states; the payload is the exact text that is hashed."""

    recorded_at: datetime
    actor_id: UUID | None
    event: str
    subject_id: UUID | None
    payload: str


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """Name the first place where a chain does not hold, and why."""

    sequence: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """Choose records by their events and whom they are about; `or_nobody` takes those about nobody as well."""

    events: Collection[str]
    about: Collection[UUID]
    or_nobody: bool = False
