"""Which revisions of a regency's document decide on a date."""

from collections.abc import Iterable
from datetime import date

from sertakan.tenancy.document import RegencyDocument, law_part
from sertakan.tenancy.model import InForce, RevisionMark, RevisionPart


def in_force(marks: Iterable[RevisionMark], day: date) -> InForce | None:
    """Return the revisions in force on a day, or None for a regency without any.

    Of the laws that apply from the same day, the one published last decides; before the first one, the first does.
    The house has no days: what was published last holds at once.
    """
    known = tuple(marks)
    laws = [mark for mark in known if mark.part is not RevisionPart.HOUSE]
    houses = [mark.number for mark in known if mark.part is not RevisionPart.LAW]
    begun = [mark for mark in laws if mark.applied_from <= day]
    law = max(begun, key=_order) if begun else min(laws, key=_order, default=None)
    if law is None or not houses:
        return None
    return InForce(law=law.number, house=max(houses))


def _order(mark: RevisionMark) -> tuple[date, int]:
    return mark.applied_from, mark.number


def put_together(law: RegencyDocument, house: RegencyDocument) -> RegencyDocument:
    """Return the document with the law of one revision and everything else of another.

    :raises pydantic.ValidationError: when the two do not fit, which no publication lets happen
    """
    return house if law is house else house.with_parts(**dict(law_part(law)))
