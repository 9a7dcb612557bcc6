"""Find your regency by name, by list or on the map."""

from typing import cast

from flask import current_app, request

from sertakan.kernel.text import tidy
from sertakan.tenancy.directory import Site
from sertakan.web.access import visitors
from sertakan.web.application import SertakanApp, SiteBlueprint
from sertakan.web.portal.outline import bali
from sertakan.web.portal.places import MOST_FOUND, find_places, list_spaces
from sertakan.web.rendering import paint

blueprint = SiteBlueprint("portal", __name__, site=Site.PORTAL)
_LONGEST_SHOWN = 80


@blueprint.get("/")
@visitors
def home() -> str:
    """Show the regencies that use Sertakan, or those of all 514 that a name finds."""
    tenants = cast("SertakanApp", current_app).directory.tenants()
    wanted = tidy(request.args.get("cari", ""))[:_LONGEST_SHOWN]
    spaces = list_spaces(tenants, request.host)
    found = find_places(wanted, tenants, request.host)
    return paint(
        "portal/home.html",
        wanted=wanted,
        spaces=spaces,
        found=found[:MOST_FOUND],
        found_count=len(found),
        outline=bali(),
        by_code={place.code: place for places in spaces.values() for place in places},
    )
