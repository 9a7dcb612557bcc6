"""Roles and their reach in words, for pages that show what somebody may do."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sertakan.identity.model import Grant, ScopeKind
from sertakan.localisation import gettext as _
from sertakan.web.regency.places import places_of
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

Units = Sequence[tuple[UUID, str]]


def tell_grants(grants: Iterable[Grant], units: Units) -> list[tuple[str, str]]:
    """Return roles with how far each reaches."""
    return [(word_for("role", grant.role), scope_word(grant, units)) for grant in grants]


def scope_word(grant: Grant, units: Units) -> str:
    """Return how far a role reaches."""
    here = visit()
    if grant.scope_kind is ScopeKind.REGENCY:
        return _("seluruh %(region)s", region=here.regency.full_name)
    if grant.scope_kind is ScopeKind.WORK_UNIT:
        return dict(units).get(grant.work_unit_id) or _("unit kerja yang tidak ada lagi")  # type: ignore[arg-type]
    name = places_of(here.regency.identity.region_code).name_of(grant.region_code or "")
    if grant.scope_kind is ScopeKind.DISTRICT:
        return _("Kecamatan %(name)s", name=name)
    return _("%(village)s %(name)s", village=here.regency.words.village, name=name)
