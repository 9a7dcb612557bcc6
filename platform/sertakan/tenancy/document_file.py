"""Read and write a regency's document as TOML, without losing anything and naming every fault at once."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import tomli_w
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.document.house import Languages
from sertakan.tenancy.document.part import Part
from sertakan.tenancy.document.regency import RegencyDocument
from sertakan.tenancy.document.regulation import Clause, overlaps

LARGEST_DOCUMENT: Final = 256 * 1024
"""Bytes that a document may have; the fullest one we can imagine needs a fifth of it."""

_HEADER = "# The document of one regency; tenants/README.md explains every field.\n"
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_BARE_KEY = re.compile(r"^[A-Za-z0-9_-]+$")
_CODES = {
    "missing": "document.missing",
    "extra_forbidden": "document.unknown_name",
    "literal_error": "document.not_offered",
    "string_too_short": "document.too_short",
    "string_too_long": "document.too_long",
    "too_short": "document.too_few",
    "too_long": "document.too_many",
    "string_pattern_mismatch": "document.wrong_form",
    "greater_than_equal": "document.too_small",
    "less_than_equal": "document.too_big",
}
_Part = TypeVar("_Part", bound=Part)


class DocumentError(NamedTuple):
    """Name one fault: where in the document, which, with what particulars, and in which file if it is one."""

    path: str
    code: str
    params: Mapping[str, object]
    file: str = ""


class DocumentInvalid(Refusal):
    """Refuse a document, with every fault that it has."""

    def __init__(self, errors: tuple[DocumentError, ...]) -> None:
        super().__init__("document.invalid", count=len(errors))
        self.errors = errors

    def __str__(self) -> str:
        return "\n".join(_written(error) for error in self.errors)


def _written(error: DocumentError) -> str:
    place = f"{error.file}, {error.path}" if error.file else error.path or "."
    return f"{place}: {error.code} {dict(error.params)}"


def read_document(source: Path | bytes) -> RegencyDocument:
    """Return the document in a file or in bytes.

    :raises DocumentInvalid: with every fault and its path, such as ``programme.months_offered[2]``.
    """
    table = _parse(_text(source if isinstance(source, bytes) else _file_content(source)))
    try:
        return _shared(RegencyDocument.model_validate(table))
    except ValidationError as faults:
        details = faults.errors(include_url=False, include_input=False)
        shown = [error for detail in details for error in _errors(detail)]
        hidden = [error for error in _hidden_errors(table) if error not in shown]
        raise DocumentInvalid((*shown, *hidden)) from None


def change_document(document: RegencyDocument, **parts: object) -> RegencyDocument:
    """Return the document with other parts, checked as a whole.

    :raises DocumentInvalid: with every fault and its path
    """
    try:
        return _shared(document.with_parts(**parts))
    except ValidationError as faults:
        details = faults.errors(include_url=False, include_input=False)
        raise DocumentInvalid(tuple(error for detail in details for error in _errors(detail))) from None


def propose_document(document: RegencyDocument, plain: Mapping[str, object]) -> RegencyDocument:
    """Return the document with parts given as plain values, the way JSON knows them, checked as a whole.

    :raises DocumentInvalid: with every fault and its path; what is not filled in yet is missing
    """
    table = {**document.model_dump(mode="json"), **plain}
    try:
        proposed = _shared(RegencyDocument.model_validate_json(json.dumps(table)))
    except ValidationError as faults:
        shown = [error for detail in faults.errors(include_url=False) for error in _plain_errors(detail)]
        hidden = [error for error in _hidden_errors(table) if error not in shown]
        raise DocumentInvalid((*shown, *hidden)) from None
    if len(write_document(proposed).encode()) > LARGEST_DOCUMENT:
        raise _invalid("document.too_large", largest=LARGEST_DOCUMENT)
    return proposed


def plain_part(document: RegencyDocument, name: str) -> Any:
    """Return one part of a document as plain values, the way JSON knows them."""
    return document.model_dump(mode="json", include={name})[name]


def write_document(document: RegencyDocument) -> str:
    """Return the document as TOML: fixed order, nothing that is absent, always the same bytes."""
    return _HEADER + "".join(_blocks(document))


def fingerprint(document: RegencyDocument) -> str:
    """Return the SHA-256 of the written document, the same on every machine."""
    return hashlib.sha256(write_document(document).encode()).hexdigest()


def _file_content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_DOCUMENT + 1)
    except OSError as fault:
        raise _invalid("document.unreadable", reason=type(fault).__name__) from fault


def _text(content: bytes) -> str:
    if len(content) > LARGEST_DOCUMENT:
        raise _invalid("document.too_large", largest=LARGEST_DOCUMENT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _invalid("document.not_utf8", line=content.count(b"\n", 0, fault.start) + 1) from None
    if "\0" in text:
        raise _invalid("document.nul_byte", line=text.count("\n", 0, text.index("\0")) + 1)
    return text


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line, column, reason = _place_of(str(fault), text)
        raise _invalid("document.not_toml", line=line, column=column, reason=reason) from None
    except (RecursionError, ValueError) as fault:
        # Brackets nested a thousand deep, or a number with thousands of digits.
        raise _invalid("document.beyond_limits", reason=type(fault).__name__) from None


def _place_of(message: str, text: str) -> tuple[int, int, str]:
    """Return line, column and bare reason of a syntax error; its end is the end of the text."""
    place = _PLACE.search(message)
    reason = _PLACE.sub("", message)
    if place is not None and place[1] is not None:
        return int(place[1]), int(place[2]), reason
    lines = text.split("\n")
    return len(lines), len(lines[-1]) + 1, reason


def _invalid(code: str, **params: object) -> DocumentInvalid:
    return DocumentInvalid((DocumentError("", code, params),))


def _errors(detail: ErrorDetails) -> Iterator[DocumentError]:
    path, kind, particulars = _path(detail["loc"]), detail["type"], detail.get("ctx", {})
    if kind == "document.problems":
        for below, code, params in particulars["problems"]:
            joint = "" if below.startswith("[") or not path else "."
            yield DocumentError(f"{path}{joint}{below}", code, params)
    elif "." in kind:
        yield DocumentError(path, kind, particulars)
    elif kind in _CODES:
        yield DocumentError(path, _CODES[kind], particulars)
    else:
        yield DocumentError(path, "document.wrong_type", {"expected": kind.removesuffix("_type")})


def _plain_errors(detail: ErrorDetails) -> Iterator[DocumentError]:
    if detail["input"] is None and detail["type"].endswith("_type"):
        yield DocumentError(_path(detail["loc"]), "document.missing", {})
    else:
        yield from _errors(detail)


def _hidden_errors(table: Mapping[str, Any]) -> Iterator[DocumentError]:
    """Yield what a fault elsewhere in the same part keeps the model from comparing."""
    languages = _valid(Languages, table.get("languages", {}))
    texts = table["consent"].get("text") if isinstance(table.get("consent"), dict) else None
    if languages is not None and isinstance(texts, dict):
        for language in languages.offered:
            if texts.get(language) is None:
                yield DocumentError(
                    f"consent.text.{language}", "consent.text_missing", {"language": language}
                )
    entries = table.get("clauses")
    if isinstance(entries, list):
        read = {place: _valid(Clause, entry) for place, entry in enumerate(entries)}
        for below, code, params in overlaps({place: clause for place, clause in read.items() if clause}):
            yield DocumentError(f"clauses{below}", code, params)


def _valid(model: type[_Part], value: object) -> _Part | None:
    try:
        # A day is a date in a file and a text among plain values; both read the same from JSON.
        return model.model_validate_json(json.dumps(value, default=str))
    except ValidationError:
        return None


def _path(location: tuple[int | str, ...]) -> str:
    path = ""
    for step in location:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            # A foreign key may hold dots or line ends; quoted, it stays one step on one line.
            key = step if _BARE_KEY.match(step) else json.dumps(step)
            path += f".{key}" if path else key
    return path


def _blocks(document: RegencyDocument) -> Iterator[str]:
    for name, value in _table(document).items():
        if isinstance(value, dict):
            yield "\n" + tomli_w.dumps({name: value}, multiline_strings=True)
        elif isinstance(value, list):
            # Written by hand: the library would put short tables inline, and inside the table before.
            for item in value:
                yield f"\n[[{name}]]\n" + tomli_w.dumps(item, multiline_strings=True)
        else:
            yield tomli_w.dumps({name: value})


def _table(part: Part) -> dict[str, object]:
    """Return a part as TOML knows it, without what is absent and absent by default."""
    table = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        plain = _plain(value)
        if plain != {} and not (value in (None, False, ()) and value == field.default):
            table[name] = plain
    return table


def _plain(value: object) -> object:
    if isinstance(value, Part):
        return _table(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _shared(document: RegencyDocument) -> RegencyDocument:
    """Return an equal document that holds parts in common with others: hundreds live in one process."""
    parts: dict[str, object] = {name: _one_of(value) for name, value in document}
    for name in ("clauses", "rule_tests", "own_sentences"):
        parts[name] = _one_of(tuple(_one_of(item) for item in getattr(document, name)))
    return document.model_copy(update=parts)


@lru_cache(maxsize=1024, typed=True)
def _one_of(value: object) -> object:
    return value
