"""Who changes a regency's document, when, and what a draft of its law part holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

Plain = Any
"""Values as JSON knows them: texts, numbers, truths, nothing, lists and tables of these."""

LAW_SECTIONS = ("regulation", "programme", "consent", "clauses", "form", "rule_tests")
"""The sections of the law part, in the order in which people fill them in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Editor:
    """Say who acts on which regency's document; `today` is the regency's own date."""

    tenant_id: int
    account_id: UUID
    today: date
    now: datetime


class OpeningState(StrEnum):
    """Say how far the opening of a space has come: the regency asks, the centre begins it, a job finishes it."""

    ASKED = "asked"
    WITHDRAWN = "withdrawn"
    BEGUN = "begun"
    OPENED = "opened"


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """Hold what settled an item of the opening's checklist: a file, or a stated reason."""

    file_id: UUID | None
    reason: str | None
    settled_by: UUID
    settled_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """Hold a regency's wish to be opened, the revisions it was asked for, and what the opening removed."""

    tenant_id: int
    state: OpeningState
    law: int
    house: int
    checklist: Mapping[str, str]
    asked_at: datetime
    begun_at: datetime | None = None
    opened_at: datetime | None = None
    removed: Mapping[str, int] | None = None


class DraftState(StrEnum):
    """Say how far a draft has come: editing → submitted → published, or discarded; returned it is edited again."""

    EDITING = "editing"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    DISCARDED = "discarded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """Say who asked for approval of what; the fingerprint is that of the law part as it stood."""

    submitted_by: UUID
    submitted_at: datetime
    fingerprint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Return:
    """Say who sent a draft back to its editors, and why."""

    returned_by: UUID
    returned_at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """Describe the draft of a law part; `base` is the revision it began from, `restores` the one it shall equal."""

    id: UUID
    state: DraftState
    base: int
    restores: int | None
    started_by: UUID
    started_at: datetime
    submission: Submission | None
    returned: Return | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionContent:
    """Hold a section's plain values in one version.

    A positive version is one of a draft. A negative one is the published revision of that number, from which a
    section begins that nobody has changed yet.
    """

    section: str
    version: int
    values: Plain


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionChange:
    """Say who kept which version of a section, and when."""

    content: SectionContent
    edited_by: UUID
    edited_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Collision:
    """Name one field that two people changed differently, by its path."""

    path: str
    mine: Plain
    theirs: Plain


class Absent:
    """Stand for a value that is not there, where nothing itself is a value."""

    def __repr__(self) -> str:
        return "absent"


ABSENT = Absent()


class Side(StrEnum):
    """Say whose value is kept where two people changed the same field."""

    MINE = "mine"
    THEIRS = "theirs"


Choices = Mapping[str, Side]
