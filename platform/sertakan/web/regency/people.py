"""Who works for the regency here, in which roles, and how far each role reaches."""

from sertakan.identity import service as identity
from sertakan.identity.model import Grant, ScopeKind
from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.places import places_of
from sertakan.web.rendering import paint
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("people", __name__, site=Site.REGENCY, url_prefix="/kelola/petugas")


@blueprint.get("")
@staff(Permission.SEE_STAFF)
def listing() -> str:
    """Show the staff."""
    here = visit()
    units = {str(unit_id): name for unit_id, name in tenancy.list_work_units(here.tenant.id)}
    people = [
        (person, [_tell_grant(grant, units) for grant in person.grants])
        for person in identity.list_staff(here.tenant.id)
    ]
    return paint("regency/people.html", people=people, zone=here.zone, document=here.regency)


def _tell_grant(grant: Grant, units: dict[str, str]) -> tuple[str, str]:
    return word_for("role", grant.role), _scope(grant, units)


def _scope(grant: Grant, units: dict[str, str]) -> str:
    here = visit()
    if grant.scope_kind is ScopeKind.REGENCY:
        return _("seluruh %(region)s", region=here.regency.full_name)
    if grant.scope_kind is ScopeKind.WORK_UNIT:
        return units.get(str(grant.work_unit_id), _("unit kerja yang tidak ada lagi"))
    name = places_of(here.regency.identity.region_code).name_of(grant.region_code or "")
    if grant.scope_kind is ScopeKind.DISTRICT:
        return _("Kecamatan %(name)s", name=name)
    return _("%(village)s %(name)s", village=here.regency.words.village, name=name)
