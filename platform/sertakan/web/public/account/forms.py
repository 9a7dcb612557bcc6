"""What is asked at sign-up and sign-in; which questions, depends on who signs up."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from wtforms import SelectField, StringField
from wtforms.validators import StopValidation

from sertakan.identity.model import Contact
from sertakan.identity.rules import check_password, common_passwords, parse_contact, personal_words
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.web.forms import ChoiceField, NikField, NipField, PageForm, TextField
from sertakan.web.sentences import sentence, sentence_for

ASN = "asn"
_LONGEST_SECRET = 4096
_CODE_LENGTH = 6
# Who is asked what, besides name, contact and password.
_ASKED = {
    ASN: {"nip", "work_unit_id", "organisation"},
    "non_asn": {"nik", "work_unit_id", "organisation"},
    "public": {"nik"},
    "organisation": {"nik", "organisation"},
}
_SORTS_OF_ASN = {"pns": _l("PNS"), "pppk": _l("PPPK")}
CATEGORIES = {
    ASN: _l("ASN (PNS atau PPPK)"),
    "non_asn": _l("Pegawai non-ASN"),
    "public": _l("Warga"),
    "organisation": _l("Perusahaan, koperasi, atau lembaga lain"),
}


def category_word(category: str, invited: Collection[str]) -> str:
    """Return as what somebody signs up; an ASN by the one sort that is invited, if it is one only."""
    sorts = [sort for sort in _SORTS_OF_ASN if sort in invited]
    if category == ASN and len(sorts) == 1:
        return str(_SORTS_OF_ASN[sorts[0]])
    return str(CATEGORIES[category])


class ContactField(TextField):
    """Hold an e-mail address or a mobile number, whichever was typed."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, longest=254, **options)

    def missing(self) -> str:
        """Return what to say when nothing was typed."""
        return sentence_for("contact.missing")

    def check(self, text: str) -> None:
        """Refuse what is neither."""
        try:
            self.contact()
        except Refusal as refusal:
            raise StopValidation(sentence(refusal)) from None

    def contact(self) -> Contact:
        """Return the contact that was typed.

        :raises Refusal: when it is none
        """
        return parse_contact(self.data or "")


class SecretField(StringField):
    """Hold a password exactly as it was typed; it is never painted again."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take over what was typed, as far as anybody types."""
        self.data = valuelist[0][:_LONGEST_SECRET] if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        """Refuse emptiness."""
        if not self.data:
            raise StopValidation(sentence_for("password.missing"))


class CodeField(TextField):
    """Hold six digits, however they are spaced."""

    def missing(self) -> str:
        """Return what to say when nothing was typed."""
        return sentence_for("code.missing")

    def check(self, text: str) -> None:
        """Refuse what is no code."""
        compact = text.replace(" ", "").replace("-", "")
        if not (compact.isascii() and compact.isdigit() and len(compact) == _CODE_LENGTH):
            raise StopValidation(sentence_for("code.shape"))
        self.data = compact


class SignInForm(PageForm):
    """Ask who it is and for the proof."""

    contact = ContactField(_l("Surel atau nomor HP"))
    password = SecretField(_l("Kata sandi"))


class ForgottenForm(PageForm):
    """Ask by which contact somebody signs in."""

    contact = ContactField(_l("Surel atau nomor HP"))


class NewPasswordForm(PageForm):
    """Ask for a new password."""

    password = SecretField(_l("Kata sandi baru"))


class CategoryForm(PageForm):
    """Ask as what somebody takes part."""

    category = ChoiceField(_l("Anda membuat akun sebagai apa?"))


class CodeForm(PageForm):
    """Ask for the six digits."""

    code = CodeField(_l("Kode enam angka"))


class SignUpForm(PageForm):
    """Ask what is needed to know a sponsor, and no more."""

    full_name = TextField(_l("Nama lengkap"))
    nip = NipField(_l("NIP"))
    nik = NikField(_l("NIK"))
    work_unit_id = SelectField(_l("Unit kerja (OPD)"), validate_choice=False)
    organisation = TextField(_l("Nama perusahaan atau lembaga"))
    contact = ContactField(_l("Surel atau nomor HP"))
    password = SecretField(_l("Buat kata sandi"))

    def __init__(
        self, category: str, units: Sequence[tuple[UUID, str]], *, invited: Collection[str], **options: Any
    ) -> None:
        super().__init__(**options)
        self.category = category
        self.category_word = category_word(category, invited)
        for name in ("nip", "nik", "work_unit_id", "organisation"):
            if name not in _ASKED[category] or (name == "work_unit_id" and not units):
                delattr(self, name)
        if "work_unit_id" in self:
            self.work_unit_id.choices = [
                ("", _("Pilih unit kerja")),
                *((str(id_), name) for id_, name in units),
            ]
            self.organisation.label.text = _("Nama unit kerja, bila tidak ada di daftar")
            self.organisation.is_required = False
        elif category != "organisation" and "organisation" in self:
            self.organisation.label.text = _("Unit kerja (OPD)")

    def validate(self, extra_validators: Any = None) -> bool:
        """Find all that is to be mended at once, the password and the unit included."""
        super().validate(extra_validators)
        if not self.password.errors:
            self._check_password()
        if "work_unit_id" in self:
            self._check_unit()
        return not self.has_problems()

    def _check_password(self) -> None:
        name = self.full_name.data or ""
        try:
            known = personal_words(name, self.contact.contact())
        except Refusal:
            known = (name,)
        try:
            check_password(self.password.data or "", personal=known, common=common_passwords())
        except Refusal as refusal:
            self.add_refusal(refusal)

    def _check_unit(self) -> None:
        offered = {str(value) for value, *_rest in self.work_unit_id.iter_choices()}
        if self.work_unit_id.data not in offered or not (self.work_unit_id.data or self.organisation.data):
            self.work_unit_id.errors = [sentence_for("work_unit.missing")]

    def said(self, name: str) -> Any:
        """Return what was answered, or nothing where it was not asked."""
        return (self._fields[name].data or None) if name in self else None
