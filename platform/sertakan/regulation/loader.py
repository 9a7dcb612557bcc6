"""Read the national data files once, prove them sound, and hand out immutable rules."""

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter

from sertakan.kernel.refusal import Refusal
from sertakan.regulation.consistency import find_contradictions
from sertakan.regulation.model import (
    BracketTable,
    Citation,
    Condition,
    Fact,
    FactKey,
    FundingRule,
    NationalRules,
    Occupation,
    OpenQuestion,
    Relief,
    ScholarshipLevel,
)

NATIONAL_FOLDER = Path(__file__).parent / "national"
VERSION_FILE = "version.toml"

T = TypeVar("T")
Document = Mapping[str, Any]


class NationalRulesUnsound(ValueError):
    """Stop the start: the national data files contradict themselves or their version."""


@dataclass(frozen=True, kw_only=True)
class _Version:
    id: str
    date: date
    fingerprint: str


def load_national_rules(folder: Path = NATIONAL_FOLDER) -> NationalRules:
    """Return the national rules of the latest version.

    :raises NationalRulesUnsound: when a file is malformed, contradictory, or changed without a new version
    """
    documents = {path.name: _parse(path) for path in sorted(folder.glob("*.toml"))}
    version = _get_version(documents)
    rules = _build_rules(documents, version)
    try:
        problems = find_contradictions(rules)
    except Refusal as gap:
        problems = (str(gap),)
    if problems:
        raise NationalRulesUnsound("; ".join(problems))
    return rules


def fingerprint(documents: Mapping[str, Document]) -> str:
    """Return the digest of all data files but the list of versions; comments and layout do not count."""
    content = {name: document for name, document in documents.items() if name != VERSION_FILE}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _build_rules(documents: Mapping[str, Document], version: _Version) -> NationalRules:
    facts: dict[FactKey, list[Fact]] = {}
    for fact in _read(documents, "fact", Fact):
        facts.setdefault(fact.key, []).append(fact)
    return NationalRules(
        version=version.id,
        version_date=version.date,
        facts=MappingProxyType({key: tuple(versions) for key, versions in facts.items()}),
        conditions=_read(documents, "condition", Condition),
        bracket_tables=_read(documents, "bracket_table", BracketTable, _name_brackets),
        reliefs=_read(documents, "relief", Relief),
        funding=_read(documents, "funding", FundingRule),
        scholarship=_read(documents, "scholarship", ScholarshipLevel),
        occupations=_read(documents, "occupation", Occupation),
        questions=tuple(_index(_read(documents, "question", OpenQuestion), lambda each: each.key).values()),
        sources=MappingProxyType(dict(documents["source.toml"]["source"])),
    )


def _get_version(documents: Mapping[str, Document]) -> _Version:
    version = _read(documents, "version", _Version)[-1]
    if version.fingerprint != (actual := fingerprint(documents)):
        raise NationalRulesUnsound(
            f"the data files are not those of version {version.id}: add a version with fingerprint {actual}"
        )
    return version


def _parse(path: Path) -> Document:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise NationalRulesUnsound(f"{path.name}: {error}") from error


def _read(
    documents: Mapping[str, Document],
    section: str,
    kind: type[T],
    prepare: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> tuple[T, ...]:
    adapter = TypeAdapter(kind)
    try:
        return tuple(adapter.validate_python(prepare(entry)) for entry in _entries(documents, section, kind))
    except (KeyError, ValueError) as error:
        raise NationalRulesUnsound(f"[[{section}]]: {error}") from error


def _entries(documents: Mapping[str, Document], section: str, kind: type[Any]) -> Iterator[dict[str, Any]]:
    for document in documents.values():
        for entry in document.get(section, ()):
            _ensure_known(entry, kind)
            for nested in entry.values():
                if isinstance(nested, dict):
                    _ensure_known(nested, Citation)
            yield entry


def _ensure_known(entry: dict[str, Any], kind: type[Any]) -> None:
    if unknown := set(entry) - {each.name for each in fields(kind)}:
        raise NationalRulesUnsound(f"unknown {', '.join(sorted(unknown))}")


def _name_brackets(entry: dict[str, Any]) -> dict[str, Any]:
    rows = [dict(zip(("number", "lower", "base"), row, strict=True)) for row in entry["brackets"]]
    return {**entry, "brackets": rows}


def _index(entries: Iterable[T], key: Callable[[T], Any]) -> Mapping[Any, T]:
    indexed: dict[Any, T] = {}
    for entry in entries:
        if indexed.setdefault(key(entry), entry) is not entry:
            raise NationalRulesUnsound(f"{key(entry)} is given twice")
    return MappingProxyType(indexed)
