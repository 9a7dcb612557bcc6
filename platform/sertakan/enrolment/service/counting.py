"""Count a regency's sponsors and enrolments; no person leaves this room."""

from datetime import datetime

from sertakan.enrolment.model import StandingCounts
from sertakan.enrolment.repository import counting as repository


def count_standing(tenant_id: int) -> StandingCounts:
    """Return how many enrolments are in which state now, and what the open ones ask for."""
    return repository.count_standing(tenant_id)


def count_sent_in(tenant_id: int, since: datetime, until: datetime) -> int:
    """Return how many enrolments were sent in within a time, its end excluded."""
    return repository.count_sent_in(tenant_id, since, until)


def count_sponsors(tenant_id: int, until: datetime) -> int:
    """Return how many sponsors had registered before a moment."""
    return repository.count_sponsors(tenant_id, until)
