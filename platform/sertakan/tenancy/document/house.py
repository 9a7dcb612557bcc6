"""How a regency shows itself and speaks: everything that changes at once, without approval."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints, ValidationInfo, field_validator

from sertakan.kernel.text import has_stray_percent, placeholders_of
from sertakan.tenancy.document.colour import AA_TEXT, WHITE, contrast_ratio
from sertakan.tenancy.document.part import (
    AsTuple,
    Email,
    Language,
    LanguageTexts,
    Line,
    NoRepeats,
    NotEmpty,
    Paragraph,
    Part,
    UploadedFile,
    Word,
    once_each,
    refused,
)

# Aksara Bali has signs of its own for comma and full stop; spaces and joiners come from elsewhere.
_BESIDE_BALINESE = frozenset(" \u200c\u200d.,-()")
Basis = Literal["consent", "contract", "legal_duty", "vital_interest", "public_task", "legitimate_interest"]


def _readable_beside_white(colour: str) -> str:
    ratio = contrast_ratio(colour, WHITE)
    if ratio < AA_TEXT:
        # Rounded down, so that 4.497 is not reported as the 4.5 it fails to reach.
        raise refused("colour.contrast", colour=colour, ratio=int(ratio * 100) / 100, needed=AA_TEXT)
    return colour


def _in_balinese_letters(text: str) -> str:
    for place, sign in enumerate(text):
        if not ("\u1b00" <= sign <= "\u1b7f" or sign in _BESIDE_BALINESE):
            raise refused("branding.not_balinese", place=place + 1)
    return text


Aksara = Annotated[Word, AfterValidator(_in_balinese_letters)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$"), AfterValidator(_readable_beside_white)]
FileName = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9][a-z0-9_-]*\.(svg|png)$")]


class Reviewers(Part):
    """Name who read a language's words for this regency."""

    id: Line | None = None
    ban: Line | None = None


class Languages(Part):
    """Name the languages offered, and the one a visitor meets first.

    ``on_thursdays`` is met first on Thursdays, where a regency of Bali wants Balinese then (Pergub Bali 80/2018).
    """

    offered: Annotated[tuple[Language, ...], AsTuple, NotEmpty, NoRepeats] = ("id", "ban")
    default: Language = "id"
    on_thursdays: Language | None = None
    reviewed_by: Reviewers = Reviewers()

    @field_validator("default", "on_thursdays")
    @classmethod
    def _is_offered(cls, value: Language | None, info: ValidationInfo) -> Language | None:
        if value is not None and value not in info.data.get("offered", (value,)):
            raise refused("languages.default_not_offered", language=value)
        return value


class Branding(Part):
    """Hold names, colours and logo; each colour carries white text or stands on white."""

    display_name: Word
    service_name: Word = "Sertakan"
    tagline: Line | None = None
    aksara: Aksara | None = None
    primary: Colour = "#1d3557"
    link: Colour = "#1d4f91"
    button: Colour = "#1d3557"
    logo: FileName | None = None
    logo_file: UploadedFile | None = None
    favicon_file: UploadedFile | None = None
    card_title: Word | None = None
    card_note: Line | None = None

    @field_validator("logo_file", "favicon_file")
    @classmethod
    def _is_a_picture(cls, value: UploadedFile | None) -> UploadedFile | None:
        if value is not None and not value.media_type.startswith("image/"):
            raise refused("branding.not_a_picture", media_type=value.media_type)
        return value


class Contacts(Part):
    """Say whom to ask; what nobody told us stays empty and is shown as missing."""

    office: Line | None = None
    address: Line | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^[+(]?[0-9][0-9 ()-]{4,28}[0-9]$")] | None = None
    email: Email | None = None
    hours: Line | None = None
    dpo_name: Line | None = None
    dpo_email: Email | None = None
    branch_name: Line | None = None
    branch_phone: Annotated[str, StringConstraints(pattern=r"^[+(]?[0-9][0-9 ()-]{1,28}[0-9]$")] | None = None


class QuietDay(Part):
    """Name a day on which nothing is sent."""

    day: date
    name: Word


class LocalDay(Part):
    """Name a local day off; reminders come before it, and due dates stay where the law puts them."""

    day: date
    name: Word


class Calendar(Part):
    """List the days that are quiet here, such as Nyepi, and the days off such as Galungan."""

    quiet_days: Annotated[tuple[QuietDay, ...], AsTuple, NoRepeats] = ()
    local_days: Annotated[tuple[LocalDay, ...], AsTuple, NoRepeats] = ()


class MessageTemplate(Part):
    """Replace the text of one message in one language; its placeholders are those of the message."""

    template: Word
    language: Language
    subject: Line
    body: Paragraph


class Messages(Part):
    """Say in whose name messages go out, and in which words where the regency has its own."""

    sender_name: Word
    signature: Paragraph
    templates: Annotated[tuple[MessageTemplate, ...], AsTuple] = ()

    @field_validator("templates")
    @classmethod
    def _one_text_per_message(cls, value: tuple[MessageTemplate, ...]) -> tuple[MessageTemplate, ...]:
        return once_each(value, "messages.template_repeated", lambda own: (own.template, own.language))


class OwnSentence(Part):
    """Replace one sentence of the screens in one language, as a whole."""

    message: Paragraph
    language: Language
    text: Paragraph

    @field_validator("text")
    @classmethod
    def _can_be_filled_in(cls, value: str, info: ValidationInfo) -> str:
        if has_stray_percent(value):
            raise refused("sentence.percent")
        unknown = placeholders_of(value) - placeholders_of(info.data.get("message", value))
        if unknown:
            raise refused("sentence.placeholder_unknown", name=sorted(unknown)[0])
        return value


def once_each_sentence(sentences: tuple[OwnSentence, ...]) -> tuple[OwnSentence, ...]:
    """Return the sentences when each is replaced once per language.

    :raises PydanticCustomError: ``sentence.repeated``, once for each repetition.
    """
    return once_each(sentences, "sentence.repeated", lambda own: (own.message, own.language))


OwnSentences = Annotated[tuple[OwnSentence, ...], AsTuple, AfterValidator(once_each_sentence)]


class LawfulBasis(Part):
    """Cite why personal data may be used for one purpose (UU 27/2022, Article 20)."""

    basis: Basis
    citation: Line | None = None


class Privacy(Part):
    """Hold the regency's cited decision per purpose; an undecided purpose stays empty."""

    enrolment: LawfulBasis | None = None
    worker_notice: LawfulBasis | None = None
    branch_exchange: LawfulBasis | None = None
    village_validation: LawfulBasis | None = None
    reminders: LawfulBasis | None = None
    statistics: LawfulBasis | None = None
    notice: LanguageTexts = LanguageTexts()
