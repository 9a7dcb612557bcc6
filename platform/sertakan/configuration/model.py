"""Who changes a regency's document, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


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
