"""What is known of a tenant before anything of its own is read."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SpaceState(StrEnum):
    """Say how far a regency's space has come: draft → trial → live; any of them may be suspended."""

    DRAFT = "draft"
    TRIAL = "trial"
    LIVE = "live"
    SUSPENDED = "suspended"


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
    revision: int
    state_before: SpaceState | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether people can use the space: in trial with synthetic people, live with all."""
        return self.state in {SpaceState.TRIAL, SpaceState.LIVE}

    @property
    def wants_synthetic_people(self) -> bool:
        """Tell whether only numbers that belong to nobody are accepted."""
        return self.state is not SpaceState.LIVE


@dataclass(frozen=True, kw_only=True, slots=True)
class RevisionMark:
    """Say from which day a revision of a regency's document applies."""

    number: int
    applied_from: date
    published_at: datetime
