"""What the sponsor reads about money on the days when prices change."""

from datetime import UTC, datetime

import pytest
from tests.fixtures.client import Visitor
from tests.web.sponsor.conftest import DraftAt, error_of, text_of

from sertakan.enrolment.model import Step
from sertakan.kernel.clock import FixedClock

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
