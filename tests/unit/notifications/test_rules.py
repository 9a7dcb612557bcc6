from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sertakan.kernel.refusal import Refusal
from sertakan.notifications.model import Placeholder, SmsSize
from sertakan.notifications.rules import (
    ensure_complete,
    ensure_fills,
    fill,
    is_sound,
    measure_sms,
    next_sending_day,
    reminding_day,
)
from sertakan.tenancy.document import Calendar, LocalDay, QuietDay

CODE = Placeholder(word="kode", value="code", sample="123456", is_obligatory=True)
SERVICE = Placeholder(word="layanan", value="service", sample="Sertakan")
BOTH = (CODE, SERVICE)
NYEPI, GALUNGAN = date(2027, 3, 8), date(2026, 6, 17)


def calendar(quiet: tuple[date, ...] = (), local: tuple[date, ...] = ()) -> Calendar:
    return Calendar(
        quiet_days=tuple(QuietDay(day=day, name="Nyepi") for day in quiet),
        local_days=tuple(LocalDay(day=day, name="Galungan") for day in local),
    )


class TestPlaceholders:
    def test_unknown_one_is_named(self) -> None:
        with pytest.raises(Refusal, match=r"template.unknown_placeholder .*'\{kodenya\}'"):
            ensure_fills("Kode {kodenya}", BOTH, field="body")

    @pytest.mark.parametrize("text", ["Kode {kode", "Kode kode}", "{{kode}}", "{kode\n}"])
    def test_brace_that_stands_alone_is_refused(self, text: str) -> None:
        with pytest.raises(Refusal, match=r"template\.(loose_brace|unknown_placeholder)"):
            ensure_fills(text, BOTH, field="body")

    def test_missing_obligatory_one_is_named(self) -> None:
        with pytest.raises(Refusal, match=r"template.placeholder_missing .*'\{kode\}'"):
            ensure_complete("Salam dari {layanan}", BOTH, field="body")

    def test_optional_one_may_be_left_out(self) -> None:
        assert is_sound("Kode Anda {kode}", "Kode", BOTH)

    def test_text_without_its_code_is_never_sound(self) -> None:
        assert not is_sound("Kode Anda rahasia", "{kode}", BOTH)

    def test_value_is_not_read_as_a_placeholder(self) -> None:
        assert fill("{kode} {layanan}", {"kode": "{layanan}", "layanan": "%(x)s"}) == "{layanan} %(x)s"

    @given(st.text())
    def test_any_text_is_sound_or_refused(self, text: str) -> None:
        if is_sound(text, "", BOTH):
            assert "123456" in fill(text, {"kode": "123456", "layanan": ""})


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("",                (0, 1, False)),
        ("a" * 160,         (160, 1, False)),
        ("a" * 161,         (161, 2, False)),
        ("€" * 80,          (160, 1, False)),
        ("é" * 307,         (307, 3, False)),
        ("ś" * 70,          (70, 1, True)),
        ("séwala ś" + "a" * 63, (71, 2, True)),
        ("😀" * 35,         (70, 1, True)),
    ],
)  # fmt: skip
def test_sms_is_measured_as_it_is_charged(text: str, size: tuple[int, int, bool]) -> None:
    length, parts, is_wide = size
    assert measure_sms(text) == SmsSize(length=length, parts=parts, is_wide=is_wide)


class TestDays:
    def test_plain_day_is_a_sending_day(self) -> None:
        assert next_sending_day(NYEPI, calendar(local=(NYEPI,))) == NYEPI

    def test_quiet_days_in_a_row_are_all_passed(self) -> None:
        quiet = (NYEPI, date(2027, 3, 9))
        assert next_sending_day(NYEPI, calendar(quiet=quiet)) == date(2027, 3, 10)

    def test_reminder_comes_forward_over_local_and_quiet_days(self) -> None:
        days = calendar(quiet=(date(2026, 6, 16),), local=(GALUNGAN,))
        assert reminding_day(GALUNGAN, days) == date(2026, 6, 15)

    def test_reminder_on_a_plain_day_stays(self) -> None:
        assert reminding_day(GALUNGAN, calendar(quiet=(NYEPI,))) == GALUNGAN
