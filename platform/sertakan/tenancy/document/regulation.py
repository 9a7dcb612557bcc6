"""Which regulation a regency rests on, and which of its clauses decides each parameter."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from sertakan.tenancy.document.part import (
    AsTuple,
    Confidence,
    Line,
    NoRepeats,
    Paragraph,
    Part,
    UploadedFile,
    Word,
    ensure_order,
    refused,
    refused_below,
)
from sertakan.tenancy.document.programme import Consent, Form, Programme

LAW_PARAMETERS = frozenset(
    f"{part}.{field}"
    for part, model in (("programme", Programme), ("form", Form), ("consent", Consent))
    for field in model.model_fields
)
"""Every parameter that a clause can decide, as its path in the document."""

RegulationNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}[A-Z]?$")]
RegulationReference = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}[A-Z]?/[0-9]{4}$")]


class Regulation(Part):
    """Name the Perbup or Perwali; without a number the space cannot go live."""

    number: RegulationNumber | None = None
    year: Annotated[int, Field(ge=1945, le=2200)] | None = None
    title: Line | None = None
    enacted_on: date | None = None
    effective_from: date | None = None
    applied_from: date | None = None
    ends_on: date | None = None
    replaces: Annotated[tuple[RegulationReference, ...], AsTuple, NoRepeats] = ()
    amends: Annotated[tuple[RegulationReference, ...], AsTuple, NoRepeats] = ()
    text: UploadedFile | None = None
    source: Paragraph | None = None
    confidence: Confidence | None = None

    @field_validator("year")
    @classmethod
    def _number_and_year_come_together(cls, value: int | None, info: ValidationInfo) -> int | None:
        if "number" in info.data and (value is None) != (info.data["number"] is None):
            raise refused("regulation.year_missing" if value is None else "regulation.number_missing")
        return value

    @field_validator("text")
    @classmethod
    def _text_is_a_pdf(cls, value: UploadedFile | None) -> UploadedFile | None:
        if value is not None and value.media_type != "application/pdf":
            raise refused("regulation.text_not_pdf", media_type=value.media_type)
        return value

    @field_validator("applied_from", "ends_on")
    @classmethod
    def _nothing_precedes_effect(cls, value: date | None, info: ValidationInfo) -> date | None:
        ensure_order(info.data.get("effective_from"), value, than="regulation.effective_from")
        return value


class Clause(Part):
    """Cite the article that decides one parameter for a time, or mark it as "belum bersitasi"."""

    parameter: Word
    pasal: Word | None = None
    ayat: Word | None = None
    quote: Paragraph | None = None
    uncited: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    source: Line | None = None
    confidence: Confidence | None = None

    @field_validator("parameter")
    @classmethod
    def _parameter_exists(cls, value: str) -> str:
        if value not in LAW_PARAMETERS:
            raise refused("clause.unknown_parameter", parameter=value)
        return value

    @field_validator("uncited")
    @classmethod
    def _cited_or_marked(cls, value: bool, info: ValidationInfo) -> bool:
        if not {"pasal", "ayat", "quote"} <= info.data.keys():
            return value
        if value and any(info.data[name] is not None for name in ("pasal", "ayat", "quote")):
            raise refused("clause.cited_and_uncited")
        if not value and info.data["pasal"] is None:
            raise refused("clause.pasal_missing")
        return value

    @field_validator("valid_to")
    @classmethod
    def _end_follows_start(cls, value: date | None, info: ValidationInfo) -> date | None:
        ensure_order(info.data.get("valid_from"), value, than="clauses.valid_from")
        return value

    def is_valid_on(self, day: date) -> bool:
        """Return whether the clause decides on this day, both ends included."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


def overlaps(clauses: Mapping[int, Clause]) -> list[tuple[str, str, Mapping[str, object]]]:
    """Return, for each clause by place, whether it decides days that an earlier one decides already."""
    ordered = sorted(
        clauses.items(), key=lambda item: (item[1].parameter, item[1].valid_from or date.min, item[0])
    )
    return [
        (f"[{place}]", "clause.overlap", {"parameter": later.parameter, "other": other})
        for (other, earlier), (place, later) in pairwise(ordered)
        if earlier.parameter == later.parameter
        and (later.valid_from or date.min) <= (earlier.valid_to or date.max)
    ]


def ensure_one_clause_at_a_time(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return the clauses when no two decide the same parameter on the same day.

    :raises PydanticCustomError: ``clause.overlap`` with the place of each later clause.
    """
    problems = overlaps(dict(enumerate(clauses)))
    if problems:
        raise refused_below(problems)
    return clauses
