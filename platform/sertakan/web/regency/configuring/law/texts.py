"""The text of the regulation: one PDF, kept under what it holds."""

import hashlib

from flask import Response, request
from wtforms import FileField

from sertakan.configuration.service import drafts
from sertakan.configuration.service.checking import REGULATION_TEXT
from sertakan.configuration.service.texts import keep_text
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.localisation import lazy_gettext as _l
from sertakan.persistence.files import find_file, read_file
from sertakan.tenancy.directory import Site
from sertakan.web.access import signed_in, staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import PageForm
from sertakan.web.regency.configuring.law.drafted import PATHS, drafted
from sertakan.web.regency.configuring.law.saving import keep, seen_version
from sertakan.web.rendering import answer
from sertakan.web.visit import visit

blueprint = SiteBlueprint("law_texts", __name__, site=Site.REGENCY, url_prefix=PATHS["regulation"])


class TextForm(PageForm):
    """Choose the PDF."""

    text = FileField(_l("Berkas PDF"), description=_l("Naskah yang sudah ditandatangani, paling besar 8 MB."))


@blueprint.get("/unggah-naskah")
@staff(Permission.EDIT_LAW)
def show_upload() -> Response:
    """Ask for the text."""
    return _page(TextForm(formdata=None), drafted().sections["regulation"].version)


@blueprint.post("/unggah-naskah")
@staff(Permission.EDIT_LAW)
def upload() -> Response:
    """Keep the text and name it in the draft."""
    here, seen = visit(), seen_version()
    sent = request.files.get("text")
    content = sent.stream.read() if sent else b""
    base = drafts.read_version(here.tenant.id, "regulation", seen).values
    try:
        kept = keep_text(here.tenant.id, content, signed_in().account_id)
    except Refusal as refusal:
        form = TextForm()
        form.add_refusal(refusal)
        return _page(form, seen, status=400)
    return keep("regulation", {**base, "text": kept.model_dump(mode="json")}, back=PATHS["regulation"])


def _page(form: PageForm, seen: int, *, status: int = 200) -> Response:
    return answer("regency/configuring/law/upload.html", status, form=form, seen=seen)


@blueprint.get("/naskah")
@staff(Permission.SEE_SETTINGS)
def download() -> Response:
    """Hand out the text that the draft names."""
    tenant_id = visit().tenant.id
    named = drafted().sections["regulation"].values["text"]
    found = find_file(tenant_id, purpose=REGULATION_TEXT, sha256_hex=named["sha256"]) if named else None
    if found is None:
        raise NotFound("file.unknown")
    content = read_file(tenant_id, found).content
    response = Response(content, mimetype="application/pdf")
    name = hashlib.sha256(content).hexdigest()[:12]
    response.headers["Content-Disposition"] = f'attachment; filename="peraturan-{name}.pdf"'
    return response
