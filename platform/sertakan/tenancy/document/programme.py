"""What a regency's regulation decides about its programme, its form and the worker's consent."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator

from sertakan.tenancy.document.part import (
    AsTuple,
    ExactInteger,
    LanguageTexts,
    NoRepeats,
    NotEmpty,
    Part,
    ensure_order,
    once_each,
    refused,
)
from sertakan.tenancy.document.question import OwnQuestion, SponsorCategory, once_each_question

Obligation = Literal["wajib", "himbauan"]
Relation = Literal["family", "household_help", "neighbour", "other"]
FundingSource = Literal[
    "private", "organisation", "csr", "donation", "zakat", "apbn", "apbd", "apbdes", "dbh"
]
MonthCount = Annotated[Literal[1, 3, 6, 12], ExactInteger]
Presence = Literal["required", "optional", "hidden"]
ConsentWay = Literal["code", "paper", "present"]
OccupationCode = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z][a-z0-9_]*$")]
Age = Annotated[int, Field(ge=0, le=120)]


Rank = Literal["regency_head", "eselon_2", "eselon_3", "eselon_4", "other"]
VerificationStep = Literal["village", "district", "department"]
WorkerCount = Annotated[int, Field(ge=1, le=100)]


class MinimumWorkers(Part):
    """Ask sponsors of one category, and of one rank where the regulation tells ranks apart, for more workers."""

    category: SponsorCategory
    rank: Rank | None = None
    count: WorkerCount


def once_each_minimum(minima: tuple[MinimumWorkers, ...]) -> tuple[MinimumWorkers, ...]:
    """Return the minima when no two are about the same sponsors.

    :raises PydanticCustomError: ``programme.minimum_repeated``, once for each repetition.
    """
    return once_each(minima, "programme.minimum_repeated", lambda minimum: (minimum.category, minimum.rank))


class Programme(Part):
    """Hold the parameters that the regulation decides, each open to a citation.

    ``minimum_age`` is the first age that may join; ``maximum_age`` is the birthday that must not have been reached
    ("belum mencapai usia"), so a regulation that says "paling tinggi 60 tahun" is 61 here. ``maximum_decile`` is the
    highest DTSEN decile of welfare that may join. Without ``verification`` the department alone looks at a case.
    """

    obligation: Obligation = "himbauan"
    sponsor_categories: Annotated[tuple[SponsorCategory, ...], AsTuple, NotEmpty, NoRepeats] = (
        "pns",
        "pppk",
        "non_asn",
        "public",
        "organisation",
    )
    minimum_workers: WorkerCount = 1
    minimum_workers_by: Annotated[tuple[MinimumWorkers, ...], AsTuple, AfterValidator(once_each_minimum)] = ()
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
    maximum_decile: Annotated[int, Field(ge=1, le=10)] | None = None
    occupations_allowed: Annotated[tuple[OccupationCode, ...], AsTuple, NoRepeats] = ()
    funding_sources: Annotated[tuple[FundingSource, ...], AsTuple, NotEmpty, NoRepeats] = ("private",)
    default_bracket: Annotated[int, Field(ge=1, le=33)] = 1
    verification: Annotated[tuple[VerificationStep, ...], AsTuple, NoRepeats] = ()
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
    """Say which fields of the common catalogue this regency asks for, and which questions it adds."""

    phone: Presence = "optional"
    email: Presence = "hidden"
    mother_name: Presence = "hidden"
    working_hours: Presence = "hidden"
    second_occupation: Presence = "hidden"
    marital_status: Presence = "hidden"
    postcode: Presence = "hidden"
    questions: Annotated[tuple[OwnQuestion, ...], AsTuple, AfterValidator(once_each_question)] = ()


class Consent(Part):
    """Hold the text the worker agrees to, and how the agreement may be given (UU 27/2022, Article 22)."""

    version: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}(\.\d{1,3})?$")]
    text: LanguageTexts
    ways: Annotated[tuple[ConsentWay, ...], AsTuple, NotEmpty, NoRepeats] = ("code", "paper", "present")
