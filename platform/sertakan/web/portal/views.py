"""Find your regency by name or list."""

from sertakan.tenancy.directory import Site
from sertakan.web.access import visitors
from sertakan.web.application import SiteBlueprint
from sertakan.web.rendering import paint

blueprint = SiteBlueprint("portal", __name__, site=Site.PORTAL)


@blueprint.get("/")
@visitors
def home() -> str:
    """Show all regencies."""
    return paint("portal/home.html")
