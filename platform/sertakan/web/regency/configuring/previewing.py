"""Real pages in colours that nobody has published yet, for whoever chooses them and nobody else."""

from dataclasses import replace
from typing import Any

from flask import request

from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.page import Page, build_page
from sertakan.web.public.home import home_context
from sertakan.web.public.precheck import blank_context
from sertakan.web.regency.configuring.branding import PATH
from sertakan.web.regency.configuring.palette import COLOURS, write_query
from sertakan.web.rendering import paint_framed
from sertakan.web.visit import visit

blueprint = SiteBlueprint("house_preview", __name__, site=Site.REGENCY, url_prefix=f"{PATH}/pratinjau")


@blueprint.get("/beranda")
@staff(Permission.EDIT_HOUSE)
def home() -> str:
    """Paint the front page as visitors would meet it."""
    return _paint("public/home.html", home_context())


@blueprint.get("/isian")
@staff(Permission.EDIT_HOUSE)
def form() -> str:
    """Paint a page with questions as visitors would meet it."""
    return _paint("public/precheck.html", blank_context())


def _paint(template: str, context: dict[str, Any]) -> str:
    return paint_framed(template, _frame(), **context)


def _frame() -> Page:
    """Return a visitor's frame in the colours of the address; what is sent from here leads nowhere."""
    frame = build_page(visit())
    query = write_query({name: request.args.get(name, "") for name in COLOURS})
    return replace(
        frame,
        theme_url=f"{PATH}/tema.css?{query}",
        banner=_("Pratinjau warna. Belum berlaku untuk pengunjung."),
        navigation=(),
        path="/cek-syarat",
    )
