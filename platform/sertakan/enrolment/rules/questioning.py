"""What a regency asks in its own words: of whom, which answers fit, and how they are kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sertakan.enrolment.model.own_answer import OwnAnswer
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import tidy, tidy_lines
from sertakan.tenancy.document import Form, OwnQuestion

LONGEST_SHORT = 200
LONGEST_LONG = 2000
OWN = "own."
"""How the name of a field begins that is one of the regency's own questions."""

_YEARS = range(1900, 2101)
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_NUMBER = re.compile(r"-?\d{1,15}(,\d{1,4})?")

Given = Mapping[str, Sequence[str]]


def form_for(form: Form, category: str) -> Form:
    """Return the form as a sponsor of this category meets it: without the questions that others are asked."""
    asked = tuple(
        question
        for question in form.questions
        if not question.only_categories or category in question.only_categories
    )
    return form if asked == form.questions else form.model_copy(update={"questions": asked})


def read_answer(question: OwnQuestion, given: Sequence[str]) -> tuple[str, ...]:
    """Return an answer as it is kept, or nothing where nothing was said.

    A number is written as people here write it: points between thousands, a comma before the fraction. A date is
    written as 2026-11-22, a file is named by its id.

    :raises Refusal: own.missing, own.long(max, length), own.number, own.date, own.choice, own.file
    """
    said = tuple(text for each in given if (text := _tidied(question, each)))
    if not said:
        if question.is_required:
            raise Refusal("own.missing", field=question.key)
        return ()
    return _READERS[question.kind](question, said)


def _tidied(question: OwnQuestion, text: str) -> str:
    return tidy_lines(text) if question.kind == "long" else tidy(text)


def _text(question: OwnQuestion, said: tuple[str, ...]) -> tuple[str, ...]:
    longest = LONGEST_LONG if question.kind == "long" else LONGEST_SHORT
    if len(said[0]) > longest:
        raise Refusal("own.long", field=question.key, max=longest, length=len(said[0]))
    return said[:1]


def _number(question: OwnQuestion, said: tuple[str, ...]) -> tuple[str, ...]:
    figures = said[0].replace(" ", "")
    if _GROUPED.fullmatch(figures):
        figures = figures.replace(".", "")
    if not (figures.isascii() and _NUMBER.fullmatch(figures)):
        raise Refusal("own.number", field=question.key)
    return (figures,)


def _date(question: OwnQuestion, said: tuple[str, ...]) -> tuple[str, ...]:
    try:
        day = date.fromisoformat(said[0])
    except ValueError:
        raise Refusal("own.date", field=question.key) from None
    if day.year not in _YEARS:
        raise Refusal("own.date", field=question.key)
    return (day.isoformat(),)


def _choice(question: OwnQuestion, said: tuple[str, ...]) -> tuple[str, ...]:
    chosen = tuple(option.value for option in question.options if option.value in said)
    is_one = question.kind == "one_of"
    if len(chosen) != len(set(said)) or (is_one and len(chosen) != 1):
        raise Refusal("own.choice", field=question.key)
    return chosen


def _file(question: OwnQuestion, said: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return (str(UUID(said[0])),)
    except ValueError:
        raise Refusal("own.file", field=question.key) from None


_READERS: Mapping[str, Callable[[OwnQuestion, tuple[str, ...]], tuple[str, ...]]] = {
    "short": _text,
    "long": _text,
    "number": _number,
    "date": _date,
    "one_of": _choice,
    "several_of": _choice,
    "file": _file,
}


def find_faults(form: Form, given: Given) -> dict[str, Refusal]:
    """Return what is wrong with the answers to a form's own questions, by the question's key."""
    faults: dict[str, Refusal] = {}
    for question in form.questions:
        try:
            read_answer(question, given.get(question.key, ()))
        except Refusal as refusal:
            faults[question.key] = refusal
    return faults


def list_dropped(form: Form, given: Given) -> tuple[str, ...]:
    """Return the keys of answers that nobody asks for any more, or that no longer fit their question."""
    faults, asked = find_faults(form, given), {question.key for question in form.questions}
    return tuple(key for key, values in given.items() if values and (key not in asked or key in faults))


def compose(form: Form, given: Given, revision: int) -> tuple[OwnAnswer, ...]:
    """Return the answers that fit, with the words in which this revision asked for them."""
    faults = find_faults(form, given)
    found = (
        _answer(question, read_answer(question, given.get(question.key, ())), revision)
        for question in form.questions
        if question.key not in faults
    )
    return tuple(answer for answer in found if answer.values)


def _answer(question: OwnQuestion, values: tuple[str, ...], revision: int) -> OwnAnswer:
    return OwnAnswer(
        key=question.key,
        kind=question.kind,
        revision=revision,
        label=question.label.model_dump(exclude_none=True),
        values=values,
        words=tuple(
            option.label.model_dump(exclude_none=True)
            for option in question.options
            if option.value in values
        ),
    )


def answered_again(
    before: Sequence[OwnAnswer], form: Form, given: Given, revision: int
) -> tuple[OwnAnswer, ...]:
    """Return the answers after some were given anew; what did not change keeps the words that asked for it."""
    known = {answer.key: answer for answer in before}
    composed = {answer.key: answer for answer in compose(form, given, revision)}
    keys = [key for key in dict.fromkeys((*composed, *known)) if given.get(key)]
    return tuple(
        composed[key]
        if key in composed and (key not in known or composed[key].values != known[key].values)
        else known[key]
        for key in keys
        if key in composed or key in known
    )
