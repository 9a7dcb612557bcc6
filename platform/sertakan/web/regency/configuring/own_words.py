"""What things are called here, where the usual words of kind and province do not fit."""

from werkzeug.wrappers import Response

from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import OwnWords, RegencyDocument, words_for
from sertakan.tenancy.document.part import Part
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import PageForm, TextField
from sertakan.web.regency.configuring.house_page import HOME, HousePage
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.visit import visit

_PATH = f"{HOME}/sebutan"
_LONGEST_WORD = 60
_LIST = "village_words"
blueprint = SiteBlueprint("house_words", __name__, site=Site.REGENCY, url_prefix=_PATH)


class WordsForm(PageForm):
    """Hold the nine words; an empty one follows from kind and province."""

    region_kind = TextField(_l("Jenis daerah"), required=False, longest=_LONGEST_WORD)
    region_head = TextField(_l("Kepala daerah"), required=False, longest=_LONGEST_WORD)
    regulation_short = TextField(_l("Peraturan, singkat"), required=False, longest=_LONGEST_WORD)
    regulation_long = TextField(_l("Peraturan, lengkap"), required=False, longest=_LONGEST_WORD)
    department = TextField(_l("Dinas"), required=False, longest=_LONGEST_WORD)
    village_words = TextField(_l("Desa atau kelurahan"), required=False)
    desa_head = TextField(_l("Kepala desa"), required=False, longest=_LONGEST_WORD)
    kelurahan_head = TextField(_l("Kepala kelurahan"), required=False, longest=_LONGEST_WORD)
    hamlet = TextField(_l("Banjar, dusun, atau RW"), required=False, longest=_LONGEST_WORD)


def _make(document: RegencyDocument | None) -> WordsForm:
    if document is None:
        return WordsForm()
    values = {name: _listed(word) if name == _LIST else word for name, word in document.own_words}
    return WordsForm(formdata=None, data=values)


def _listed(words: tuple[str, ...] | None) -> str | None:
    return ", ".join(words) if words else None


def _read(form: PageForm, document: RegencyDocument) -> Part:
    typed: dict[str, object] = {name: text or None for name, text in form.data.items()}
    villages = [word.strip() for word in str(typed[_LIST] or "").split(",")]
    typed[_LIST] = tuple(word for word in villages if word) or None
    return document.own_words.model_copy(update=typed)


def _defaults(_form: PageForm, document: RegencyDocument) -> dict[str, object]:
    """Return the usual words, which stand in the empty fields."""
    usual = words_for(document.identity.kind, document.identity.province_code)
    words = {name: getattr(usual, name) for name in OwnWords.model_fields}
    return {"defaults": {**words, _LIST: _listed(usual.village_words)}}


PAGE = HousePage(
    part="own_words",
    path=_PATH,
    template="regency/configuring/own_words.html",
    make=_make,
    read=_read,
    saved=_l("Sebutan tersimpan dan dipakai di semua halaman."),
    context=_defaults,
    field_of=lambda path: path.partition("[")[0],
)


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def show() -> Response:
    """Show the words."""
    return PAGE.show()


@blueprint.post("")
@staff(Permission.EDIT_HOUSE)
def save() -> Response:
    """Publish the words."""
    return PAGE.save()


def _standing() -> Standing:
    own = sum(word is not None for _name, word in visit().regency.own_words)
    told = _("%(count)s kata memakai sebutan sendiri.", count=own) if own else None
    return Standing(condition=Condition.COMPLETE, missing=told)


SECTION = Section(
    side=Side.HOUSE,
    title=_l("Sebutan"),
    summary=_l("Semua memakai sebutan yang biasa untuk daerah ini"),
    path=_PATH,
    permission=Permission.EDIT_HOUSE,
    standing=_standing,
)
