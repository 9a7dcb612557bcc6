"""Tell what differs between two law parts, in plain words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sertakan.configuration.rules.diff import Change, ChangeKind, Stretch, compare_words, list_changes
from sertakan.localisation import gettext as _
from sertakan.tenancy.document import Clause, MinimumWorkers, OwnQuestion, RegencyDocument, RuleTest
from sertakan.web.public.law_values import (
    ITEMS,
    LEAVES,
    TELLERS,
    article_of,
    label_in_language,
    tell_clause,
    unset,
    who_of,
)
from sertakan.web.public.law_words import CERTAINTY
from sertakan.web.public.parameter_words import IN_LANGUAGE, KINDS, QUESTION_FIELDS, REGULATION, TITLES

_LONG = 60
_ENTRY = re.compile(r"^(?P<list>[a-z_.]+)\[(?P<name>.*?)\](?:\.(?P<field>[a-z_]+)(?P<rest>.*))?$", re.S)


class Group(StrEnum):
    """Name the groups under which differences are told, in their order."""

    REGULATION = "regulation"
    PROGRAMME = "programme"
    FORM = "form"
    CONSENT = "consent"
    CLAUSES = "clauses"
    RULE_TESTS = "rule_tests"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Show one difference: what it is about, what was and what is, and the article of either.

    A list shows what came and went instead of ``old`` and ``new``, a long text its words.
    """

    path: str
    name: str
    kind: ChangeKind
    old: str | None = None
    new: str | None = None
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    words: tuple[Stretch, ...] = ()
    old_article: str | None = None
    new_article: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldGroup:
    """Hold the differences of one group under their heading."""

    group: Group
    title: str
    changes: tuple[Told, ...]


def tell_changes(
    old: RegencyDocument, new: RegencyDocument, *, old_day: date, new_day: date
) -> list[ToldGroup]:
    """Return every difference between two law parts in words, group by group; nothing where they are equal."""
    told: dict[Group, list[Told]] = {}
    for change in list_changes(old, new, old_day=old_day, new_day=new_day):
        group = Group(re.split(r"[.\[]", change.path, maxsplit=1)[0])
        told.setdefault(group, []).append(_tell(change, old, new))
    return [
        ToldGroup(group=group, title=_title_of(group), changes=tuple(told[group]))
        for group in Group
        if group in told
    ]


def count_told(groups: Iterable[ToldGroup]) -> int:
    """Return how many differences there are."""
    return sum(len(group.changes) for group in groups)


def _title_of(group: Group) -> str:
    return {
        Group.REGULATION: _("Peraturan"),
        Group.PROGRAMME: _("Program"),
        Group.FORM: _("Yang ditanyakan saat mendaftar"),
        Group.CONSENT: _("Persetujuan pekerja"),
        Group.CLAUSES: _("Rujukan pasal"),
        Group.RULE_TESTS: _("Uji aturan"),
    }[group]


def _tell(change: Change, old: RegencyDocument, new: RegencyDocument) -> Told:
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    words: tuple[Stretch, ...] = ()
    if isinstance(change.old, str) and isinstance(change.new, str) and _is_prose(change):
        words = tuple(compare_words(change.old, change.new))
    elif (
        isinstance(change.old, tuple) and isinstance(change.new, tuple) and not change.path.endswith(".order")
    ):
        came, went = _moves(change)
    is_shown = not (words or came or went)
    return Told(
        path=change.path,
        name=_name(change, old, new),
        kind=change.kind,
        old=_value(change, old, change.old) if is_shown else None,
        new=_value(change, new, change.new) if is_shown else None,
        came=came,
        went=went,
        words=words,
        old_article=article_of(change.old_clause),
        new_article=article_of(change.new_clause),
    )


def _is_prose(change: Change) -> bool:
    is_typed = change.path.startswith(
        ("consent.text.", "regulation.source", "regulation.title", "form.questions[")
    )
    return is_typed and max(len(change.old), len(change.new)) > _LONG


def _moves(change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what came into a list and what went out of it, in words."""
    say = ITEMS[re.sub(r"\[.*?\]", "", change.path)]
    came = tuple(say(entry) for entry in change.new if entry not in change.old)
    went = tuple(say(entry) for entry in change.old if entry not in change.new)
    return came, went


def _value(change: Change, document: RegencyDocument, value: Any) -> str:
    if value is None or value == "":
        return unset()
    if change.path.endswith(".order"):
        return _in_order(change.path, document, value)
    if isinstance(value, Clause):
        return tell_clause(document, value)
    if change.path in TELLERS:
        return TELLERS[change.path](document, value)
    if change.path == "regulation.confidence":
        return str(CERTAINTY[value])
    if change.path.startswith("form.questions[") and change.path.endswith(".kind"):
        return str(KINDS[value])
    if isinstance(value, tuple):
        say = ITEMS[re.sub(r"\[.*?\]", "", change.path)]
        return ", ".join(map(say, value)) or unset()
    return LEAVES[type(value)](value)


def _in_order(path: str, document: RegencyDocument, names: tuple[str, ...]) -> str:
    labels = {question.key: label_in_language(question.label) for question in document.form.questions}
    if path != "form.questions.order":
        key = path.partition("[")[2].partition("]")[0]
        question = next(each for each in document.form.questions if each.key == key)
        labels = {option.value: label_in_language(option.label) for option in question.options}
    return ", ".join(labels[name] for name in names)


def _name(change: Change, old: RegencyDocument, new: RegencyDocument) -> str:
    path = change.path
    if path == "form.questions.order":
        return _("Urutan pertanyaan tambahan")
    for known in (TITLES, REGULATION):
        if path in known:
            return str(known[path])
    if path.startswith("consent.text."):
        return str(IN_LANGUAGE[path.rpartition(".")[2]]) % {"what": str(TITLES["consent.text"])}
    if isinstance(entry := change.new or change.old, Clause):
        return str(TITLES[entry.parameter])
    if isinstance(entry, RuleTest):
        return entry.name
    if isinstance(entry, MinimumWorkers):
        return _("Jumlah pekerja untuk %(who)s", who=who_of(entry))
    return _question_name(path, entry, old, new)


def _question_name(path: str, entry: Any, old: RegencyDocument, new: RegencyDocument) -> str:
    if isinstance(entry, OwnQuestion):
        return _("Pertanyaan tambahan")
    found = _ENTRY.match(path)
    if found is None or found["field"] is None:
        raise KeyError(path)
    both = (*new.form.questions, *old.form.questions)
    question = next(label_in_language(each.label) for each in both if each.key == found["name"])
    name = str(QUESTION_FIELDS[found["field"]]) % {"question": question}
    language = found["rest"].rpartition(".")[2]
    return str(IN_LANGUAGE[language]) % {"what": name} if language in IN_LANGUAGE else name
