"""The regency's document as it is in force: to read, with clauses, marks and open questions."""

from sertakan.identity.permissions import Permission
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.public.law import tell_national, tell_open_points, tell_programme
from sertakan.web.public.law_words import CERTAINTY
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("settings", __name__, site=Site.REGENCY, url_prefix="/kelola/pengaturan")


@blueprint.get("")
@staff(Permission.SEE_SETTINGS)
def show() -> str:
    """Show what holds here, where it stands, and what nobody has confirmed."""
    here = visit()
    return paint(
        "regency/settings.html",
        document=here.regency,
        slug=here.tenant.slug,
        state=here.tenant.state,
        revision=here.tenant.revision,
        revisions=tenancy.list_revisions(here.tenant.id),
        programme=tell_programme(here.regency, here.today),
        national=tell_national(here.today),
        open_points=tell_open_points(),
        certainty=CERTAINTY,
        today=here.today,
        zone=here.zone,
    )
