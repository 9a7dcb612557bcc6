"""What is known of a tenant before anything of its own is read."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class SpaceState(StrEnum):
    """Say how far a regency's space has come: draft → trial → live; any of them may be suspended."""

    DRAFT = "draft"
    TRIAL = "trial"
    LIVE = "live"
    SUSPENDED = "suspended"


class RevisionPart(StrEnum):
    """Say which part of the document a revision changed; a file and a founding bring the whole."""

    WHOLE = "whole"
    LAW = "law"
    HOUSE = "house"


@dataclass(frozen=True, kw_only=True, slots=True)
class RevisionMark:
    """Say what a revision of a regency's document holds, and from which day it applies."""

    number: int
    part: RevisionPart
    applied_from: date


class Origin(StrEnum):
    """Say where a revision came from."""

    FILE = "file"
    BUNDLE = "bundle"
    BROWSER = "browser"


@dataclass(frozen=True, kw_only=True, slots=True)
class Credit:
    """Say where a revision came from and who answers for it; `restores` is the earlier one that it equals."""

    origin: Origin
    published_by: UUID | None = None
    approved_by: UUID | None = None
    restores: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedRevision:
    """Describe a revision in a history: what it changed and from when, where it came from, who answers for it."""

    mark: RevisionMark
    credit: Credit
    published_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class InForce:
    """Name the revisions from which the document in force is put together: the law's and the house's."""

    law: int
    house: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Tenant:
    """Name one regency's space, as the directory knows it."""

    id: int
    slug: str
    region_code: str
    name: str
    state: SpaceState
    state_reason: str | None
    is_demo: bool
    timezone: str
    state_before: SpaceState | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether people can use the space: in trial with synthetic people, live with all."""
        return self.state in {SpaceState.TRIAL, SpaceState.LIVE}

    @property
    def wants_synthetic_people(self) -> bool:
        """Tell whether only numbers that belong to nobody are accepted."""
        return self.state is not SpaceState.LIVE
