"""The page with the regency's own questions: made from the document, judged by the rules of enrolment."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import request
from wtforms import FileField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from sertakan.enrolment.model import DraftAnswers
from sertakan.enrolment.rules.questioning import LONGEST_LONG, LONGEST_SHORT, read_answer
from sertakan.enrolment.service.drafts import ANSWER
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.files import store_file
from sertakan.tenancy.document import Form, Language, OwnQuestion
from sertakan.web.forms import ChoiceField, DateField, LongTextField, PageForm, TextField
from sertakan.web.own_answers import tell_fault

PREFIX = "own_"


class OwnForm(PageForm):
    """Ask a regency's own questions."""

    def ask(self, form: Form, kept_files: Mapping[str, str]) -> None:
        """Say which questions are asked, and which files are there already."""
        self.asked, self.kept_files = form.questions, kept_files

    def keep_only(self, key: str) -> None:
        """Ask one question alone; none where nobody asks it any more."""
        self.asked = tuple(question for question in self.asked if question.key == key)
        for name in [each.name for each in self if each.name != f"{PREFIX}{key}"]:
            del self[name]

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each answer by its question; a mistake is told in the regency's own words."""
        for question in self.asked:
            try:
                read_answer(question, self._said(question))
            except Refusal as refusal:
                self.tell(question, refusal)
        return not self.has_problems()

    def tell(self, question: OwnQuestion, refusal: Refusal) -> None:
        """Show beside a question what is wrong with its answer."""
        self[f"{PREFIX}{question.key}"].errors = [tell_fault(question, refusal)]

    def _said(self, question: OwnQuestion) -> Sequence[str]:
        field = self[f"{PREFIX}{question.key}"]
        if question.kind == "file":
            # Whether the file is one is judged when it is stored; here it counts that there is one.
            is_there = question.key in self.kept_files or uploaded(question.key)
            return [self.kept_files.get(question.key) or str(UUID(int=0))] if is_there else []
        if question.kind == "date":
            return [field.data.isoformat()] if field.data else [text for text in field.parts.values() if text]
        if question.kind == "several_of":
            return list(field.data or ())
        return [field.data] if field.data else []

    def answers(self) -> dict[str, list[str]]:
        """Return what was answered, files apart."""
        found = {
            question.key: list(read_answer(question, self._said(question)))
            for question in self.asked
            if question.kind != "file"
        }
        return {key: values for key, values in found.items() if values}

    def store_files(self, tenant_id: int, account_id: UUID) -> dict[str, str] | None:
        """Keep what was uploaded and return the files by their question, or nothing where one is refused.

        :raises StoreAway: file.store_away
        """
        asked = [question for question in self.asked if question.kind == "file"]
        files = {each.key: self.kept_files[each.key] for each in asked if each.key in self.kept_files}
        for question in asked:
            name = f"{PREFIX}{question.key}"
            if not (content := uploaded(question.key)):
                continue
            try:
                stored = store_file(
                    tenant_id, purpose=ANSWER, content=content, account_id=account_id, field=name
                )
            except Refusal as refusal:
                if refusal.field != name:
                    raise
                self.add_refusal(refusal)
                return None
            files[question.key] = str(stored)
        return files


def uploaded(key: str) -> bytes:
    """Return the bytes that were sent for a question."""
    upload = request.files.get(f"{PREFIX}{key}")
    if upload is None:
        return b""
    upload.stream.seek(0)
    return upload.stream.read()


def own_form(form: Form, language: Language, kept: DraftAnswers | None = None) -> OwnForm:
    """Return the page of a form's own questions, filled with what was answered before."""
    answers = kept or DraftAnswers()
    fields = {f"{PREFIX}{each.key}": _field(each, language) for each in form.questions}
    made = type("AskedForm", (OwnForm,), fields)
    data = {
        f"{PREFIX}{each.key}": _shown(each, answers.own[each.key])
        for each in form.questions
        if each.key in answers.own
    }
    page: OwnForm = made(data=data)
    page.ask(form, answers.own_files)
    return page


def _field(question: OwnQuestion, language: Language) -> Any:
    options: dict[str, Any] = {
        "label": question.label.in_language(language),
        "description": question.hint.in_language(language) if question.hint else "",
        # What the page says beside it, and how it is painted.
        "render_kw": {"kind": question.kind, "optional": not question.is_required},
    }
    if question.options:
        options["choices"] = [
            SelectChoice(option.value, option.label.in_language(language)) for option in question.options
        ]
    return _FIELDS[question.kind](**options)


def _several(**options: Any) -> Any:
    return SelectMultipleField(validate_choice=False, **options)


_FIELDS: Mapping[str, Callable[..., Any]] = {
    "short": lambda **options: TextField(longest=LONGEST_SHORT, required=False, **options),
    "long": lambda **options: LongTextField(longest=LONGEST_LONG, required=False, **options),
    "number": lambda **options: TextField(required=False, longest=40, **options),
    "date": lambda **options: DateField(required=False, **options),
    "one_of": lambda **options: ChoiceField(required=False, **options),
    "several_of": _several,
    "file": FileField,
}


def _shown(question: OwnQuestion, values: Sequence[str]) -> Any:
    if question.kind == "several_of":
        return list(values)
    if question.kind != "date":
        return values[0]
    try:
        return date.fromisoformat(values[0])
    except ValueError:
        return None  # the question was of another kind when it was answered
