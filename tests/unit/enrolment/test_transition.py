"""Which decision is possible in which state."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sertakan.enrolment.model import EnrolmentState, Rejection, RejectionCode
from sertakan.enrolment.rules import transition
from sertakan.enrolment.rules.rejecting import read_rejection, write_rejection
from sertakan.enrolment.rules.waiting import count_working_days
from sertakan.kernel.refusal import Conflict

S = EnrolmentState
STEPS: dict[str, tuple[Callable[..., Any], tuple[str, ...], set[EnrolmentState], EnrolmentState]] = {
    "approve": (transition.approve, ("GIA-1",), {S.SUBMITTED}, S.APPROVED),
    "return": (transition.return_with_question, ("GIA-1", "address"), {S.SUBMITTED}, S.RETURNED),
    "reject": (transition.reject, ("GIA-1", "age"), {S.SUBMITTED, S.RETURNED}, S.REJECTED),
    "answer": (transition.answer, ("GIA-1", "address"), {S.RETURNED}, S.SUBMITTED),
}


@pytest.mark.parametrize("state", list(EnrolmentState))
@pytest.mark.parametrize("step", list(STEPS))
def test_step_needs_the_right_state(step: str, state: EnrolmentState) -> None:
    take, arguments, allowed, becomes = STEPS[step]
    if state in allowed:
        found, event = take(state, *arguments)
        assert found is becomes
        assert event.reference == "GIA-1"
    else:
        with pytest.raises(Conflict, match="enrolment.state"):
            take(state, *arguments)


@pytest.mark.parametrize("state", list(EnrolmentState))
def test_workers_word_ends_what_is_open(state: EnrolmentState) -> None:
    assert transition.halt(state) is (state if state.is_closed else S.ENDED)


def test_rejection_is_kept_and_read_again() -> None:
    rejection = Rejection(
        code=RejectionCode.AGE, explanation="Usia 67 tahun.", instrument="Perbup 1/2024", article="5"
    )
    assert read_rejection(write_rejection(rejection)) == rejection


@pytest.mark.parametrize("kept", [None, "stopped", ""])
def test_other_endings_are_no_rejection(kept: str | None) -> None:
    assert read_rejection(kept) is None


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 0),  # the day of submission
        (date(2026, 11, 23), date(2026, 11, 24), 1),
        (date(2026, 11, 20), date(2026, 11, 23), 1),  # over a weekend
        (date(2026, 11, 21), date(2026, 11, 22), 0),  # inside a weekend
        (date(2026, 12, 24), date(2026, 12, 28), 1),  # Christmas on a Friday
        (date(2026, 11, 25), date(2026, 11, 23), 0),  # a clock that went back
    ],
)
def test_working_days_are_counted(since: date, until: date, days: int) -> None:
    assert count_working_days(since, until, lambda day: (day.month, day.day) == (12, 25)) == days
