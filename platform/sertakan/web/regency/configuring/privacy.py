"""On which lawful basis personal data are used, purpose by purpose, and what people are told about it."""

from typing import Any

from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import LanguageTexts, LawfulBasis, RegencyDocument
from sertakan.tenancy.document.part import Part
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import LongTextField, OptionalPickField, PageForm, TextField
from sertakan.web.public.law_words import BASES, PURPOSES
from sertakan.web.regency.configuring.house_page import HOME, HousePage
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.visit import visit

_PATH = f"{HOME}/privasi"
_LONGEST_NOTICE = 4_000
blueprint = SiteBlueprint("house_privacy", __name__, site=Site.REGENCY, url_prefix=_PATH)


class PrivacyForm(PageForm):
    """Hold a basis and its citation for each purpose, and the notice in each language."""

    enrolment_basis = OptionalPickField(PURPOSES["enrolment"])
    enrolment_citation = TextField(_l("Rujukan"), required=False, longest=300)
    worker_notice_basis = OptionalPickField(PURPOSES["worker_notice"])
    worker_notice_citation = TextField(_l("Rujukan"), required=False, longest=300)
    branch_exchange_basis = OptionalPickField(PURPOSES["branch_exchange"])
    branch_exchange_citation = TextField(_l("Rujukan"), required=False, longest=300)
    village_validation_basis = OptionalPickField(PURPOSES["village_validation"])
    village_validation_citation = TextField(_l("Rujukan"), required=False, longest=300)
    reminders_basis = OptionalPickField(PURPOSES["reminders"])
    reminders_citation = TextField(_l("Rujukan"), required=False, longest=300)
    statistics_basis = OptionalPickField(PURPOSES["statistics"])
    statistics_citation = TextField(_l("Rujukan"), required=False, longest=300)
    notice_id = LongTextField(_l("Dalam bahasa Indonesia"), required=False, longest=_LONGEST_NOTICE)
    notice_ban = LongTextField(_l("Dalam bahasa Bali"), required=False, longest=_LONGEST_NOTICE)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for purpose in PURPOSES:
            self[f"{purpose}_basis"].choices = [
                SelectChoice("", _("Belum ditetapkan")),
                *(SelectChoice(code, str(word).capitalize()) for code, word in BASES.items()),
            ]


def _make(document: RegencyDocument | None) -> PrivacyForm:
    if document is None:
        return PrivacyForm()
    privacy = document.privacy
    values: dict[str, str | None] = {"notice_id": privacy.notice.id, "notice_ban": privacy.notice.ban}
    for purpose in PURPOSES:
        decided: LawfulBasis | None = getattr(privacy, purpose)
        values[f"{purpose}_basis"] = decided.basis if decided else ""
        values[f"{purpose}_citation"] = decided.citation if decided else None
    return PrivacyForm(formdata=None, data=values)


def _read(form: PageForm, document: RegencyDocument) -> Part:
    bases = {
        purpose: LawfulBasis.model_construct(basis=basis, citation=form.value(f"{purpose}_citation") or None)
        if (basis := form.value(f"{purpose}_basis"))
        else None
        for purpose in PURPOSES
    }
    notice = LanguageTexts.model_construct(
        id=form.value("notice_id") or None, ban=form.value("notice_ban") or None
    )
    return document.privacy.model_copy(update={**bases, "notice": notice})


PAGE = HousePage(
    part="privacy",
    path=_PATH,
    template="regency/configuring/privacy.html",
    make=_make,
    read=_read,
    saved=_l("Privasi tersimpan. Halaman Privasi untuk umum sudah memakainya."),
    context=lambda form, document: {"purposes": PURPOSES, "languages": document.languages.offered},
)


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def show() -> Response:
    """Show the bases and the notice."""
    return PAGE.show()


@blueprint.post("")
@staff(Permission.EDIT_HOUSE)
def save() -> Response:
    """Publish the bases and the notice."""
    return PAGE.save()


def _standing() -> Standing:
    decided = [getattr(visit().regency.privacy, purpose) for purpose in PURPOSES]
    uncited = sum(basis is None or basis.citation is None for basis in decided)
    if not uncited:
        return Standing(condition=Condition.COMPLETE)
    condition = Condition.INCOMPLETE if any(decided) else Condition.EMPTY
    missing = _(
        "%(count)s dari %(total)s tujuan belum punya dasar dengan rujukan.", count=uncited, total=len(decided)
    )
    return Standing(condition=condition, missing=missing)


SECTION = Section(
    side=Side.HOUSE,
    title=_l("Privasi"),
    summary=_l("Dasar hukum tiap tujuan, naskah pemberitahuan"),
    path=_PATH,
    permission=Permission.EDIT_HOUSE,
    standing=_standing,
)
