"""What a regency's regulation decides about its programme, its form and the worker's consent."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from sertakan.tenancy.document.part import (
    AnyNumber,
    AtLeastOne,
    LanguageTexts,
    NoRepeats,
    Part,
    ensure_order,
    refused,
)

Obligation = Literal["wajib", "himbauan"]
SponsorCategory = Literal["asn", "non_asn", "public", "company"]
Relation = Literal["family", "household_help", "neighbour", "other"]
FundingSource = Literal["private", "csr", "apbd", "apbdes", "apbn", "baznas", "dbh", "other"]
MonthCount = Literal[1, 3, 6, 12]
Presence = Literal["required", "optional", "hidden"]
ConsentWay = Literal["code", "paper", "present"]
OccupationCode = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z][a-z0-9_]*$")]
Age = Annotated[int, Field(ge=0, le=120)]


class Programme(Part):
    """Hold the parameters that the regulation decides, each open to a citation."""

    obligation: Obligation = "himbauan"
    sponsor_categories: Annotated[tuple[SponsorCategory, ...], AtLeastOne, NoRepeats] = (
        "asn",
        "non_asn",
        "public",
        "company",
    )
    minimum_workers: Annotated[int, Field(ge=1, le=100)] = 1
    months_offered: Annotated[tuple[MonthCount, ...], AtLeastOne, NoRepeats] = (1, 3, 6, 12)
    relations_allowed: Annotated[tuple[Relation, ...], AtLeastOne, NoRepeats] = (
        "family",
        "household_help",
        "neighbour",
        "other",
    )
    residence_required: bool = False
    minimum_age: Age | None = None
    maximum_age: Age | None = None
    occupations_allowed: Annotated[tuple[OccupationCode, ...], AnyNumber, NoRepeats] = ()
    funding_sources: Annotated[tuple[FundingSource, ...], AtLeastOne, NoRepeats] = ("private",)
    default_bracket: Annotated[int, Field(ge=1, le=33)] = 1
    review_working_days: Annotated[int, Field(ge=1, le=60)] = 2
    registration_start: date | None = None
    registration_end: date | None = None

    @field_validator("maximum_age")
    @classmethod
    def _oldest_is_not_below_youngest(cls, value: int | None, info: ValidationInfo) -> int | None:
        youngest = info.data.get("minimum_age")
        if value is not None and youngest is not None and value < youngest:
            raise refused("programme.ages_crossed", minimum=youngest)
        return value

    @field_validator("registration_end")
    @classmethod
    def _end_follows_start(cls, value: date | None, info: ValidationInfo) -> date | None:
        ensure_order(info.data.get("registration_start"), value, than="programme.registration_start")
        return value


class Form(Part):
    """Say which fields of the common catalogue this regency asks for beyond the indispensable ones."""

    phone: Presence = "optional"
    email: Presence = "hidden"
    mother_name: Presence = "hidden"
    working_hours: Presence = "hidden"
    second_occupation: Presence = "hidden"
    marital_status: Presence = "hidden"
    postcode: Presence = "hidden"


class Consent(Part):
    """Hold the text the worker agrees to, and how the agreement may be given (UU 27/2022, Article 22)."""

    version: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}(\.\d{1,3})?$")]
    text: LanguageTexts
    ways: Annotated[tuple[ConsentWay, ...], AtLeastOne, NoRepeats] = ("code", "paper", "present")
