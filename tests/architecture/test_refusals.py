import ast
import re
from collections.abc import Iterator
from enum import StrEnum

from tests.architecture.source import HOUSE, calls, modules, name_of, tree

from sertakan.regulation.model import RefusalCode
from sertakan.web import sentences

# NotFound and Forbidden have pages of their own, which say nothing about the code.
_SPEAKING = {"Refusal", "Conflict"}
_SILENT = {"NotFound", "Forbidden"}
# Only a command's operator, or a programmer, meets these; the command prints code and parameters.
FOR_OPERATORS = {
    *(
        "settings.missing",
        "settings.weak",
        "settings.unreadable",
        "settings.domain_differs",
        "database.behind",
    ),
    *("port.unreal", "port.forbidden", "port.taken"),
    *(
        "tenant.missing",
        "tenant.foreign",
        "tenant.reserved",
        "tenant.exists",
        "tenant.suspended",
        "tenant.not_suspended",
        "reason.long",
    ),
    *("keys.missing", "document.invalid", "month.impossible", "month.unreadable"),
    *("grant.scope_missing", "file.lost", "keys.closed"),
    *("bundle.unreadable", "bundle.large", "bundle.document_missing"),
    *("bundle.file_missing", "bundle.file_altered"),
    *("demo.off", "demo.outside", "demo.running", "demo.live_space", "roles.exist"),
}
_CODE = re.compile(r"[a-z_]+\.[a-z_]+")
_PARTS = {"nik", "nip"}
_CODES_OF_RULES: dict[str, type[StrEnum]] = {"RefusalCode": RefusalCode}


def _codes() -> Iterator[tuple[str, str]]:
    for path in modules():
        for name, call in calls(tree(path)):
            if call.args and (name in _SPEAKING or (name == "__init__" and _is_refusal(call))):
                yield from ((name_of(path), code) for code in _spelled(call.args[0], tree(path)))


def _is_refusal(call: ast.Call) -> bool:
    first = call.args[0]
    return isinstance(first, ast.Constant) and bool(_CODE.fullmatch(str(first.value)))


def _spelled(first: ast.expr, module: ast.Module) -> Iterator[str]:
    if isinstance(first, ast.Constant):
        yield str(first.value)
    elif isinstance(first, ast.Attribute) and isinstance(first.value, ast.Name):
        if first.value.id in _CODES_OF_RULES:
            yield _CODES_OF_RULES[first.value.id][first.attr].value
        else:
            yield from _arguments(module)
    elif isinstance(first, ast.JoinedStr):
        texts = {value.value for value in ast.walk(first) if isinstance(value, ast.Constant)}
        ends = {str(text).lstrip(".") for text in texts} - {""}
        yield from (f"{part}.{end}" for part in _PARTS for end in ends)


def _arguments(module: ast.Module) -> Iterator[str]:
    """Yield the codes that a module hands to objects which carry them."""
    for _, call in calls(module):
        for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
            if isinstance(argument, ast.Constant) and _CODE.fullmatch(str(argument.value)):
                yield str(argument.value)


def test_codes_are_found() -> None:
    found = {code for _, code in _codes()}
    assert {"nik.letters", "nip.length", "draft.outdated", "seal.broken"} <= found


def test_every_refusal_has_a_sentence() -> None:
    unspoken = {
        f"{path}: {code}"
        for path, code in _codes()
        if not sentences.knows(code) and code not in FOR_OPERATORS
    }
    assert sorted(unspoken) == [], "add a sentence in web/sentences, or declare the code in FOR_OPERATORS"


def test_declared_codes_are_still_used() -> None:
    assert {code for _, code in _codes()} >= FOR_OPERATORS


def test_every_code_has_the_shape_of_one() -> None:
    silent = [
        str(call.args[0].value)
        for path in modules()
        if "web" not in path.relative_to(HOUSE).parts
        for name, call in calls(tree(path))
        if name in _SILENT and call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert [code for code in (*silent, *(code for _, code in _codes())) if not _CODE.fullmatch(code)] == []
