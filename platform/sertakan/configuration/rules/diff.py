"""What differs between two law parts: value by value, each with the clause that decides it.

A value is compared as the smallest thing that people speak of: an age, a list of relations, a text in one language.
Entries of a list are told apart by what names them (a question by its key, a clause by its parameter and first day),
so that one new question is one change and not a new list.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

from sertakan.tenancy.document import LawPart, RegencyDocument
from sertakan.tenancy.document.part import Part, UploadedFile
from sertakan.tenancy.document.programme import MinimumWorkers
from sertakan.tenancy.document.question import Option, OwnQuestion
from sertakan.tenancy.document.regulation import Clause
from sertakan.tenancy.document.rule_test import RuleTest


class ChangeKind(StrEnum):
    """Say whether a value came, went or became another."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Say what one value was and is, and which clause decided it then and now.

    ``path`` is the value's place in the document, such as ``programme.minimum_age`` or ``form.questions[rt]``;
    a path that ends in ``.order`` holds the names of a list's entries in their order.
    """

    path: str
    kind: ChangeKind
    old: Any
    new: Any
    old_clause: Clause | None = None
    new_clause: Clause | None = None

    @property
    def parameter(self) -> str:
        """Return the parameter that a clause can decide: part and field, ``form.questions``."""
        return ".".join(self.path.partition("[")[0].split(".")[:2])


# What names the entries of a list, by the class of the entries; ``None`` says that their order means nothing.
_NAMES: Final[Mapping[type[Part], Callable[[Any], str]]] = {
    Clause: lambda clause: f"{clause.parameter}@{clause.valid_from or ''}",
    RuleTest: lambda test: test.name,
    OwnQuestion: lambda question: question.key,
    Option: lambda option: option.value,
    MinimumWorkers: lambda minimum: f"{minimum.category}:{minimum.rank or ''}",
}
_ORDERED = frozenset({OwnQuestion, Option})
# Parts that people speak of as one thing, whatever of them changed.
_WHOLE = (Clause, RuleTest, MinimumWorkers, UploadedFile)
_ABSENT: Final = (None, ())


def list_changes(old: RegencyDocument, new: RegencyDocument, *, old_day: date, new_day: date) -> list[Change]:
    """Return every difference between the law parts of two documents, in the order of the document.

    The days say which of several clauses of one parameter is shown beside a value.
    """
    return [
        replace(
            change,
            old_clause=old.clause_for(change.parameter, old_day),
            new_clause=new.clause_for(change.parameter, new_day),
        )
        for name in LawPart.model_fields
        for change in _differences(name, getattr(old, name), getattr(new, name))
    ]


def _differences(path: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, Part) and type(old) is type(new) and not isinstance(old, _WHOLE):
        for name in type(old).model_fields:
            yield from _differences(f"{path}.{name}", getattr(old, name), getattr(new, name))
    elif (kind := _entries_of(old, new)) is not None:
        yield from _entries(path, kind, old, new)
    else:
        yield Change(path=path, kind=_kind(old, new), old=old, new=new)


def _kind(old: Any, new: Any) -> ChangeKind:
    if old in _ABSENT:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if new in _ABSENT else ChangeKind.CHANGED


def _entries_of(old: Any, new: Any) -> type[Part] | None:
    """Return the class of the entries of two lists whose entries have names."""
    if not (isinstance(old, tuple) and isinstance(new, tuple)):
        return None
    return next((type(entry) for entry in (*old, *new) if type(entry) in _NAMES), None)


def _entries(path: str, kind: type[Part], old: tuple[Part, ...], new: tuple[Part, ...]) -> Iterator[Change]:
    name_of = _NAMES[kind]
    before, after = ({name_of(entry): entry for entry in entries} for entries in (old, new))
    for name in dict.fromkeys((*before, *after)):
        yield from _differences(f"{path}[{name}]", before.get(name), after.get(name))
    stayed = [name for name in before if name in after]
    if kind in _ORDERED and stayed != [name for name in after if name in before]:
        yield Change(path=f"{path}.order", kind=ChangeKind.CHANGED, old=tuple(before), new=tuple(after))


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Hold a stretch of a text: what stayed (no kind), came or went."""

    text: str
    kind: ChangeKind | None = None


_WORD = re.compile(r"\S+\s*|\s+")


def compare_words(old: str, new: str) -> list[Stretch]:
    """Return one text out of two, word by word, with what went before what came in its place."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    stretches = []
    for step, start, end, new_start, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if step == "equal":
            stretches.append(Stretch(text="".join(before[start:end])))
            continue
        stretches.append(Stretch(text="".join(before[start:end]), kind=ChangeKind.REMOVED))
        stretches.append(Stretch(text="".join(after[new_start:new_end]), kind=ChangeKind.ADDED))
    return [stretch for stretch in stretches if stretch.text]
