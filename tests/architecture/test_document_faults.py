import ast
import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from tests.architecture.source import HOUSE, calls, tree

from sertakan.localisation.document_faults import EXAMPLES, SENTENCES
from sertakan.localisation.document_labels import LABELS
from sertakan.tenancy.document import RegencyDocument

_FILES = (
    *sorted((HOUSE / "tenancy" / "document").glob("*.py")),
    HOUSE / "tenancy" / "document_file.py",
    HOUSE / "tenancy" / "service.py",
)
# Where in a call the code of a fault stands.
_ARGUMENT = {"refused": 0, "_invalid": 0, "DocumentError": 1, "once_each": 1}
_CODE = re.compile(r"[a-z_]+\.[a-z_0-9]+")
_CARRIERS = {"document.problems"}


def _codes() -> Iterator[str]:
    for path in _FILES:
        module = tree(path)
        for name, call in calls(module):
            if name in _ARGUMENT and len(call.args) > _ARGUMENT[name]:
                yield from _constants(call.args[_ARGUMENT[name]])
        for node in ast.walk(module):
            if isinstance(node, ast.Tuple) and len(node.elts) == 3:
                yield from _constants(node.elts[1])
            if isinstance(node, ast.Dict) and any(_texts(key) == ["literal_error"] for key in node.keys):
                yield from (code for value in node.values for code in _constants(value))


def _constants(node: ast.expr) -> Iterator[str]:
    branches = (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,)
    yield from (text for branch in branches for text in _texts(branch) if _CODE.fullmatch(text))


def _texts(node: ast.expr | None) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _fields(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path of each field with what its values must look like, parts below it apart."""
    shapes = model.model_json_schema()["properties"]
    for name, field in model.model_fields.items():
        path = f"{above}{name}"
        yield path, json.dumps(shapes[name])
        for part in _parts(field.annotation):
            yield from _fields(part, f"{path}.")


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


def test_codes_are_found() -> None:
    expected = {"document.too_big", "programme.ages_crossed", "list.repeated", "regulation.number_missing"}
    assert {*expected, "document.not_toml", "consent.text_missing", "clause.overlap"} <= set(_codes())


def test_every_fault_has_a_sentence() -> None:
    assert set(_codes()) - _CARRIERS - SENTENCES.keys() == set()


def test_every_sentence_has_its_fault() -> None:
    assert SENTENCES.keys() - set(_codes()) == {"sentence.unknown"}  # said of a line in a translator's file


def test_every_fixed_form_has_an_example() -> None:
    fixed = {path for path, shape in _fields(RegencyDocument) if '"pattern"' in shape}
    assert "identity.region_code" in fixed
    assert fixed == EXAMPLES.keys()


@pytest.mark.parametrize("part", ["programme", "regulation", "languages"])
def test_what_the_law_decides_has_a_name_for_people(part: str) -> None:
    unnamed = {path for path, _ in _fields(RegencyDocument) if path.startswith(f"{part}.")} - LABELS.keys()
    assert unnamed <= {"regulation.source", "regulation.confidence"}


def test_names_for_people_belong_to_fields() -> None:
    assert LABELS.keys() - {path for path, _ in _fields(RegencyDocument)} == set()
