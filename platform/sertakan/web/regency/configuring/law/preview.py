"""The sponsor's pages as the draft would make them, on a phone; nothing is kept."""

from flask import Response, request
from markupsafe import Markup

from sertakan.configuration.service import drafts
from sertakan.enrolment.rules.questioning import form_for
from sertakan.identity.permissions import Permission
from sertakan.localisation.messages import LANGUAGES, speaking
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document_file import DocumentInvalid
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.public.law_words import CATEGORIES
from sertakan.web.regency.configuring.law.drafted import PATHS, law_page
from sertakan.web.rendering import paint_macro
from sertakan.web.sponsor.forms import ContactForm
from sertakan.web.sponsor.own_form import own_form
from sertakan.web.visit import visit

blueprint = SiteBlueprint("law_preview", __name__, site=Site.REGENCY, url_prefix=PATHS["form"])


@blueprint.get("/pratinjau")
@staff(Permission.SEE_SETTINGS)
def show() -> Response:
    """Show contact page and questions in a language, to a category of sponsor."""
    category, language = request.args.get("kategori", ""), request.args.get("bahasa", "")
    category = category if category in CATEGORIES else next(iter(CATEGORIES))
    language = language if language in LANGUAGES else "id"
    try:
        phone = _paint(drafts.read_proposal(visit().tenant.id), category, language)
    except DocumentInvalid:
        phone = None
    return law_page(
        "preview.html",
        phone=phone,
        category=category,
        language=language,
        categories=CATEGORIES,
        languages=LANGUAGES,
        back=PATHS["form"],
    )


def _paint(document: RegencyDocument, category: str, language: str) -> Markup:
    form = form_for(document.form, category)
    with speaking(language):
        return paint_macro(
            language,
            "regency/configuring/law/_phone.html",
            "phone",
            ContactForm(document, formdata=None),
            own_form(form, "ban" if language == "ban" else "id") if form.questions else None,
            document.full_name,
        )
