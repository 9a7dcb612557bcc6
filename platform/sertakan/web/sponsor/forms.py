"""The pages of the sponsor's form: one thing each."""

from datetime import date
from typing import Any

from wtforms import BooleanField, FileField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import StopValidation

from sertakan.enrolment.model import ConsentWay, DraftAnswers
from sertakan.enrolment.rules.completeness import OPTIONAL_FIELDS
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.formats import format_rupiah
from sertakan.regulation.model import FundingSource, Relation, SponsorCategory
from sertakan.regulation.service import national_rules
from sertakan.tenancy.document import RegencyDocument
from sertakan.web.choices import choices_of, occupations, yes_no, yes_no_unknown
from sertakan.web.forms import (
    ChoiceField,
    DateField,
    EmailField,
    LongTextField,
    MobileField,
    NameField,
    NikField,
    PageForm,
    PickField,
    TextField,
)
from sertakan.web.sentences import sentence_for
from sertakan.web.visit import visit

_CODE_LENGTH = 6
_EMPLOYMENTS = ("none", "sponsor_company", "other_company")


class RelationForm(PageForm):
    """Ask what the worker is to the sponsor."""

    relation = ChoiceField(_l("Apa hubungan pekerja itu dengan Anda?"))
    employment = ChoiceField(_l("Dari siapa ia menerima upah?"))
    construction_project = ChoiceField(_l("Apakah ia tukang bangunan yang dipekerjakan untuk suatu proyek?"))
    member_elsewhere = ChoiceField(_l("Apakah ia sudah menjadi peserta BPJS Ketenagakerjaan?"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.relation.choices = choices_of("relation", [relation.value for relation in Relation])
        self.employment.choices = choices_of("employment", _EMPLOYMENTS)
        self.construction_project.choices = yes_no_unknown()
        self.member_elsewhere.choices = yes_no_unknown()


class IdentityForm(PageForm):
    """Ask for number and name."""

    nik = NikField(_l("NIK pekerja"))
    full_name = NameField(_l("Nama lengkap seperti di KTP"))


class BirthForm(PageForm):
    """Ask where and when the worker was born."""

    birth_place = TextField(_l("Tempat lahir"), longest=60)
    birth_date = DateField(_l("Tanggal lahir"))
    sex = ChoiceField(_l("Jenis kelamin"))

    def __init__(self, today: date, **options: Any) -> None:
        super().__init__(**options)
        self.birth_date.latest = today
        self.sex.choices = choices_of("sex", ("L", "P"))


class OccupationForm(PageForm):
    """Ask what the worker does."""

    occupation = PickField(_l("Apa pekerjaannya?"))
    carries = ChoiceField(_l("Apakah ia bekerja di bidang transportasi, seperti ojek, kurir, atau sopir?"))

    def __init__(self, today: date, **options: Any) -> None:
        super().__init__(**options)
        self.occupation.choices = occupations(national_rules().list_occupations(today))
        self.carries.choices = yes_no()


class PlaceForm(PageForm):
    """Ask for a village by searching it, and for the rest of the address."""

    query = TextField("", required=False, longest=60)
    village_code = ChoiceField(_l("Pilih yang benar"), required=False)
    text = LongTextField("", required=False, longest=300)
    same = BooleanField(_l("Sama dengan tempat tinggalnya"))

    def __init__(self, *, query_label: str, text_label: str, is_text_required: bool, **options: Any) -> None:
        super().__init__(**options)
        self.query.label.text = query_label
        self.text.label.text = text_label
        self.text.is_required = is_text_required

    def offer(self, places: list[tuple[str, str, str]]) -> None:
        """Offer the villages that were found."""
        self.village_code.choices = [SelectChoice(code, f"{name}, {where}") for code, name, where in places]

    def tell_search(self) -> None:
        """Say so when a search found nothing, and what to type instead."""
        if not self.village_code.choices:
            code = "village.none" if self.query.data else "village.missing"
            village = visit().regency.words.village
            self.query.errors = [sentence_for(code, village=village)]


class ContactForm(PageForm):
    """Ask for a phone, if any, and for what the regency wants besides."""

    mobile = MobileField(_l("Nomor HP pekerja"), required=False)
    email = EmailField(_l("Surel pekerja"), required=False)
    mother_name = TextField(_l("Nama ibu kandung"), required=False)
    working_hours = TextField(_l("Jam kerja, misalnya 08.00 sampai 16.00"), required=False, longest=60)
    second_occupation = TextField(_l("Pekerjaan kedua"), required=False)
    marital_status = TextField(_l("Status perkawinan"), required=False, longest=40)
    postcode = TextField(_l("Kode pos"), required=False, longest=10)

    def __init__(self, document: RegencyDocument, **options: Any) -> None:
        super().__init__(**options)
        wanted = document.form
        self.mobile.is_required = wanted.phone == "required"
        for name in OPTIONAL_FIELDS:
            if getattr(wanted, name) == "hidden":
                del self[name]
            else:
                self[name].is_required = getattr(wanted, name) == "required"

    def extra_fields(self) -> list[Any]:
        """Return the fields that the regency switched on, in their order."""
        return [self[name] for name in OPTIONAL_FIELDS if name in self]

    def extra_answers(self) -> dict[str, str]:
        """Return what was answered beyond the phone."""
        return {field.name: field.data for field in self.extra_fields() if field.data}


class ConsentForm(PageForm):
    """Ask how the worker agreed."""

    consent_way = ChoiceField(_l("Apakah pekerja tahu dan setuju Anda mendaftarkannya?"))
    proof = FileField(_l("Foto kertas yang ditandatangani atau dicap jempol"))

    def __init__(
        self,
        document: RegencyDocument,
        answers: DraftAnswers,
        *,
        is_asked_again: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        code = ConsentWay.CODE.value
        # Once sent in no new code goes out; one that was given may stay.
        offers_code = answers.consent_way == code if is_asked_again else answers.mobile
        self.consent_way.choices = choices_of(
            "way", [way for way in document.consent.ways if way != code or offers_code]
        )


class SixDigitsField(TextField):
    """Hold six digits, without the spaces people put between them."""

    def missing(self) -> str:
        """Return what to say when nothing was typed."""
        return sentence_for("consent.code_missing")

    def check(self, text: str) -> None:
        """Refuse what cannot be the code, before a try is counted."""
        compact = text.replace(" ", "").replace("-", "").replace(".", "")
        if not (compact.isascii() and compact.isdigit() and len(compact) == _CODE_LENGTH):
            raise StopValidation(self.missing())
        self.data = compact


class ConsentCodeForm(PageForm):
    """Ask for the six digits that the worker received."""

    consent_code = SixDigitsField(_l("Enam angka yang diterima pekerja"), longest=12)


class ContributionForm(PageForm):
    """Ask for how long, on which base and from whose money."""

    months = ChoiceField(_l("Untuk berapa bulan?"))
    bracket = PickField(_l("Golongan penghasilan pekerja"))
    funding = ChoiceField(_l("Dari uang siapa?"))
    own_code = TextField(_l("Kode iuran atau nomor bukti dari JMO"), required=False, longest=60)

    def __init__(
        self, document: RegencyDocument, category: SponsorCategory, today: date, **options: Any
    ) -> None:
        super().__init__(**options)
        table = national_rules().get_bracket_table(today)
        self.months.choices = [
            SelectChoice(str(count), _("%(count)s bulan", count=count))
            for count in document.programme.months_offered
        ]
        self.bracket.choices = [
            SelectChoice(str(bracket.number), _bracket_label(bracket.number, bracket.base))
            for bracket in table.brackets
        ]
        self.funding.choices = choices_of("funding", funding_for(document, category))


def _bracket_label(number: int, base: int) -> str:
    # Short enough to be read whole in a list on a phone.
    return _("Golongan %(number)s: %(base)s", number=number, base=format_rupiah(base))


def funding_for(document: RegencyDocument, category: SponsorCategory) -> list[str]:
    """Return whose money a sponsor may name: a person's own, an organisation's its own or its CSR."""
    own = (
        (FundingSource.ORGANISATION, FundingSource.CSR)
        if category is SponsorCategory.ORGANISATION
        else (FundingSource.PRIVATE,)
    )
    offered: list[str] = [
        source.value for source in own if source.value in document.programme.funding_sources
    ]
    return offered or [own[0].value]


class CheckForm(PageForm):
    """Ask for the last word."""

    knows_cover_elsewhere = BooleanField(_l("Saya sudah menanyakannya dan tetap ingin mendaftarkan"))
    total = TextField("", required=False)


class ExplanationForm(PageForm):
    """Ask why an answer is as it is."""

    explanation = LongTextField(_l("Penjelasan untuk petugas"), required=False, longest=500)


class RefusalForm(PageForm):
    """Ask for the code on a worker's message or slip."""

    code = TextField(_l("Kode dari pesan atau slip"), longest=20)
