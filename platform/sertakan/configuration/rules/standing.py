"""How the published laws of a regency stand on a day."""

from collections.abc import Sequence
from datetime import date

from sertakan.configuration.model import Standing
from sertakan.tenancy.model import RevisionMark, RevisionPart
from sertakan.tenancy.rules import in_force


def standings(marks: Sequence[RevisionMark], today: date) -> dict[int, Standing]:
    """Return how each law stands: of those that begin on the same day, only the one published last ever holds."""
    laws = [mark for mark in marks if mark.part is not RevisionPart.HOUSE]
    holding = in_force(marks, today)
    last_of_day = {mark.applied_from: mark.number for mark in sorted(laws, key=lambda mark: mark.number)}
    return {
        mark.number: Standing.IN_FORCE
        if holding is not None and mark.number == holding.law
        else Standing.SCHEDULED
        if mark.applied_from > today and last_of_day[mark.applied_from] == mark.number
        else Standing.SUPERSEDED
        for mark in laws
    }
