"""How a regency shows itself and speaks: everything that changes at once, without approval."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints, ValidationInfo, field_validator

from sertakan.tenancy.document.colour import AA_TEXT, WHITE, contrast_ratio
from sertakan.tenancy.document.part import (
    AsTuple,
    Email,
    Language,
    Line,
    NoRepeats,
    NotEmpty,
    Paragraph,
    Part,
    Word,
    refused,
)

Basis = Literal["consent", "contract", "legal_duty", "vital_interest", "public_task", "legitimate_interest"]


def _readable_beside_white(colour: str) -> str:
    ratio = contrast_ratio(colour, WHITE)
    if ratio < AA_TEXT:
        # Rounded down, so that 4.497 is not reported as the 4.5 it fails to reach.
        raise refused("colour.contrast", colour=colour, ratio=int(ratio * 100) / 100, needed=AA_TEXT)
    return colour


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$"), AfterValidator(_readable_beside_white)]
FileName = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9][a-z0-9_-]*\.(svg|png)$")]


class Languages(Part):
    """Name the languages offered, and the one a visitor meets first."""

    offered: Annotated[tuple[Language, ...], AsTuple, NotEmpty, NoRepeats] = ("id", "ban")
    default: Language = "id"

    @field_validator("default")
    @classmethod
    def _default_is_offered(cls, value: Language, info: ValidationInfo) -> Language:
        if value not in info.data.get("offered", (value,)):
            raise refused("languages.default_not_offered", language=value)
        return value


class Branding(Part):
    """Hold names, colours and logo; each colour carries white text or stands on white."""

    display_name: Word
    service_name: Word = "Sertakan"
    tagline: Line | None = None
    aksara: Word | None = None
    primary: Colour = "#1d3557"
    link: Colour = "#1d4f91"
    button: Colour = "#1d3557"
    logo: FileName | None = None


class Contacts(Part):
    """Say whom to ask; what nobody told us stays empty and is shown as missing."""

    office: Line | None = None
    address: Line | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{4,28}[0-9]$")] | None = None
    email: Email | None = None
    hours: Line | None = None
    dpo_name: Line | None = None
    dpo_email: Email | None = None
    branch_name: Line | None = None
    branch_phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{1,28}[0-9]$")] | None = None


class QuietDay(Part):
    """Name a day on which nothing is sent."""

    day: date
    name: Word


class Calendar(Part):
    """List the days that are quiet here, such as Nyepi."""

    quiet_days: Annotated[tuple[QuietDay, ...], AsTuple, NoRepeats] = ()


class Messages(Part):
    """Say in whose name messages go out."""

    sender_name: Word
    signature: Paragraph


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
