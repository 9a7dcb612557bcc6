"""A translator's file: all sentences of one language out, and what came back in, with what was left out and why."""

from flask import Response, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse
from wtforms import FileField

from sertakan.configuration.rules.translation import TakenOver, Wanted, take_over
from sertakan.configuration.service import translations
from sertakan.configuration.service.house import publish_house
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.document_faults import sentence_of
from sertakan.localisation.exchange import LARGEST_FILE, write_translations
from sertakan.localisation.messages import LANGUAGES
from sertakan.localisation.standard import standard_sentences
from sertakan.sheets.writing import XLSX
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import Language
from sertakan.tenancy.document_file import DocumentError
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import PageForm
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.configuring.editing import editor_at_hand
from sertakan.web.regency.configuring.house_page import HOME, holding
from sertakan.web.regency.configuring.sentences import own_sentences_in
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("translating", __name__, site=Site.REGENCY, url_prefix=f"{HOME}/bahasa/berkas")
_TEMPLATE = "regency/configuring/translating.html"
_MOST_SHOWN = 50


class TranslationForm(PageForm):
    """Take a translator's file."""

    sheet = FileField(_l("Berkas dari penerjemah"))


@blueprint.get("/<language_name>/unduh.po")
@staff(Permission.EDIT_HOUSE)
def download(language_name: str) -> Response:
    """Give all sentences of a language to a translator."""
    language, here = _language(language_name), visit()
    own = own_sentences_in(holding().document, language)
    content = write_translations(language, own, f"Sertakan {here.regency.full_name}")
    return _attached(content, "text/x-gettext-translation", f"{language}.po")


@blueprint.get("/<language_name>/unduh.xlsx")
@staff(Permission.EDIT_HOUSE)
def download_workbook(language_name: str) -> Response:
    """Give all sentences of a language to a translator who works in a spreadsheet."""
    language = _language(language_name)
    own = own_sentences_in(holding().document, language)
    head = (_("Kalimat asli, jangan diubah"), LANGUAGES[language], _("Kalimat bersama yang diganti"))
    content = translations.write_workbook(language, own, LANGUAGES[language], head)
    return _attached(content, XLSX, f"{language}.xlsx")


def _attached(content: bytes, media_type: str, ending: str) -> Response:
    name = f"sertakan-{visit().tenant.slug}-{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, mimetype=media_type, headers=headers)


@blueprint.get("/<language_name>")
@staff(Permission.EDIT_HOUSE)
def show(language_name: str) -> str:
    """Explain the way of a file, and take one back."""
    language = _language(language_name)
    return paint(_TEMPLATE, form=TranslationForm(), language=language, name=LANGUAGES[language], taken=None)


@blueprint.post("/<language_name>")
@staff(Permission.EDIT_HOUSE)
def upload(language_name: str) -> AnyResponse:
    """Take the sentences of a file over, and say what was left out and why."""
    language, form = _language(language_name), TranslationForm()
    context = {"form": form, "language": language, "name": LANGUAGES[language], "taken": None}
    try:
        taken = _take_over(language)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal(_TEMPLATE, refusal, **context)
    left_out = [
        (each.message, sentence_of(DocumentError("", each.code, {"name": each.name})))
        for each in taken.left_out[:_MOST_SHOWN]
    ]
    return answer(_TEMPLATE, 200, **{**context, "taken": taken, "left_out": left_out})


def _take_over(language: Language) -> TakenOver:
    sent = request.files.get("sheet")
    if not isinstance(sent, FileStorage) or not sent.filename:
        raise Refusal("file.missing", field="sheet")
    rows = list(translations.read_file(sent.stream.read(LARGEST_FILE + 1)))
    if not rows:
        raise Refusal("translation.unreadable", field="sheet")
    now = holding()
    taken = take_over(
        now.document.own_sentences,
        tuple(Wanted(message=message, text=text) for message, text in rows),
        language,
        {sentence.message: sentence.by_language[language] for sentence in standard_sentences()},
    )
    publish_house(editor_at_hand(), {"own_sentences": taken.sentences}, seen=now.number)
    return taken


def _language(name: str) -> Language:
    for language in visit().regency.languages.offered:
        if language == name:
            return language
    raise NotFound
