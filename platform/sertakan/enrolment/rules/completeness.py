"""Which page of the form comes next, and whether the whole is complete."""

from collections.abc import Callable, Mapping

from sertakan.enrolment.model import ConsentWay, DraftAnswers, Step
from sertakan.tenancy.document import Form

ORDER = tuple(Step)
OPTIONAL_FIELDS = ("email", "mother_name", "working_hours", "second_occupation", "marital_status", "postcode")


def first_open_step(answers: DraftAnswers, form: Form) -> Step:
    """Return the first page that still lacks an answer; the check page when none does."""
    return next((step for step in ORDER if not _CHECKS[step](answers, form)), Step.CHECK)


def is_reachable(step: Step, answers: DraftAnswers, form: Form) -> bool:
    """Tell whether all pages before this one are complete."""
    return ORDER.index(step) <= ORDER.index(first_open_step(answers, form))


def step_after(step: Step) -> Step:
    """Return the page that follows."""
    return ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]


def step_before(step: Step) -> Step | None:
    """Return the page that precedes, or None on the first."""
    place = ORDER.index(step)
    return ORDER[place - 1] if place else None


def _has(*names: str) -> Callable[[DraftAnswers, Form], bool]:
    return lambda answers, _: all(getattr(answers, name) is not None for name in names)


def _relation_is_complete(answers: DraftAnswers, _: Form) -> bool:
    # "I do not know" is an answer too, so the values alone cannot tell whether all was asked.
    return answers.relation_done and answers.relation is not None and answers.employment is not None


def _contact_is_complete(answers: DraftAnswers, form: Form) -> bool:
    if not answers.contact_done or (form.phone == "required" and answers.mobile is None):
        return False
    required = [name for name in OPTIONAL_FIELDS if getattr(form, name) == "required"]
    return all(answers.optional.get(name) for name in required)


def _consent_is_complete(answers: DraftAnswers, _: Form) -> bool:
    if answers.consent_at is None or answers.consent_way is None:
        return False
    return answers.consent_way != ConsentWay.PAPER or answers.consent_proof is not None


_CHECKS: Mapping[Step, Callable[[DraftAnswers, Form], bool]] = {
    Step.RELATION: _relation_is_complete,
    Step.IDENTITY: _has("nik", "full_name"),
    Step.BIRTH: _has("birth_place", "birth_date", "sex"),
    Step.OCCUPATION: _has("occupation", "sector"),
    Step.ADDRESS: _has("village_code", "address"),
    Step.WORKPLACE: _has("work_village_code"),
    Step.CONTACT: _contact_is_complete,
    Step.CONSENT: _consent_is_complete,
    Step.CONTRIBUTION: _has("months", "bracket", "funding"),
    Step.CHECK: lambda *_: False,
}
