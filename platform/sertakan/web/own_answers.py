"""A regency's own questions on the screen: their words, their answers, the name of such a field."""

from collections.abc import Iterable
from datetime import date

from sertakan.enrolment.model.own_answer import OwnAnswer, label_in
from sertakan.enrolment.rules.questioning import OWN
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_date
from sertakan.localisation.messages import current_language
from sertakan.tenancy.document import Form, Language, OwnQuestion
from sertakan.web.sentences import sentence, word_for
from sertakan.web.visit import visit


def spoken() -> Language:
    """Return the language spoken now, of those in which a regency writes its questions."""
    return "ban" if current_language() == "ban" else "id"


def tell_answer(answer: OwnAnswer) -> str:
    """Return an answer in words."""
    if answer.words:
        return "; ".join(label_in(each, current_language()) for each in answer.words)
    if answer.kind == "date":
        return format_date(date.fromisoformat(answer.values[0]))
    return _("Berkas terkirim") if answer.kind == "file" else answer.values[0]


def answer_rows(answers: Iterable[OwnAnswer], href: str | None = None) -> list[dict[str, object]]:
    """Return answers as lines of a summary, each with the way to change it if there is one."""
    action = _("Ubah") if href else None
    return [
        {
            "key": label_in(answer.label, current_language()),
            "value": tell_answer(answer),
            "href": href,
            "action": action,
        }
        for answer in answers
    ]


def labels_of(form: Form) -> str:
    """Return what a form asks in the regency's own words, as one list."""
    return "; ".join(question.label.in_language(spoken()) for question in form.questions)


def tell_fault(question: OwnQuestion, refusal: Refusal) -> str:
    """Return what to say about a wrong answer: in the regency's own words where it wrote some."""
    return question.error.in_language(spoken()) if question.error else sentence(refusal)


def field_word(field: str) -> str:
    """Return what people call a field of the form, a regency's own questions included."""
    if not field.startswith(OWN):
        return word_for("question_field", field)
    key = field.removeprefix(OWN)
    asked = (question for question in visit().regency.form.questions if question.key == key)
    question = next(asked, None)
    return question.label.in_language(spoken()) if question else _("Pertanyaan tambahan")
