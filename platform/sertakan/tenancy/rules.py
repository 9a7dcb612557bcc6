"""Which revisions of a regency's document decide on a date, and how a space comes to rest and back."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import tidy
from sertakan.tenancy.document import RegencyDocument, law_part
from sertakan.tenancy.events import SpaceResumed, SpaceSuspended
from sertakan.tenancy.model import InForce, RevisionMark, RevisionPart, SpaceState, Tenant

SHORTEST_REASON = 10
LONGEST_REASON = 300
# An office's telephone number may stand in a reason, a person's NIK or mobile number may not.
_NUMBER_OF_A_PERSON = re.compile(r"\d{9,}")


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


def suspend(tenant: Tenant, reason: str) -> tuple[Tenant, SpaceSuspended]:
    """Return a space at rest, which says why to everybody and remembers what it was.

    :raises Refusal: tenant.suspended, reason.short, reason.long, reason.number
    """
    if tenant.state is SpaceState.SUSPENDED:
        raise Refusal("tenant.suspended", slug=tenant.slug)
    told = _checked(tidy(reason))
    resting = replace(tenant, state=SpaceState.SUSPENDED, state_before=tenant.state, state_reason=told)
    return resting, SpaceSuspended(state_before=tenant.state.value, reason=told)


def resume(tenant: Tenant) -> tuple[Tenant, SpaceResumed]:
    """Return a space in the state that it had before it rested.

    One that was put to rest before this was remembered comes back as a draft, which is open to nobody.

    :raises Refusal: tenant.not_suspended
    """
    if tenant.state is not SpaceState.SUSPENDED:
        raise Refusal("tenant.not_suspended", slug=tenant.slug, state=tenant.state.value)
    state = tenant.state_before or SpaceState.DRAFT
    return replace(tenant, state=state, state_before=None, state_reason=None), SpaceResumed(state=state.value)


def _checked(reason: str) -> str:
    if sum(sign.isalpha() for sign in reason) < SHORTEST_REASON:
        raise Refusal("reason.short", field="reason", min=SHORTEST_REASON)
    if len(reason) > LONGEST_REASON:
        raise Refusal("reason.long", field="reason", max=LONGEST_REASON, length=len(reason))
    if _NUMBER_OF_A_PERSON.search(re.sub(r"[ .-]", "", reason)):
        raise Refusal("reason.number", field="reason")
    return reason
