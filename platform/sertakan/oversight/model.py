"""The headline counts of a regency, and how the centre sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Measure(StrEnum):
    """Name what is counted of each regency every day."""

    SPONSORS = "sponsors"
    WORKERS = "workers"
    SUBMITTED = "enrolments.submitted"
    RETURNED = "enrolments.returned"
    REJECTED = "enrolments.rejected"
    APPROVED = "enrolments.approved"
    SENT = "enrolments.sent"
    REFUSED = "enrolments.refused"
    PAYABLE = "enrolments.payable"
    REGISTERED = "enrolments.registered"
    ENDED = "enrolments.ended"
    THIS_MONTH = "enrolments.this_month"
    MONTHS = "months"
    RUPIAH = "rupiah"
    UNVERIFIED = "consents.unverified"

    @property
    def is_known_later(self) -> bool:
        """Tell whether a past day can still be counted; a state is known only while it lasts."""
        return self in {Measure.SPONSORS, Measure.THIS_MONTH}


STATES: tuple[Measure, ...] = (
    Measure.SUBMITTED,
    Measure.RETURNED,
    Measure.APPROVED,
    Measure.SENT,
    Measure.REFUSED,
    Measure.PAYABLE,
    Measure.REGISTERED,
    Measure.REJECTED,
    Measure.ENDED,
)
"""The states of an enrolment in the order in which it passes through them."""


@dataclass(frozen=True, kw_only=True)
class Space:
    """Describe a regency's space as far as counting it needs."""

    tenant_id: int
    slug: str
    name: str
    region_code: str
    state: str
    is_demo: bool
    timezone: str

    @property
    def province_code(self) -> str:
        """Return the code of the province in which the regency lies."""
        return self.region_code[:2]


@dataclass(frozen=True, kw_only=True)
class Count:
    """Hold all counts of one regency on one day."""

    day: date
    counted_at: datetime
    values: Mapping[Measure, int]

    def get(self, measure: Measure) -> int | None:
        """Return a count; None when it was not counted on that day."""
        return self.values.get(measure)

    @property
    def enrolments(self) -> int:
        """Return how many enrolments there are in any state."""
        return sum(self.values.get(state, 0) for state in STATES)


@dataclass(frozen=True, kw_only=True)
class RegencyFigures:
    """Show one regency with its newest count, if it was ever counted."""

    space: Space
    count: Count | None = None

    def get(self, measure: Measure) -> int | None:
        """Return a count; None when it was never counted."""
        return self.count.get(measure) if self.count else None


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Hold the sums over regencies, with how many of them were counted and when."""

    regencies: int
    counted: int
    oldest: datetime | None
    values: Mapping[Measure, int]
    enrolments: int
