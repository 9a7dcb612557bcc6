from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import InForce, RevisionMark, RevisionPart, SpaceState, Tenant
from sertakan.tenancy.rules import in_force, resume, suspend

WHOLE, LAW, HOUSE = RevisionPart.WHOLE, RevisionPart.LAW, RevisionPart.HOUSE


def _mark(number: int, part: RevisionPart, applied_from: date) -> RevisionMark:
    return RevisionMark(number=number, part=part, applied_from=applied_from)


HISTORY = [
    _mark(1, WHOLE, date(2024, 6, 1)),
    _mark(2, LAW,   date(2025, 1, 1)),
    _mark(3, LAW,   date(2025, 1, 1)),
    _mark(4, LAW,   date(2027, 1, 1)),
    _mark(5, HOUSE, date(2026, 3, 1)),
]  # fmt: skip


class TestInForce:
    @pytest.mark.parametrize(
        ("day",               "law"),
        [
            (date(2024, 5, 31),  1),
            (date(2024, 6,  1),  1),
            (date(2024, 12, 31), 1),
            (date(2025, 1,  1),  3),
            (date(2026, 12, 31), 3),
            (date(2027, 1,  1),  4),
        ],
    )  # fmt: skip
    def test_day_decides_the_law(self, day: date, law: int) -> None:
        assert in_force(HISTORY, day) == InForce(law=law, house=5)

    def test_house_published_last_holds_on_every_day(self) -> None:
        marks = [*HISTORY, _mark(6, HOUSE, date(2026, 3, 2))]

        assert in_force(marks, date(2024, 6, 1)) == InForce(law=1, house=6)

    def test_file_brings_law_and_house_at_once(self) -> None:
        marks = [*HISTORY, _mark(6, WHOLE, date(2026, 3, 2))]

        assert in_force(marks, date(2026, 3, 2)) == InForce(law=6, house=6)

    def test_regency_without_revisions_has_no_law(self) -> None:
        assert in_force([], date(2026, 1, 1)) is None

    @given(
        some.lists(
            some.tuples(some.sampled_from([LAW, HOUSE]), some.dates(date(2020, 1, 1), date(2030, 1, 1))),
            max_size=12,
        ),
        some.dates(date(2019, 1, 1), date(2031, 1, 1)),
    )
    def test_agrees_with_walking_day_by_day(
        self, published: list[tuple[RevisionPart, date]], asked: date
    ) -> None:
        marks = [_mark(1, WHOLE, date(2018, 1, 1))]
        marks += [_mark(number, part, day) for number, (part, day) in enumerate(published, 2)]
        law = house = 1
        for mark in sorted(marks, key=lambda mark: (mark.applied_from, mark.number)):
            if mark.part is not HOUSE and mark.applied_from <= asked:
                law = mark.number
        for mark in marks:
            if mark.part is not LAW:
                house = mark.number

        assert in_force(marks, asked) == InForce(law=law, house=house)


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
        timezone="Asia/Makassar",
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
