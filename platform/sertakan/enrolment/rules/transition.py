"""Which state may follow which; each step returns the new state with the event that says so."""

from sertakan.enrolment.events import (
    AnswerConfirmed,
    EnrolmentApproved,
    EnrolmentRejected,
    EnrolmentReturned,
    QuestionAnswered,
)
from sertakan.enrolment.model import EnrolmentState
from sertakan.kernel.refusal import Conflict

State = EnrolmentState


def _ensure(state: State, *allowed: State) -> None:
    if state not in allowed:
        raise Conflict("enrolment.state", state=state.value)


def approve(state: State, reference: str) -> tuple[State, EnrolmentApproved]:
    """Approve what was submitted.

    :raises Conflict: enrolment.state
    """
    _ensure(state, State.SUBMITTED)
    return State.APPROVED, EnrolmentApproved(reference=reference)


def return_with_question(state: State, reference: str, field: str) -> tuple[State, EnrolmentReturned]:
    """Return what was submitted with a question on one field.

    :raises Conflict: enrolment.state
    """
    _ensure(state, State.SUBMITTED)
    return State.RETURNED, EnrolmentReturned(reference=reference, field=field)


def reject(state: State, reference: str, ground: str) -> tuple[State, EnrolmentRejected]:
    """Reject on a ground what was submitted or returned.

    :raises Conflict: enrolment.state
    """
    _ensure(state, State.SUBMITTED, State.RETURNED)
    return State.REJECTED, EnrolmentRejected(reference=reference, ground=ground)


def answer(
    state: State, reference: str, field: str, *, is_changed: bool = True
) -> tuple[State, QuestionAnswered | AnswerConfirmed]:
    """Send in again what was returned, with its question answered by a change or by an explanation.

    :raises Conflict: enrolment.state
    """
    _ensure(state, State.RETURNED)
    event = QuestionAnswered if is_changed else AnswerConfirmed
    return State.SUBMITTED, event(reference=reference, field=field)


def halt(state: State) -> State:
    """Stop everything because the worker refuses; harmless when it has ended already."""
    return state if state.is_closed else State.ENDED
