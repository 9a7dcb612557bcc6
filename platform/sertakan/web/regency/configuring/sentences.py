"""Every sentence of the screens, to be found and said in the regency's own words."""

from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from sertakan.configuration.rules.translation import replace_sentence
from sertakan.configuration.service.house import publish_house
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import has_stray_percent, placeholders_of
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.document_faults import sentence_of
from sertakan.localisation.messages import LANGUAGES
from sertakan.localisation.standard import StandardSentence, find_sentence, search_sentences
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document_file import DocumentError
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import LongTextField, PageForm
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.configuring.editing import editor_at_hand, seen_revision
from sertakan.web.regency.configuring.house_page import HOME, holding
from sertakan.web.rendering import answer, paint

_PATH = f"{HOME}/bahasa/kalimat"
_PAGE = 40
_LONGEST_SEARCH = 120
blueprint = SiteBlueprint("sentences", __name__, site=Site.REGENCY, url_prefix=_PATH)


class SentenceForm(PageForm):
    """Say one sentence otherwise; an empty field takes the standard one."""

    text_id = LongTextField(_l("Kalimat sendiri, Bahasa Indonesia"), required=False, longest=4000)
    text_ban = LongTextField(_l("Kalimat sendiri, Basa Bali"), required=False, longest=4000)


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def listing() -> str:
    """List the sentences, those of the regency's own first, searched by any word."""
    document = holding().document
    own = {each.message for each in document.own_sentences}
    wanted, only_own = request.args.get("cari", "")[:_LONGEST_SEARCH], request.args.get("tampil") == "sendiri"
    found = [each for each in search_sentences(wanted) if each.message in own or not only_own]
    ordered = sorted(found, key=lambda each: each.message not in own)
    page, last = _page(len(ordered)), max(1, -(-len(ordered) // _PAGE))
    return paint(
        "regency/configuring/sentences.html",
        sentences=ordered[(page - 1) * _PAGE : page * _PAGE],
        said=_said(document),
        languages=[(code, LANGUAGES[code]) for code in document.languages.offered],
        own=own,
        wanted=wanted,
        only_own=only_own,
        count=len(ordered),
        newer=_href(wanted, page - 1, only_own=only_own) if page > 1 else None,
        older=_href(wanted, page + 1, only_own=only_own) if page < last else None,
    )


def _href(wanted: str, page: int, *, only_own: bool) -> str:
    asked = {"cari": wanted, "tampil": "sendiri" if only_own else "", "halaman": page}
    return f"{_PATH}?{urlencode(asked)}"


def _page(count: int) -> int:
    text = request.args.get("halaman", "1")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return max(1, min(asked, -(-count // _PAGE)))


def _said(document: RegencyDocument) -> dict[tuple[str, str], str]:
    return {(each.message, each.language): each.text for each in document.own_sentences}


@blueprint.get("/<sentence_name>")
@staff(Permission.EDIT_HOUSE)
def show(sentence_name: str) -> Response:
    """Show one sentence in all languages, standard and own."""
    now, sentence = holding(), _sentence(sentence_name)
    said = _said(now.document)
    form = SentenceForm(
        formdata=None, data={f"text_{code}": said.get((sentence.message, code)) for code in LANGUAGES}
    )
    return answer(
        "regency/configuring/sentence.html", 200, **_context(form, sentence, now.document, now.number)
    )


@blueprint.post("/<sentence_name>")
@staff(Permission.EDIT_HOUSE)
def save(sentence_name: str) -> Response:
    """Say the sentence otherwise from now on."""
    now, sentence, form = holding(), _sentence(sentence_name), SentenceForm()
    template = "regency/configuring/sentence.html"
    context = _context(form, sentence, now.document, seen_revision())
    if not form.validate() or _has_faults(form, sentence):
        return answer(template, 400, **context)
    own = now.document.own_sentences
    for code in now.document.languages.offered:
        own = replace_sentence(own, sentence.message, code, form.value(f"text_{code}") or None)
    try:
        # What others say otherwise meanwhile is kept: only this sentence was replaced in what holds now.
        publish_house(editor_at_hand(), {"own_sentences": own}, seen=now.number)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal(template, refusal, **context)
    flash(_("Kalimat tersimpan dan berlaku sekarang."), "success")
    return redirect(_PATH, code=303)


def _has_faults(form: SentenceForm, sentence: StandardSentence) -> bool:
    """Show beside each field what keeps its text from being filled in; an own text may leave placeholders out."""
    for code in LANGUAGES:
        text, field = form.value(f"text_{code}") or "", form[f"text_{code}"]
        unknown = placeholders_of(text) - placeholders_of(sentence.message)
        if has_stray_percent(text):
            field.errors = [sentence_of(DocumentError("", "sentence.percent", {}))]
        elif unknown:
            fault = DocumentError("", "sentence.placeholder_unknown", {"name": min(unknown)})
            field.errors = [sentence_of(fault)]
    return form.has_problems()


def _sentence(name: str) -> StandardSentence:
    if (found := find_sentence(name)) is None:
        raise NotFound
    return found


def _context(
    form: SentenceForm, sentence: StandardSentence, document: RegencyDocument, seen: int
) -> dict[str, Any]:
    return {
        "form": form,
        "standard": sentence,
        "languages": [(code, LANGUAGES[code]) for code in document.languages.offered],
        "placeholders": sorted(placeholders_of(sentence.message)),
        "seen": seen,
        "path": f"{_PATH}/{sentence.digest}",
    }


def own_sentences_in(document: RegencyDocument, language: str) -> dict[str, str]:
    """Return a regency's own sentences of one language, by the message that each replaces."""
    return {each.message: each.text for each in document.own_sentences if each.language == language}
