"""Which languages the regency speaks, who read its words, and how complete its own texts are."""

from typing import Any

from werkzeug.wrappers import Response
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from sertakan.configuration.rules.translation import count_untranslated, missing_texts, texts_of
from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.document_labels import name_of
from sertakan.localisation.messages import LANGUAGES
from sertakan.localisation.standard import standard_sentences
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import Languages, RegencyDocument, Reviewers
from sertakan.tenancy.document.part import Part
from sertakan.tenancy.document.words import BALI
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import ChoiceField, PageForm, TextField
from sertakan.web.regency.configuring.house_page import HOME, HousePage
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.visit import visit

_PATH = f"{HOME}/bahasa"
blueprint = SiteBlueprint("languages", __name__, site=Site.REGENCY, url_prefix=_PATH)


class LanguagesForm(PageForm):
    """Say which languages are offered, which comes first, and who read their words."""

    offers_balinese = BooleanField(_l("Tawarkan Basa Bali di samping Bahasa Indonesia"))
    default = ChoiceField(_l("Bahasa pertama"))
    on_thursdays = BooleanField(_l("Basa Bali lebih dahulu setiap hari Kamis"))
    reviewed_by_id = TextField(_l("Pemeriksa kata Bahasa Indonesia"), required=False, longest=300)
    reviewed_by_ban = TextField(_l("Pemeriksa kata Basa Bali"), required=False, longest=300)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.default.choices = [SelectChoice(code, name) for code, name in LANGUAGES.items()]


def _make(document: RegencyDocument | None) -> LanguagesForm:
    if document is None:
        return LanguagesForm()
    languages = document.languages
    return LanguagesForm(
        formdata=None,
        data={
            "offers_balinese": "ban" in languages.offered,
            "default": languages.default,
            "on_thursdays": languages.on_thursdays == "ban",
            "reviewed_by_id": languages.reviewed_by.id,
            "reviewed_by_ban": languages.reviewed_by.ban,
        },
    )


def _read(form: PageForm, document: RegencyDocument) -> Part:
    offered = ("id", "ban") if form.value("offers_balinese") else ("id",)
    return Languages.model_construct(
        offered=offered,
        default=form.value("default"),
        on_thursdays="ban" if form.value("on_thursdays") else None,
        reviewed_by=Reviewers.model_construct(
            id=form.value("reviewed_by_id") or None, ban=form.value("reviewed_by_ban") or None
        ),
    )


def _context(_form: PageForm, document: RegencyDocument) -> dict[str, Any]:
    own = [each.language for each in document.own_sentences]
    rows = [
        {
            "code": language,
            "name": LANGUAGES[language],
            "standard": len(standard_sentences()),
            "own": own.count(language),
            "texts": len(texts_of(document)),
            "missing": [name_of(text.path) for text in missing_texts(document, language)],
            "reviewer": getattr(document.languages.reviewed_by, language),
        }
        for language in document.languages.offered
    ]
    return {"rows": rows, "is_in_bali": document.identity.province_code == BALI}


def _field_of(path: str) -> str:
    return "offers_balinese" if path.startswith("offered") else path.replace(".", "_")


PAGE = HousePage(
    part="languages",
    path=_PATH,
    template="regency/configuring/languages.html",
    make=_make,
    read=_read,
    saved=_l("Bahasa tersimpan dan berlaku sekarang."),
    context=_context,
    field_of=_field_of,
)


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def show() -> Response:
    """Show the languages and how complete they are."""
    return PAGE.show()


@blueprint.post("")
@staff(Permission.EDIT_HOUSE)
def save() -> Response:
    """Offer these languages."""
    return PAGE.save()


def _standing() -> Standing:
    if count := count_untranslated(visit().regency):
        return Standing(
            condition=Condition.INCOMPLETE,
            missing=_("%(count)s teks daerah belum ada dalam bahasa yang ditawarkan.", count=count),
        )
    return Standing(condition=Condition.COMPLETE)


SECTION = Section(
    side=Side.HOUSE,
    title=_l("Bahasa dan kalimat"),
    summary=_l("Bahasa yang ditawarkan, kalimat sendiri, dan berkas untuk penerjemah."),
    path=_PATH,
    permission=Permission.EDIT_HOUSE,
    standing=_standing,
)
