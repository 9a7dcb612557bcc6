import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from tests.architecture.source import (
    HOUSE,
    ROOT,
    TEMPLATES,
    Function,
    functions,
    modules,
    name_of,
    tracked,
    tree,
)

from sertakan.persistence.migration import _config

FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "data", "process", "handle"}
# A path of somebody's machine, or the address of a registry, has no place in the repository.
_FOREIGN = re.compile(
    rb"index-url|extra-index|trusted-host|find-links|pypi\.org/simple|registry\.npmjs\.org"
    rb"|(?<![\w.])/(?:work|root|home|Users)/[\w.-]+"
)
_MAY_SPEAK_OF_THEM = {"Makefile", "tests/architecture/test_house.py"}


def test_platform_is_no_package() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists(), "it would shadow Python's own `platform`"
    assert not list(ROOT.glob("platform/*.py"))


def test_names_say_something() -> None:
    named = {path: path.stem if path.is_file() else path.name for path in HOUSE.rglob("*")}
    python = {path: name for path, name in named.items() if path.suffix in {".py", ""}}
    assert [name_of(path) for path, name in python.items() if name in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize(("folder", "limit"), [(HOUSE, 400), (ROOT / "tests", 500)])
def test_modules_stay_short(folder: Path, limit: int) -> None:
    assert _longer(modules(folder), limit) == []


def test_conftests_stay_short() -> None:
    assert _longer((ROOT / "tests").rglob("conftest.py"), 150) == []


def test_templates_stay_short() -> None:
    assert _longer(TEMPLATES.rglob("*.html"), 200) == []


def _longer(paths: Iterator[Path] | tuple[Path, ...], limit: int) -> list[str]:
    return [name_of(path) for path in paths if len(path.read_text().splitlines()) > limit]


def test_functions_stay_short() -> None:
    limits = [(_limit(path), path, function) for path in modules() for function in functions(path)]
    assert [
        f"{name_of(path)}: {function.name}" for limit, path, function in limits if _lines(function) > limit
    ] == []


def _limit(path: Path) -> int:
    return 25 if "rules" in (*path.parent.parts, path.stem) else 40


def _lines(function: Function) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_modules_say_why_they_exist() -> None:
    silent = [path for path in modules() if tree(path).body and not ast.get_docstring(tree(path))]
    assert [name_of(path) for path in silent] == []


def test_platform_knows_no_tests() -> None:
    imported = re.compile(r"^\s*(?:from|import) (?:tests|benchmarks)\b", re.MULTILINE)
    assert [name_of(path) for path in modules() if imported.search(path.read_text())] == []


def test_tenants_hold_no_code() -> None:
    assert not list((ROOT / "tenants").rglob("*.py"))


def test_migrations_have_one_head() -> None:
    assert len(ScriptDirectory.from_config(_config()).get_heads()) == 1


def test_repository_names_no_machine() -> None:
    texts = (path for path in tracked() if path.suffix not in {".gz", ".br", ".woff2", ".png", ".geojson"})
    found = [name_of(path) for path in texts if _FOREIGN.search(path.read_bytes())]
    assert [name for name in found if name not in _MAY_SPEAK_OF_THEM] == []


def test_requirements_are_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line[:1].isalpha()]
        assert lines
        assert [line for line in lines if "==" not in line] == []


def test_every_capability_is_under_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    covered = {room for contract in settings["contracts"] for room in contract.get("containers", ())}
    rooms = {
        f"sertakan.{path.parent.name}"
        for path in HOUSE.glob("*/__init__.py")
        if (path.parent / "model.py").exists() or (path.parent / "tables.py").exists()
    }
    assert rooms - {"sertakan.persistence"} <= covered
