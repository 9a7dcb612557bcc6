"""What every part of a regency's document has in common, so that no part invents its own strictness."""

import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

Language = Literal["id", "ban"]
Confidence = Literal["high", "medium", "low", "inferred", "remembered"]

_T = TypeVar("_T")
# Signs that turn the reading direction can make one text look like another.
_DECEIVING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})


class Part(BaseModel):
    """Hold a frozen group of settings that refuses unknown names and wrong types."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        validate_default=True,
        # A part changed with model_copy() is checked when it joins a document.
        revalidate_instances="always",
        hide_input_in_errors=True,
    )

    def model_post_init(self, context: object, /) -> None:
        """Give up the record of which fields were named: nobody asks, and it is a third of the memory."""
        object.__setattr__(self, "__pydantic_fields_set__", _field_names(type(self)))


@cache
def _field_names(model: type[Part]) -> set[str]:
    return set(model.model_fields)


def refused(code: str, /, **params: object) -> PydanticCustomError:
    """Return the error with which a validator refuses one value."""
    return PydanticCustomError(code, code, dict(params))


def refused_below(problems: Sequence[tuple[str, str, Mapping[str, object]]]) -> PydanticCustomError:
    """Return one error for several problems, each as (path below the value, code, params)."""
    return PydanticCustomError("document.problems", "document.problems", {"problems": tuple(problems)})


def ensure_order(earlier: date | None, later: date | None, *, than: str) -> None:
    """Refuse a date that lies before the one named ``than``.

    :raises PydanticCustomError: ``date.before``.
    """
    if earlier is not None and later is not None and later < earlier:
        raise refused("date.before", other=than, earliest=earlier)


def no_repeats(values: tuple[_T, ...]) -> tuple[_T, ...]:
    """Return the values when each stands there once.

    :raises PydanticCustomError: ``list.repeated``, once for each repetition.
    """
    repeated = [
        (f"[{place}]", "list.repeated", {"value": value})
        for place, value in enumerate(values)
        if value in values[:place]
    ]
    if repeated:
        raise refused_below(repeated)
    return values


def once_each(values: tuple[_T, ...], code: str, key_of: Callable[[_T], object]) -> tuple[_T, ...]:
    """Return the values when no two have the same key.

    :raises PydanticCustomError: the code given, once for each repetition.
    """
    keys = [key_of(value) for value in values]
    repeated = [
        (f"[{place}]", code, {"other": keys.index(key)})
        for place, key in enumerate(keys)
        if key in keys[:place]
    ]
    if repeated:
        raise refused_below(repeated)
    return values


def not_empty(values: tuple[_T, ...]) -> tuple[_T, ...]:
    """Return the values when there is one at least; a limit on the type would count broken items as absent.

    :raises PydanticCustomError: ``document.too_few``.
    """
    if not values:
        raise refused("document.too_few", minimum=1)
    return values


def exact_integer(value: object) -> object:
    """Return a value that is an integer; a choice of numbers alone would take true and 1.0 for 1.

    :raises PydanticCustomError: ``document.wrong_type``.
    """
    if type(value) is not int:
        raise refused("document.wrong_type", expected="int")
    return value


def _clean(text: str, allowed: frozenset[str]) -> str:
    for place, sign in enumerate(text):
        if sign in _DECEIVING or (unicodedata.category(sign) in _CONTROLS and sign not in allowed):
            raise refused("text.control_character", place=place + 1)
    if text != text.strip():
        raise refused("text.outer_space")
    # The same words stand in hundreds of documents; one copy of each is enough.
    return sys.intern(text)


def _clean_line(text: str) -> str:
    return _clean(text, frozenset())


def _clean_paragraph(text: str) -> str:
    return _clean(text, frozenset("\n"))


Word = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(_clean_line)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_clean_line)]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=4000), AfterValidator(_clean_paragraph)]
Email = Annotated[
    str, StringConstraints(max_length=254, pattern=r"^[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(\.[a-z0-9-]+)+$")
]
# TOML gives lists where a frozen part holds tuples; the items stay strict.
AsTuple = Field(strict=False)
NotEmpty = AfterValidator(not_empty)
NoRepeats = AfterValidator(no_repeats)
ExactInteger = BeforeValidator(exact_integer)


class Label(Part):
    """Hold a short text that is always there in Indonesian, and in other languages where somebody wrote it."""

    id: Line
    ban: Line | None = None

    def in_language(self, language: Language) -> str:
        """Return the text in this language, or in Indonesian until somebody writes it."""
        return (self.ban if language == "ban" else None) or self.id


class UploadedFile(Part):
    """Name a file in the regency's own store by what it holds, so that it is the same on every deployment."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    media_type: Literal["application/pdf", "image/png", "image/svg+xml"]
    byte_count: Annotated[int, Field(ge=1)]


class LanguageTexts(Part):
    """Hold one text in each language that has it."""

    id: Paragraph | None = None
    ban: Paragraph | None = None

    def in_language(self, language: Language) -> str | None:
        """Return the text in this language, or None when nobody wrote it."""
        return self.ban if language == "ban" else self.id
