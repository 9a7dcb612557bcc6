"""Which revision of a regency's document decides on a date."""

from collections.abc import Iterable
from datetime import date

from sertakan.tenancy.model import RevisionMark


def revision_in_force(revisions: Iterable[RevisionMark], day: date) -> int | None:
    """Return the number of the revision in force on a day, or None before the first one applied.

    Of several that apply from the same day, the one published last decides.
    """
    begun = [revision for revision in revisions if revision.applied_from <= day]
    newest = max(begun, key=lambda revision: (revision.applied_from, revision.number), default=None)
    return newest.number if newest else None
