"""Which revision of a regency's document decides on a date, and how a space comes to rest and back."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import tidy
from sertakan.tenancy.events import SpaceResumed, SpaceSuspended
from sertakan.tenancy.model import RevisionMark, SpaceState, Tenant

SHORTEST_REASON = 10
LONGEST_REASON = 300
# An office's telephone number may stand in a reason, a person's NIK or mobile number may not.
_NUMBER_OF_A_PERSON = re.compile(r"\d{9,}")


def revision_in_force(revisions: Iterable[RevisionMark], day: date) -> int | None:
    """Return the number of the revision in force on a day, or None before the first one applied.

    Of several that apply from the same day, the one published last decides.
    """
    begun = [revision for revision in revisions if revision.applied_from <= day]
    newest = max(begun, key=lambda revision: (revision.applied_from, revision.number), default=None)
    return newest.number if newest else None


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
