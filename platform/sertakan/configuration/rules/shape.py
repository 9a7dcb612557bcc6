"""Keep a draft in shape: its values may break the law's sense, never the form in which they are written."""

import json
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from sertakan.configuration.model import LAW_SECTIONS, Plain
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.document import LawPart
from sertakan.tenancy.document_file import LARGEST_DOCUMENT

_MISSHAPEN: Final = frozenset({"extra_forbidden", "json_invalid", "date_parsing", "int_from_float"})


def ensure_shape(section: str, values: Plain) -> None:
    """Refuse values that no form of this section can show again; what only breaks a rule is for the check.

    :raises Refusal: draft.section_unknown, draft.shape, draft.section_large
    """
    if section not in LAW_SECTIONS:
        raise Refusal("draft.section_unknown", section=section)
    content = _written(values)
    if len(content) > LARGEST_DOCUMENT:
        raise Refusal("draft.section_large", largest=LARGEST_DOCUMENT)
    try:
        _adapter(section).validate_json(content)
    except ValidationError as faults:
        broken = next(filter(_is_misshapen, faults.errors(include_url=False)), None)
        if broken is not None:
            raise Refusal("draft.shape", section=section, place=_path(broken)) from None


def _written(values: Plain) -> bytes:
    try:
        content = json.dumps(values, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError):
        raise Refusal("draft.shape", section="", place="") from None
    if b"\\u0000" in content:
        raise Refusal("draft.shape", section="", place="")
    return content


@cache
def _adapter(section: str) -> TypeAdapter[Any]:
    kind: Any = LawPart.model_fields[section].annotation
    return TypeAdapter(kind)


def _is_misshapen(fault: ErrorDetails) -> bool:
    kind, value = fault["type"], fault["input"]
    if value is None:
        return False  # not filled in yet
    if kind == "literal_error":
        return not isinstance(value, str | int)
    return kind in _MISSHAPEN or kind == "document.wrong_type" or kind.endswith("_type")


def _path(fault: ErrorDetails) -> str:
    return ".".join(str(step) for step in fault["loc"])
