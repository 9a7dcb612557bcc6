"""What a regency's regulation decides about its programme, its form and the worker's consent."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from sertakan.tenancy.document.part import (
    AsTuple,
    ExactInteger,
    LanguageTexts,
    NoRepeats,
    NotEmpty,
    Part,
    ensure_order,
    refused,
)

Obligation = Literal["wajib", "himbauan"]
SponsorCategory = Literal["pns", "pppk", "non_asn", "public", "organisation"]
Relation = Literal["family", "household_help", "neighbour", "other"]
FundingSource = Literal[
    "private", "organisation", "csr", "donation", "zakat", "apbn", "apbd", "apbdes", "dbh"
]
MonthCount = Annotated[Literal[1, 3, 6, 12], ExactInteger]
Presence = Literal["required", "optional", "hidden"]
ConsentWay = Literal["code", "paper", "present"]
OccupationCode = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z][a-z0-9_]*$")]
Age = Annotated[int, Field(ge=0, le=120)]


class Programme(Part):
    """Hold the parameters that the regulation decides, each open to a citation.

    ``minimum_age`` is the first age that may join; ``maximum_age`` is the birthday that must not have been reached
    ("belum mencapai usia"), so a regulation that says "paling tinggi 60 tahun" is 61 here.
    """

    obligation: Obligation = "himbauan"
    sponsor_categories: Annotated[tuple[SponsorCategory, ...], AsTuple, NotEmpty, NoRepeats] = (
        "pns",
        "pppk",
        "non_asn",
        "public",
        "organisation",
    )
    minimum_workers: Annotated[int, Field(ge=1, le=100)] = 1
    months_offered: Annotated[tuple[MonthCount, ...], AsTuple, NotEmpty, NoRepeats] = (1, 3, 6, 12)
    relations_allowed: Annotated[tuple[Relation, ...], AsTuple, NotEmpty, NoRepeats] = (
        "family",
        "household_help",
        "neighbour",
        "other",
    )
    residence_required: bool = False
    minimum_age: Age | None = None
    maximum_age: Age | None = None
    occupations_allowed: Annotated[tuple[OccupationCode, ...], AsTuple, NoRepeats] = ()
    funding_sources: Annotated[tuple[FundingSource, ...], AsTuple, NotEmpty, NoRepeats] = ("private",)
    default_bracket: Annotated[int, Field(ge=1, le=33)] = 1
    review_working_days: Annotated[int, Field(ge=1, le=60)] = 2
    registration_start: date | None = None
    registration_end: date | None = None

    @field_validator("maximum_age")
    @classmethod
    def _ages_leave_room(cls, value: int | None, info: ValidationInfo) -> int | None:
        youngest = info.data.get("minimum_age")
        if value is not None and youngest is not None and value <= youngest:
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
    ways: Annotated[tuple[ConsentWay, ...], AsTuple, NotEmpty, NoRepeats] = ("code", "paper", "present")
