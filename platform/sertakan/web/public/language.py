"""Change the language, from any page of any site, and come back to it."""

from flask import request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from sertakan.localisation.messages import LANGUAGES
from sertakan.tenancy.directory import Site
from sertakan.web.access import anybody, safe_next
from sertakan.web.application import SiteBlueprint
from sertakan.web.visit import LANGUAGE_COOKIE, visit

_A_YEAR = 31_536_000


@anybody
def change_language() -> Response:
    """Remember the chosen language for a year and return."""
    response = redirect(safe_next(request.form.get("next")), code=303)
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE,
            chosen,
            max_age=_A_YEAR,
            secure=not visit().is_demo,
            httponly=True,
            samesite="Lax",
        )
    return response


def _for_site(site: Site) -> SiteBlueprint:
    blueprint = SiteBlueprint(f"language_{site}", __name__, site=site)
    blueprint.add_url_rule("/bahasa", "change", change_language, methods=["POST"])
    return blueprint


blueprints = tuple(_for_site(site) for site in (Site.PORTAL, Site.REGENCY, Site.OVERSIGHT))
