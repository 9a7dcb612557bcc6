"""What the sponsor reads about money on the days when prices change."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.factories.sponsoring import TYPED
from tests.fixtures.client import Visitor
from tests.web.sponsor.conftest import DraftAt, error_of, text_of

from sertakan.enrolment.model import DraftAnswers, Step
from sertakan.kernel.clock import FixedClock

Kept = Callable[[str], DraftAnswers]
_NOVEMBER = datetime(2026, 11, 22, 2, tzinfo=UTC)
_LAST_HALF_HOUR = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)  # 23.30 WITA
_NEW_YEAR = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # midnight WITA


@pytest.mark.parametrize(
    ("moment", "answers", "said"),
    [
        (_NOVEMBER, {"months": 1}, "Rp8.400 (1 × Rp8.400)"),
        (_NOVEMBER, {"months": 3}, "Rp33.600 (2 × Rp8.400 dengan keringanan, lalu 1 × Rp16.800)"),
        (_NOVEMBER, {"months": 6}, "Rp84.000 (2 × Rp8.400 dengan keringanan, lalu 4 × Rp16.800)"),
        (_NOVEMBER, {"months": 12}, "Rp184.800 (2 × Rp8.400 dengan keringanan, lalu 10 × Rp16.800)"),
        (_NOVEMBER, {"months": 6, "sector": "transport"}, "Rp58.800 (5 × Rp8.400 dengan keringanan"),
        (_LAST_HALF_HOUR, {"months": 1}, "Rp8.400 (1 × Rp8.400)"),
        (_LAST_HALF_HOUR, {"months": 3}, "Rp42.000 (1 × Rp8.400 dengan keringanan, lalu 2 × Rp16.800)"),
        (_NEW_YEAR, {"months": 1}, "Rp16.800 (1 × Rp16.800)"),
        (_NEW_YEAR, {"months": 12}, "Rp201.600 (12 × Rp16.800)"),
        (_NEW_YEAR, {"months": 3, "sector": "transport"}, "Rp25.200 (3 × Rp8.400)"),
    ],
)
def test_check_page_spells_the_price(
    sponsor: Visitor,
    draft_at: DraftAt,
    clock: FixedClock,
    moment: datetime,
    answers: dict[str, object],
    said: str,
) -> None:
    clock.moment = moment
    assert said in text_of(sponsor.get(f"{draft_at(**answers)}/periksa").text)


def test_contribution_page_prices_each_choice(sponsor: Visitor, draft_at: DraftAt, clock: FixedClock) -> None:
    page = text_of(sponsor.get(f"{draft_at(Step.CONTRIBUTION)}/iuran").text)
    for said in ("Rp8.400 (1 ×", "Rp33.600 (2 ×", "Rp84.000 (2 ×", "Rp184.800 (2 ×"):
        assert said in page


def test_price_that_changed_is_shown_before_sending(
    sponsor: Visitor, draft_at: DraftAt, clock: FixedClock
) -> None:
    clock.moment = _LAST_HALF_HOUR
    address = draft_at(months=1)
    assert 'name="total" value="8400"' in sponsor.get(f"{address}/periksa").text
    clock.moment = _NEW_YEAR
    answered = sponsor.submit(f"{address}/periksa", {"total": "8400"})
    assert answered.status_code == 409
    assert "Iuran berubah sejak halaman ini Anda buka." in error_of(answered.text)
    assert 'name="total" value="16800"' in answered.text
    assert sponsor.submit(f"{address}/periksa", {"total": "16800"}).status_code == 303


def test_month_is_that_of_the_regencys_clock(sponsor: Visitor, draft_at: DraftAt, clock: FixedClock) -> None:
    clock.moment = _LAST_HALF_HOUR
    assert "mulai Desember 2026" in text_of(sponsor.get(f"{draft_at()}/periksa").text)
    clock.moment = _NEW_YEAR
    assert "mulai Januari 2027" in text_of(sponsor.get(f"{draft_at()}/periksa").text)


_THIRD = "Iuran di halaman ini menurut golongan 3:"


def _typed(**changed: str) -> dict[str, str]:
    return {**TYPED[Step.CONTRIBUTION], **changed}


def test_prices_of_another_bracket_are_shown_before_going_on(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, clock: FixedClock
) -> None:
    address = draft_at(Step.CONTRIBUTION)
    first = text_of(sponsor.get(f"{address}/iuran").text)
    typed = {"months": "6", "bracket": "3", "own_code": "JMO-REKAAN", "prices": "1"}
    shown = sponsor.submit(f"{address}/iuran", typed)
    assert shown.status_code == 200
    assert "govuk-error-summary" not in shown.text
    for said in ('value="6" checked', 'value="3" selected', "JMO-REKAAN", "bulan demi bulan, golongan 3"):
        assert said in shown.text
    assert _THIRD in text_of(shown.text)
    assert _THIRD not in first
    assert kept(address).bracket is None


def test_price_shown_is_price_checked(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, clock: FixedClock
) -> None:
    address = draft_at(Step.CONTRIBUTION)
    shown = text_of(sponsor.submit(f"{address}/iuran", _typed(bracket="3", prices="1")).text)
    sponsor.submit(f"{address}/iuran", _typed(bracket="3"))
    total = re.search(r"Jumlah untuk 3 bulan (Rp[\d.]+)", text_of(sponsor.get(f"{address}/periksa").text))
    assert total is not None
    assert f"3 bulan {total[1]} (" in shown


def test_mistake_keeps_prices_of_the_bracket_chosen(sponsor: Visitor, draft_at: DraftAt) -> None:
    answered = sponsor.submit(f"{draft_at(Step.CONTRIBUTION)}/iuran", {"bracket": "3", "funding": "private"})
    assert answered.status_code == 422
    assert _THIRD in text_of(answered.text)


@pytest.mark.parametrize("bracket", ["", "99", "x", "-1"])
def test_unknown_bracket_shows_prices_of_the_kept_one(
    sponsor: Visitor, draft_at: DraftAt, bracket: str
) -> None:
    shown = sponsor.submit(f"{draft_at(Step.CONTRIBUTION)}/iuran", _typed(bracket=bracket, prices="1"))
    assert shown.status_code == 200
    assert "Iuran di halaman ini menurut golongan 1:" in text_of(shown.text)


def test_script_that_is_signed_out_leads_the_whole_page_on(sponsor: Visitor, draft_at: DraftAt) -> None:
    address = draft_at(Step.CONTRIBUTION)
    sponsor.submit("/keluar")
    asked = sponsor.submit(f"{address}/iuran", {"prices": "1"}, headers={"HX-Request": "true"})
    assert (asked.status_code, asked.headers.get("Location")) == (204, None)
    assert asked.headers["HX-Redirect"] == f"/masuk?next={address}/iuran"


def test_only_source_of_money_is_chosen_already(sponsor: Visitor, draft_at: DraftAt) -> None:
    assert 'value="private" checked' in sponsor.get(f"{draft_at(Step.CONTRIBUTION)}/iuran").text
