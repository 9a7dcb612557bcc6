"""Whom to ask: the office, the data protection officer, the branch of BPJS Ketenagakerjaan."""

from werkzeug.wrappers import Response

from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import Contacts, RegencyDocument
from sertakan.tenancy.document.part import Part
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import EmailField, PageForm, TextField
from sertakan.web.regency.configuring.house_page import HOME, HousePage
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.visit import visit

_PATH = f"{HOME}/kontak"
_LONGEST_LINE = 300
blueprint = SiteBlueprint("house_contacts", __name__, site=Site.REGENCY, url_prefix=_PATH)


class ContactsForm(PageForm):
    """Hold every contact; what nobody told us stays empty."""

    office = TextField(_l("Kantor"), required=False, longest=_LONGEST_LINE)
    address = TextField(_l("Alamat"), required=False, longest=_LONGEST_LINE)
    phone = TextField(_l("Telepon"), required=False)
    email = EmailField(_l("Surel"), required=False)
    hours = TextField(_l("Jam layanan"), required=False, longest=_LONGEST_LINE)
    dpo_name = TextField(_l("Nama petugas pelindungan data"), required=False, longest=_LONGEST_LINE)
    dpo_email = EmailField(_l("Surel petugas pelindungan data"), required=False)
    branch_name = TextField(_l("Nama kantor cabang"), required=False, longest=_LONGEST_LINE)
    branch_phone = TextField(_l("Telepon kantor cabang"), required=False)


def _make(document: RegencyDocument | None) -> ContactsForm:
    return ContactsForm(formdata=None, data=dict(document.contacts)) if document else ContactsForm()


def _read(form: PageForm, document: RegencyDocument) -> Part:
    return document.contacts.model_copy(update={name: text or None for name, text in form.data.items()})


PAGE = HousePage(
    part="contacts",
    path=_PATH,
    template="regency/configuring/contacts.html",
    make=_make,
    read=_read,
    saved=_l("Kontak tersimpan dan berlaku sekarang."),
)


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def show() -> Response:
    """Show the contacts."""
    return PAGE.show()


@blueprint.post("")
@staff(Permission.EDIT_HOUSE)
def save() -> Response:
    """Publish the contacts."""
    return PAGE.save()


def _standing() -> Standing:
    empty = [name for name in Contacts.model_fields if getattr(visit().regency.contacts, name) is None]
    if not empty:
        return Standing(condition=Condition.COMPLETE)
    condition = Condition.EMPTY if len(empty) == len(Contacts.model_fields) else Condition.INCOMPLETE
    return Standing(condition=condition, missing=_("%(count)s isian masih kosong.", count=len(empty)))


SECTION = Section(
    side=Side.HOUSE,
    title=_l("Kontak"),
    summary=_l("Kantor, petugas pelindungan data, cabang BPJS Ketenagakerjaan"),
    path=_PATH,
    permission=Permission.EDIT_HOUSE,
    standing=_standing,
)
