"""Who works for the regency here, in which roles, how far each role reaches, and whom an invitation awaits."""

from sertakan.identity import service as identity
from sertakan.identity.permissions import Permission
from sertakan.identity.rules.factor import is_factor_advised
from sertakan.identity.service import invitations
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.officer import may
from sertakan.web.regency.staffing.editor import may_edit_staff
from sertakan.web.regency.staffing.words import tell_grants
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("people", __name__, site=Site.REGENCY, url_prefix="/kelola/petugas")


@blueprint.get("")
@staff(Permission.SEE_STAFF)
def listing() -> str:
    """Show the staff, and to admins who was invited."""
    here = visit()
    units = tenancy.list_work_units(here.tenant.id)
    people = [
        (person, tell_grants(person.grants, units), is_factor_advised(person.grants))
        for person in identity.list_staff(here.tenant.id)
    ]
    may_edit = may_edit_staff()
    waiting = invitations.list_open(here.tenant.id, here.now) if may_edit else []
    return paint(
        "regency/people.html",
        people=people,
        invitations=[(each, tell_grants(each.grants, units)) for each in waiting],
        may_edit=may_edit,
        may_see_history=may(Permission.SEE_AUDIT),
        zone=here.zone,
    )
