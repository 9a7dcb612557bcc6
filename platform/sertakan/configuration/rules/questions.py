"""A regency's own questions as an editor sees them: one flat set of fields each, and their order."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sertakan.configuration.model import Plain
from sertakan.kernel.text import fold
from sertakan.tenancy.document import OwnQuestion

LONGEST_KEY = 40
Question = Mapping[str, Plain]
Questions = Sequence[Question]

_TEXTS = ("label", "hint", "error")
_LANGUAGES = ("id", "ban")
BLANK: Question = {
    **{
        name: None if field.is_required() else field.default
        for name, field in OwnQuestion.model_fields.items()
    },
    "options": [],
    "only_categories": [],
}


def flatten(question: Question) -> dict[str, Plain]:
    """Return a question with each text and each language's options in a field of their own."""
    options = question.get("options") or []
    texts = {
        f"{name}_{language}": (question.get(name) or {}).get(language)
        for name in _TEXTS
        for language in _LANGUAGES
    }
    return {
        "kind": question.get("kind"),
        "is_required": bool(question.get("is_required")),
        "only_categories": list(question.get("only_categories") or ()),
        **texts,
        "options_id": [_label(option, "id") or "" for option in options],
        "options_ban": _without_empty_end([_label(option, "ban") or "" for option in options]),
    }


def _without_empty_end(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def _label(option: Mapping[str, Any], language: str) -> str | None:
    return (option.get("label") or {}).get(language)


def gather(before: Question, flat: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return a question from its fields; its key and the values of its options stay what they were."""
    return {
        **before,
        "kind": flat["kind"],
        "is_required": flat["is_required"],
        **{name: _text(name, flat) for name in _TEXTS},
        "options": name_options(before.get("options") or [], flat["options_id"], flat["options_ban"]),
        "only_categories": flat["only_categories"],
    }


def _text(name: str, flat: Mapping[str, Plain]) -> dict[str, Plain] | None:
    text = {language: flat[f"{name}_{language}"] for language in _LANGUAGES}
    return text if any(text.values()) else None


def name_options(before: Questions, labels: Sequence[str], balinese: Sequence[str]) -> list[dict[str, Plain]]:
    """Return options for labels in their order.

    A label that stood there before keeps its value wherever it stands now; where as many lines stand as before, a
    label that was only reworded keeps that of its line. A new one gets a value made from its words.
    """
    taken = {str(option["value"]) for option in before}
    values: list[str] = []
    for place, label in enumerate(labels):
        found = (value for value in _values_for(before, labels, place) if value not in values)
        values.append(next(found, None) or key_from(label, {*values, *taken}))
    written = [*balinese, *([""] * len(labels))]
    return [
        {"value": value, "label": {"id": label, "ban": other or None}}
        for value, label, other in zip(values, labels, written, strict=False)
    ]


def _values_for(before: Questions, labels: Sequence[str], place: int) -> Iterator[str]:
    """Yield the values that the label at a place may keep, the likeliest first."""
    here = before[place] if place < len(before) else None
    if here and _label(here, "id") == labels[place]:
        yield here["value"]
    yield from (option["value"] for option in before if _label(option, "id") == labels[place])
    if here and len(before) == len(labels) and _label(here, "id") not in labels:
        yield here["value"]


def key_from(label: str, taken: Collection[str]) -> str:
    """Return a key made from the words of a label, other than those that are taken."""
    words = "_".join(word for word in fold(label).split() if word.isascii())
    key = (words if words[:1].isalpha() else f"p_{words}")[: LONGEST_KEY - 4].rstrip("_")
    return next(each for each in (key, *(f"{key}_{number}" for number in range(2, 999))) if each not in taken)


def place_of(questions: Questions, key: str) -> int | None:
    """Return at which place the question of a key stands."""
    return next((place for place, each in enumerate(questions) if each.get("key") == key), None)


def moved(questions: Questions, key: str, steps: int) -> list[Question]:
    """Return the questions with one of them so many places further down; at either end it stays."""
    place = place_of(questions, key)
    if place is None:
        return list(questions)
    others = [each for each in questions if each.get("key") != key]
    target = min(max(place + steps, 0), len(others))
    return [*others[:target], questions[place], *others[target:]]


def put(questions: Questions, question: Question) -> list[Question]:
    """Return the questions with one replaced by its key, or added at the end."""
    place = place_of(questions, str(question["key"]))
    if place is None:
        return [*questions, question]
    return [*questions[:place], question, *questions[place + 1 :]]


def without(questions: Questions, key: str) -> list[Question]:
    """Return the questions but one."""
    return [each for each in questions if each.get("key") != key]
