"""What the sponsor is written about a decision, in the language that visitors meet first here."""

from collections.abc import Callable

from sertakan.enrolment.model import Enrolment
from sertakan.localisation import speaking
from sertakan.notifications import texts
from sertakan.notifications.model import Text
from sertakan.web.links import address_here
from sertakan.web.own_answers import field_word
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

Write = Callable[[Enrolment], Text]


def _spoken(write: Write) -> Write:
    def written(enrolment: Enrolment) -> Text:
        with speaking(visit().regency.languages.default):
            return write(enrolment)

    return written


@_spoken
def approved(enrolment: Enrolment) -> Text:
    """Tell that an enrolment was approved and what comes next."""
    return _letter(texts.APPROVED, enrolment)


def returned(field: str, question: str) -> Write:
    """Return how to tell that one thing more is needed."""

    @_spoken
    def write(enrolment: Enrolment) -> Text:
        word = field_word(field)
        return _letter(texts.RETURNED, enrolment, field=word, question=question)

    return write


def rejected(code: str, explanation: str) -> Write:
    """Return how to tell that an enrolment cannot be approved, and why."""

    @_spoken
    def write(enrolment: Enrolment) -> Text:
        ground = word_for("rejection", code)
        return _letter(texts.REJECTED, enrolment, ground=ground, explanation=explanation)

    return write


def _letter(kind: texts.Kind, enrolment: Enrolment, **values: object) -> Text:
    return texts.write(
        kind,
        visit().regency.messages,
        name=enrolment.worker_name,
        reference=enrolment.reference,
        address=address_here("/sponsor/"),
        **values,
    )
