"""How the regency shows itself: its names and its three colours, each of which everybody must be able to read."""

from typing import Any

from flask import Response as FlaskResponse
from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document.part import Part
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import ColourField, PageForm, TextField
from sertakan.web.regency.configuring.house_page import HOME, HousePage, holding
from sertakan.web.regency.configuring.palette import COLOURS, check_colours, typed_palette, write_query
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.theme import theme_css
from sertakan.web.visit import visit

PATH = f"{HOME}/rupa"
_LONGEST_WORD = 60
_LONGEST_LINE = 300
blueprint = SiteBlueprint("house_branding", __name__, site=Site.REGENCY, url_prefix=PATH)


class BrandingForm(PageForm):
    """Hold names, colours and the words of the card."""

    display_name = TextField(_l("Nama yang ditampilkan"), longest=_LONGEST_WORD)
    service_name = TextField(_l("Nama layanan"), longest=_LONGEST_WORD)
    tagline = TextField(_l("Kalimat di bawah nama"), required=False, longest=_LONGEST_LINE)
    aksara = TextField(_l("Tulisan Aksara Bali"), required=False, longest=_LONGEST_WORD)
    primary = ColourField(_l("Warna utama"))
    link = ColourField(_l("Warna tautan"))
    button = ColourField(_l("Warna tombol"))
    card_title = TextField(_l("Judul kartu"), required=False, longest=_LONGEST_WORD)
    card_note = TextField(_l("Catatan pada kartu"), required=False, longest=_LONGEST_LINE)


def _make(document: RegencyDocument | None) -> BrandingForm:
    if document is None:
        return BrandingForm()
    return BrandingForm(formdata=None, data=dict(document.branding))


def _read(form: PageForm, document: RegencyDocument) -> Part:
    typed = {name: text or None for name, text in form.data.items()}
    return document.branding.model_copy(update=typed)


def _context(form: PageForm, _document: RegencyDocument) -> dict[str, Any]:
    typed = {name: str(form.value(name) or "") for name in COLOURS}
    checks = check_colours(typed)
    failing = {check.name: check.nearest for check in checks if not check.passes}
    return {
        "checks": checks,
        "nearest": {name: failing.get(name) for name in COLOURS},
        "query": write_query(typed),
        "preview": f"{PATH}/pratinjau",
    }


PAGE = HousePage(
    part="branding",
    path=PATH,
    template="regency/configuring/branding.html",
    make=_make,
    read=_read,
    saved=_l("Rupa tersimpan. Semua halaman sudah memakainya."),
    context=_context,
)


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def show() -> Response:
    """Show names and colours beside what they look like; the address may name colours to try."""
    now = holding()
    tried = vars(typed_palette(request.args, now.document))
    form = BrandingForm(formdata=None, data={**dict(now.document.branding), **tried})
    return PAGE.painted(form, now, 200)


@blueprint.post("")
@staff(Permission.EDIT_HOUSE)
def save() -> Response:
    """Publish names and colours; or take over a proposed colour, or show the preview, and publish nothing."""
    if "take" not in request.form and "preview" not in request.form:
        return PAGE.save()
    typed = MultiDict(request.form)
    for check in check_colours({name: typed.get(name, "") for name in COLOURS}):
        if check.name == typed.get("take"):
            typed[check.name] = check.nearest
    form = BrandingForm(formdata=typed)
    form.validate()
    return PAGE.painted(form, holding(), 400 if form.has_problems() else 200, seen=typed.get("seen", "0"))


@blueprint.get("/tema.css")
@staff(Permission.EDIT_HOUSE)
def stylesheet() -> FlaskResponse:
    """Serve the stylesheet of typed colours, for a whole page or for the example beside the form."""
    palette = typed_palette(request.args, visit().regency)
    scope = ".s-stage" if request.args.get("pada") == "contoh" else ":root"
    headers = {"Cache-Control": "private, max-age=600"}
    return FlaskResponse(theme_css(palette, scope=scope), mimetype="text/css", headers=headers)


def _standing() -> Standing:
    branding = visit().regency.branding
    if branding.logo is None and branding.logo_file is None:
        return Standing(condition=Condition.INCOMPLETE, missing=_("Logo belum ada."))
    return Standing(condition=Condition.COMPLETE)


SECTION = Section(
    side=Side.HOUSE,
    title=_l("Rupa"),
    summary=_l("Nama, warna, logo, kartu, domain sendiri"),
    path=PATH,
    permission=Permission.EDIT_HOUSE,
    standing=_standing,
)
