"""The one typed document of a regency: who it is, what its law decides, how it shows itself."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, StringConstraints, ValidationInfo, field_validator

from sertakan.tenancy.document.house import (
    Branding,
    Calendar,
    Contacts,
    Languages,
    Messages,
    OwnSentences,
    Privacy,
)
from sertakan.tenancy.document.part import AsTuple, ExactInteger, Part, Word, refused, refused_below
from sertakan.tenancy.document.programme import Consent, Form, Programme
from sertakan.tenancy.document.regulation import Clause, Regulation, ensure_one_clause_at_a_time
from sertakan.tenancy.document.rule_test import RuleTest, once_each_test
from sertakan.tenancy.document.words import Kind, OwnWords, Words, words_for
from sertakan.tenancy.regions import is_reserved

InitialState = Literal["draft", "trial"]
Zone = Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
Instrument = Literal["perbup", "perwali"]
Clauses = Annotated[tuple[Clause, ...], AsTuple, AfterValidator(ensure_one_clause_at_a_time)]
RuleTests = Annotated[tuple[RuleTest, ...], AsTuple, AfterValidator(once_each_test)]

_FIRST_KOTA = 71


class Identity(Part):
    """Say which government this is; only the operator of the platform changes it."""

    slug: Annotated[str, StringConstraints(max_length=63, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    region_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}\.[0-9]{2}$")]
    kind: Kind
    name: Word
    initial_state: InitialState = "draft"
    demo: bool = False
    timezone: Zone
    reference_prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    own_domain: (
        Annotated[str, StringConstraints(max_length=253, pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")] | None
    ) = None

    @field_validator("slug")
    @classmethod
    def _slug_is_free(cls, value: str) -> str:
        if is_reserved(value):
            raise refused("identity.slug_reserved", slug=value)
        return value

    @field_validator("kind")
    @classmethod
    def _kind_agrees_with_code(cls, value: Kind, info: ValidationInfo) -> Kind:
        code = info.data.get("region_code")
        if code is not None and (int(code[3:]) >= _FIRST_KOTA) != (value == "kota"):
            raise refused("identity.kind_differs_from_code", region_code=code)
        return value

    @field_validator("demo")
    @classmethod
    def _demo_is_a_trial(cls, value: bool, info: ValidationInfo) -> bool:
        if value and info.data.get("initial_state", "trial") != "trial":
            raise refused("identity.demo_needs_trial")
        return value

    @property
    def province_code(self) -> str:
        """Return the code of the province, "51" for Bali."""
        return self.region_code[:2]


class LawPart(Part):
    """Hold what takes a draft, a check and a second person to change."""

    regulation: Regulation
    programme: Programme
    form: Form
    consent: Consent
    clauses: Clauses
    rule_tests: RuleTests


class HousePart(Part):
    """Hold what one admin changes at once."""

    languages: Languages
    own_words: OwnWords
    branding: Branding
    contacts: Contacts
    calendar: Calendar
    messages: Messages
    privacy: Privacy
    own_sentences: OwnSentences


class RegencyDocument(Part):
    """Hold everything that makes one regency's space its own."""

    format: Annotated[Literal[1], ExactInteger] = 1
    identity: Identity
    languages: Languages = Languages()
    regulation: Regulation = Regulation()
    programme: Programme = Programme()
    form: Form = Form()
    consent: Consent
    clauses: Clauses = ()
    rule_tests: RuleTests = ()
    own_words: OwnWords = OwnWords()
    branding: Branding
    contacts: Contacts = Contacts()
    calendar: Calendar = Calendar()
    messages: Messages
    privacy: Privacy = Privacy()
    own_sentences: OwnSentences = ()

    @field_validator("consent")
    @classmethod
    def _consent_speaks_every_language(cls, value: Consent, info: ValidationInfo) -> Consent:
        languages = info.data.get("languages")
        offered = languages.offered if languages is not None else ()
        silent = [language for language in offered if value.text.in_language(language) is None]
        if silent:
            raise refused_below(
                [(f"text.{language}", "consent.text_missing", {"language": language}) for language in silent]
            )
        return value

    @property
    def words(self) -> Words:
        """Return what things are called here."""
        return words_for(self.identity.kind, self.identity.province_code, self.own_words)

    @property
    def full_name(self) -> str:
        """Return the name with its kind, "Kabupaten Gianyar"."""
        return f"{self.words.region_kind} {self.identity.name}"

    @property
    def instrument(self) -> Instrument:
        """Return which instrument a region of this kind issues."""
        return "perwali" if self.identity.kind == "kota" else "perbup"

    @property
    def short_reference(self) -> str | None:
        """Return the regulation as "Perbup 33/2024", or None while it has no number."""
        if self.regulation.number is None:
            return None
        return f"{self.words.regulation_short} {self.regulation.number}/{self.regulation.year}"

    @property
    def long_reference(self) -> str | None:
        """Return the regulation as "Peraturan Bupati Gianyar Nomor 33 Tahun 2024", or None without number."""
        if self.regulation.number is None:
            return None
        issuer = f"{self.words.regulation_long} {self.identity.name}"
        return f"{issuer} Nomor {self.regulation.number} Tahun {self.regulation.year}"

    def with_parts(self, **parts: object) -> Self:
        """Return the document with other parts, checked as a whole.

        :raises pydantic.ValidationError: when the parts do not fit.
        """
        return self.model_validate({**dict(self), **parts})

    def clause_for(self, parameter: str, as_of: date | None = None) -> Clause | None:
        """Return the clause that decides a parameter on a date, or the first one registered."""
        for clause in self.clauses:
            if clause.parameter == parameter and (as_of is None or clause.is_valid_on(as_of)):
                return clause
        return None

    def is_cited(self, parameter: str, as_of: date | None = None) -> bool:
        """Return whether an article is named for a parameter; if not, it shows "belum bersitasi"."""
        clause = self.clause_for(parameter, as_of)
        return clause is not None and not clause.uncited


def law_part(document: RegencyDocument) -> LawPart:
    """Return the part that only a second person's approval changes."""
    return LawPart.model_construct(**{name: getattr(document, name) for name in LawPart.model_fields})


def house_part(document: RegencyDocument) -> HousePart:
    """Return the part that one admin changes at once."""
    return HousePart.model_construct(**{name: getattr(document, name) for name in HousePart.model_fields})


def law_only(document: RegencyDocument) -> RegencyDocument:
    """Return a document that says who the government is and what its law decides, with nothing of its house."""
    return RegencyDocument.model_construct(
        format=document.format,
        identity=document.identity,
        **{name: getattr(document, name) for name in LawPart.model_fields},
        **_EMPTY_HOUSE,
        branding=Branding(display_name=document.identity.name),
        messages=Messages(sender_name=document.identity.name, signature=document.identity.name),
    )


_EMPTY_HOUSE = {
    name: field.get_default()
    for name, field in RegencyDocument.model_fields.items()
    if name in HousePart.model_fields and not field.is_required()
}
