"""A regency's front page, and the files that dress it."""

from flask import Response
from werkzeug.exceptions import NotFound

from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import SpaceState
from sertakan.web.access import SpaceSuspended, anybody
from sertakan.web.application import SiteBlueprint
from sertakan.web.logos import logo_of
from sertakan.web.page import theme_for
from sertakan.web.public.figures import figures_on, in_millions
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("public", __name__, site=Site.REGENCY)
_FOREVER = "public, max-age=31536000, immutable"


@blueprint.get("/")
@anybody
def home() -> str:
    """Show what the regency promises, what it costs today, and where to begin."""
    here = visit()
    if here.tenant.state is SpaceState.SUSPENDED:
        raise SpaceSuspended
    if here.tenant.state is SpaceState.DRAFT:
        return paint("public/draft.html", document=here.regency)
    figures = figures_on(here.today, here.regency.programme.default_bracket)
    return paint("public/home.html", document=here.regency, figures=figures, juta=in_millions)


@blueprint.get("/tema/<name>")
@anybody
def theme(name: str) -> Response:
    """Serve the regency's colours."""
    current, css = theme_for(visit().regency)
    if name != current:
        raise NotFound
    return Response(css, mimetype="text/css", headers={"Cache-Control": _FOREVER})


@blueprint.get("/logo/<name>")
@anybody
def logo(name: str) -> Response:
    """Serve the regency's logo."""
    found = logo_of(visit().regency)
    if found is None or found.name != name:
        raise NotFound
    return Response(found.content, mimetype=found.media_type, headers={"Cache-Control": _FOREVER})
