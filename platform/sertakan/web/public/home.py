"""A regency's front page, and the files that dress it."""

from dataclasses import dataclass
from functools import lru_cache

from flask import Response
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from sertakan.localisation.messages import OwnSentences, current_language, current_sentences
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import SpaceState
from sertakan.web.access import SpaceSuspended, anybody
from sertakan.web.application import SiteBlueprint
from sertakan.web.logos import INERT, Slot, find_picture
from sertakan.web.page import theme_for
from sertakan.web.public.figures import Figures, figures_on, in_millions
from sertakan.web.rendering import paint, paint_macro
from sertakan.web.visit import visit

blueprint = SiteBlueprint("public", __name__, site=Site.REGENCY)
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    price: Markup
    benefits: Markup
    steps: Markup


@blueprint.get("/")
@anybody
def home() -> str:
    """Show what the regency promises, what it costs today, and where to begin."""
    here = visit()
    if here.tenant.state is SpaceState.SUSPENDED:
        raise SpaceSuspended
    if here.tenant.state is SpaceState.DRAFT:
        return paint("public/draft.html", document=here.regency)
    return paint("public/home.html", **home_context())


def home_context() -> dict[str, object]:
    """Return what the front page shows today."""
    here = visit()
    programme = here.regency.programme
    figures = figures_on(here.today, programme.default_bracket)
    parts = _parts_of(current_language(), current_sentences(), figures, programme.review_working_days)
    return {"document": here.regency, "figures": figures, "parts": parts}


@lru_cache(maxsize=256)
def _parts_of(language: str, _own: OwnSentences | None, figures: Figures, review_days: int) -> _Parts:
    """Paint once what all regencies with the same figures and the same words show alike."""
    return _Parts(
        price=paint_macro(language, "public/_price.html", "price_card", figures),
        benefits=paint_macro(language, "public/_benefits.html", "benefits", figures, in_millions),
        steps=paint_macro(language, "public/_steps.html", "three_steps", review_days),
    )


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
    return _picture("logo", name)


@blueprint.get("/ikon/<name>")
@anybody
def icon(name: str) -> Response:
    """Serve the small picture that the browser shows in its tab."""
    return _picture("favicon", name)


def _picture(slot: Slot, name: str) -> Response:
    here = visit()
    found = find_picture(here.tenant.id, here.regency, slot, name)
    if found is None:
        raise NotFound
    headers = {"Cache-Control": _FOREVER, "Content-Security-Policy": INERT}
    return Response(found.content, mimetype=found.media_type, headers=headers)
