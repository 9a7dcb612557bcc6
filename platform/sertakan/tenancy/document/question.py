"""The questions that a regency adds to the common form, in its own words."""

from typing import Annotated, Literal

from pydantic import StringConstraints, ValidationInfo, field_validator

from sertakan.tenancy.document.part import AsTuple, Label, NoRepeats, Part, once_each, refused

QuestionKind = Literal["short", "long", "number", "date", "one_of", "several_of", "file"]
SponsorCategory = Literal["pns", "pppk", "non_asn", "public", "organisation"]
QuestionKey = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z][a-z0-9_]*$")]

CHOOSING = frozenset({"one_of", "several_of"})


class Option(Part):
    """Offer one answer to choose."""

    value: QuestionKey
    label: Label


class OwnQuestion(Part):
    """Ask the sponsor one thing more; without categories it is asked of everybody."""

    key: QuestionKey
    kind: QuestionKind
    is_required: bool = False
    label: Label
    hint: Label | None = None
    error: Label | None = None
    options: Annotated[tuple[Option, ...], AsTuple] = ()
    only_categories: Annotated[tuple[SponsorCategory, ...], AsTuple, NoRepeats] = ()

    @field_validator("options")
    @classmethod
    def _options_fit_the_kind(cls, value: tuple[Option, ...], info: ValidationInfo) -> tuple[Option, ...]:
        kind = info.data.get("kind")
        if kind in CHOOSING and len(value) < 2:
            raise refused("question.options_missing", minimum=2)
        if kind is not None and kind not in CHOOSING and value:
            raise refused("question.options_unwanted")
        return once_each(value, "question.option_repeated", lambda option: option.value)


def once_each_question(questions: tuple[OwnQuestion, ...]) -> tuple[OwnQuestion, ...]:
    """Return the questions when each has a key of its own.

    :raises PydanticCustomError: ``question.key_repeated``, once for each repetition.
    """
    return once_each(questions, "question.key_repeated", lambda question: question.key)
