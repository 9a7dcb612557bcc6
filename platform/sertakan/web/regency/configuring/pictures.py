"""The regency's logo and the small picture of its browser tab, sent in and shown at once."""

from flask import flash, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import FileField

from sertakan.configuration.service import pictures
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import PageForm
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.configuring.branding import PATH
from sertakan.web.regency.configuring.editing import editor_at_hand, seen_revision
from sertakan.web.regency.configuring.house_page import holding, one_press
from sertakan.web.rendering import paint

_PATH = f"{PATH}/gambar"
_SLOTS: dict[str, pictures.Slot] = {"logo": "logo", "ikon": "favicon"}
blueprint = SiteBlueprint("house_pictures", __name__, site=Site.REGENCY, url_prefix=_PATH)


class PicturesForm(PageForm):
    """Hold the two files, each sent by a button of its own."""

    logo = FileField(_l("Logo, PNG atau SVG"))
    favicon = FileField(_l("Gambar kecil, PNG atau SVG"))


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def show() -> str:
    """Show both pictures and how to replace them."""
    return paint("regency/configuring/pictures.html", **_context(PicturesForm(formdata=None)))


def _context(form: PicturesForm) -> dict[str, object]:
    now = holding()
    return {
        "form": form,
        "document": now.document,
        "seen": now.number,
        "path": _PATH,
        "limits": pictures.LIMITS,
    }


@blueprint.post("/<any(logo, ikon):picture>")
@staff(Permission.EDIT_HOUSE)
def save(picture: str) -> Response:
    """Publish a picture."""
    slot = _SLOTS[picture]
    upload = request.files.get(slot)
    try:
        pictures.publish_picture(editor_at_hand(), slot, _content_of(upload), seen=seen_revision())
    except Conflict as conflict:
        return answer_refusal(
            "regency/configuring/changed_meanwhile.html", conflict, refusal=conflict, href=_PATH
        )
    except Refusal as refusal:
        form = PicturesForm(formdata=None)
        form.add_refusal(refusal)
        return answer_refusal("regency/configuring/pictures.html", refusal, **_context(form))
    flash(_("Gambar tersimpan dan tampil sekarang."), "success")
    return redirect(_PATH, code=303)


def _content_of(upload: FileStorage | None) -> bytes:
    if upload is None:
        return b""
    with upload.stream as stream:
        return stream.read()


@blueprint.post("/<any(logo, ikon):picture>/hapus")
@staff(Permission.EDIT_HOUSE)
def remove(picture: str) -> Response:
    """Show a picture no longer."""
    slot = _SLOTS[picture]
    return one_press(
        lambda: pictures.remove_picture(editor_at_hand(), slot, seen=seen_revision()),
        _PATH,
        _("Gambar tidak tampil lagi. Riwayat dapat mengembalikannya."),
    )
