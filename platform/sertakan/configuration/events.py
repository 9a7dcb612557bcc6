"""What was decided about a regency's document."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sertakan.kernel.event import Event


@dataclass(frozen=True, kw_only=True)
class HousePublished(Event):
    """State that an admin changed how the regency shows itself and speaks."""

    name: ClassVar[str] = "house.published"
    number: int
    parts: tuple[str, ...]
    restores: int | None = None
    undoes: int | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentImported(Event):
    """State that an operator took the document over from another deployment, with so many files."""

    name: ClassVar[str] = "document.imported"
    files: int


@dataclass(frozen=True, kw_only=True)
class OpeningItemSettled(Event):
    """State that an item of the opening's checklist was settled, by a paper or by a stated reason."""

    name: ClassVar[str] = "opening.item_settled"
    item: str
    by_reason: bool


@dataclass(frozen=True, kw_only=True)
class OpeningItemTakenBack(Event):
    """State that the paper or reason of an item was taken back."""

    name: ClassVar[str] = "opening.item_taken_back"
    item: str


@dataclass(frozen=True, kw_only=True)
class OpeningAsked(Event):
    """State that a regency asked the centre to open its space with these revisions."""

    name: ClassVar[str] = "opening.asked"
    law: int
    house: int


@dataclass(frozen=True, kw_only=True)
class OpeningWithdrawn(Event):
    """State that a regency took its wish back."""

    name: ClassVar[str] = "opening.withdrawn"


@dataclass(frozen=True, kw_only=True)
class OpeningBegun(Event):
    """State that the centre began to open a space."""

    name: ClassVar[str] = "opening.begun"


@dataclass(frozen=True, kw_only=True)
class SpaceOpened(Event):
    """State that a space was opened to real people, and how many rows of the trial were removed."""

    name: ClassVar[str] = "space.opened"
    removed: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class RegencyFounded(Event):
    """State that the centre made a regency's space, and from which one its parameters were copied."""

    name: ClassVar[str] = "regency.founded"
    slug: str
    copied_from: str | None = None


@dataclass(frozen=True, kw_only=True)
class TrialBegun(Event):
    """State that a draft was opened for trying out, with invented people."""

    name: ClassVar[str] = "trial.begun"


@dataclass(frozen=True, kw_only=True)
class DraftOpened(Event):
    """State that somebody began to change the law part."""

    name: ClassVar[str] = "law.draft_opened"
    base: int
    restores: int | None = None


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event):
    """State that a draft was thrown away, with the sections that it had changed."""

    name: ClassVar[str] = "law.draft_discarded"
    sections: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DraftSubmitted(Event):
    """State that a law part, as its fingerprint names it, waits for a second person."""

    name: ClassVar[str] = "law.submitted"
    fingerprint: str
    sections: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DraftReturned(Event):
    """State that a second person sent a law part back to its editors."""

    name: ClassVar[str] = "law.returned"
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class LawPublished(Event):
    """State that a second person approved a law part, and from which day it applies."""

    name: ClassVar[str] = "law.published"
    number: int
    fingerprint: str
    applied_from: date
    sections: tuple[str, ...]
    restores: int | None = None


@dataclass(frozen=True, kw_only=True)
class WhatIfAsked(Event):
    """State that somebody asked whom a proposed law part would treat otherwise than the one published last."""

    name: ClassVar[str] = "law.what_if_asked"
    fingerprint: str
    base: int


@dataclass(frozen=True, kw_only=True)
class WhatIfListTaken(Event):
    """State that somebody took the list of those whom a proposed law part would treat otherwise."""

    name: ClassVar[str] = "law.what_if_taken"
    lines: int
    part: int


@dataclass(frozen=True, kw_only=True)
class DecisionsListed(Event):
    """State that decisions made before a law was applied, but after it took effect, were listed for review."""

    name: ClassVar[str] = "law.decisions_listed"
    revision: int
    looked_through: int
    listed: int


@dataclass(frozen=True, kw_only=True)
class DecisionLookedAt(Event):
    """State that somebody looked at a decision that a law reaching back would have made otherwise."""

    name: ClassVar[str] = "law.decision_looked_at"
    revision: int
