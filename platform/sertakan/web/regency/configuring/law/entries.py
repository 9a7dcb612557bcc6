"""What the pages of one entry of a list have in common: which entry, and the list with it changed."""

from typing import Any

from flask import request

from sertakan.configuration.model import Plain, Problem, Weight
from sertakan.kernel.refusal import NotFound
from sertakan.web.regency.configuring.law.drafted import drafted, problem_sentence

Entries = list[dict[str, Plain]]


def entry_at(entries: Entries, place: int) -> dict[str, Plain]:
    """Return the entry at a place.

    :raises NotFound: draft.entry_unknown
    """
    if place >= len(entries):
        raise NotFound("draft.entry_unknown", place=place)
    return entries[place]


def with_entry(entries: Entries, place: int | None, entry: dict[str, Any] | None) -> Entries:
    """Return the list with an entry put in its place, added when it has none, or left out when there is none."""
    if place is None:
        return entries if entry is None else [*entries, entry]
    return [*entries[:place], *([] if entry is None else [entry]), *entries[place + 1 :]]


def is_removal() -> bool:
    """Tell whether the button pressed was that for taking the entry out."""
    return request.form.get("hapus") == "ya"


def problems_at(section: str, place: int | None) -> list[Problem]:
    """Return what stops the publication of one entry, or would stop that of any."""
    lead = f"{section}[{place}]"
    return [
        problem
        for problem in drafted().check.problems
        if problem.weight is Weight.BLOCKING and (problem.path == lead or problem.path.startswith(f"{lead}."))
    ]


def sentences_at(section: str, place: int | None) -> list[str]:
    """Return what stops the publication of one entry, in sentences."""
    return [] if place is None else [problem_sentence(problem) for problem in problems_at(section, place)]
