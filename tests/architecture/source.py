"""The code as text and as trees, for tests that read it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.factories.folders import ROOT

HOUSE = ROOT / "platform" / "sertakan"
TEMPLATES = HOUSE / "web" / "templates"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules(folder: Path = HOUSE) -> tuple[Path, ...]:
    """Return every module below a folder, frozen migrations apart."""
    return tuple(path for path in sorted(folder.rglob("*.py")) if "versions" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Yield every function of a module, methods and inner ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def calls(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of what is called."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            if isinstance(each.func, ast.Name):
                yield each.func.id, each
            elif isinstance(each.func, ast.Attribute):
                yield each.func.attr, each


def name_of(path: Path) -> str:
    """Return a path as a person would name it."""
    return str(path.relative_to(ROOT))


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file under version control that is there; none outside a clone."""
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return tuple(ROOT / name for name in found.stdout.split("\0") if name and (ROOT / name).is_file())
