from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import RevisionMark, SpaceState, Tenant
from sertakan.tenancy.rules import resume, revision_in_force, suspend


def _mark(number: int, applied_from: date) -> RevisionMark:
    return RevisionMark(
        number=number, applied_from=applied_from, published_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


HISTORY = [
    _mark(1, date(2024, 6, 1)),
    _mark(2, date(2025, 1, 1)),
    _mark(3, date(2025, 1, 1)),
    _mark(4, date(2027, 1, 1)),
]


class TestRevisionInForce:
    @pytest.mark.parametrize(
        ("day",              "number"),
        [
            (date(2024, 5, 31), None),
            (date(2024, 6,  1), 1),
            (date(2024, 12, 31), 1),
            (date(2025, 1,  1), 3),
            (date(2026, 12, 31), 3),
            (date(2027, 1,  1), 4),
        ],
    )  # fmt: skip
    def test_day_decides(self, day: date, number: int | None) -> None:
        assert revision_in_force(HISTORY, day) == number

    @given(
        some.lists(some.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=12),
        some.dates(date(2019, 1, 1), date(2031, 1, 1)),
    )
    def test_agrees_with_walking_day_by_day(self, days: list[date], asked: date) -> None:
        marks = [_mark(number, day) for number, day in enumerate(days, 1)]
        walked = None
        for mark in sorted(marks, key=lambda mark: (mark.applied_from, mark.number)):
            if mark.applied_from <= asked:
                walked = mark.number

        assert revision_in_force(marks, asked) == walked


REASON = "Peraturannya sedang diganti. Hubungi (0361) 943401."


def _space(state: SpaceState) -> Tenant:
    return Tenant(
        id=7,
        slug="gianyar",
        region_code="51.04",
        name="Kabupaten Gianyar",
        state=state,
        state_reason=None,
        is_demo=False,
        revision=1,
    )


class TestRest:
    @pytest.mark.parametrize("state", [SpaceState.DRAFT, SpaceState.TRIAL, SpaceState.LIVE])
    def test_space_returns_to_what_it_was(self, state: SpaceState) -> None:
        resting, suspended = suspend(_space(state), f"  {REASON} ")
        assert (resting.state, resting.state_before, resting.state_reason) == ("suspended", state, REASON)
        assert suspended.details() == {"state_before": state, "reason": REASON}
        back, resumed = resume(resting)
        assert back == _space(state)
        assert resumed.details() == {"state": state}

    def test_space_rests_once(self) -> None:
        resting, _ = suspend(_space(SpaceState.LIVE), REASON)
        with pytest.raises(Refusal, match=r"tenant\.suspended"):
            suspend(resting, REASON)

    @pytest.mark.parametrize("state", [SpaceState.DRAFT, SpaceState.TRIAL, SpaceState.LIVE])
    def test_open_space_does_not_return(self, state: SpaceState) -> None:
        with pytest.raises(Refusal, match=r"tenant\.not_suspended"):
            resume(_space(state))

    def test_space_put_to_rest_before_this_was_remembered_returns_as_a_draft(self) -> None:
        back, _ = resume(_space(SpaceState.SUSPENDED))
        assert back.state is SpaceState.DRAFT

    @pytest.mark.parametrize(
        ("reason", "code"),
        [
            ("", "reason.short"),
            ("2027 2027 2027", "reason.short"),
            ("Peraturan " * 40, "reason.long"),
            ("Pengaduan atas 5104011505850000", "reason.number"),
            ("Hubungi Made, 0812 3456 7890", "reason.number"),
        ],
    )
    def test_reason_is_for_everybody_to_read(self, reason: str, code: str) -> None:
        with pytest.raises(Refusal) as refusal:
            suspend(_space(SpaceState.LIVE), reason)
        assert refusal.value.code == code
