from datetime import UTC, date, datetime

import pytest
from babel import Locale

from sertakan.kernel.month import Month
from sertakan.localisation import speaking
from sertakan.localisation.balinese import register_balinese
from sertakan.localisation.formats import (
    format_date,
    format_moment,
    format_month,
    format_number,
    format_rupiah,
    format_short_month,
)

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(("language", "written"), [("id", "22 November 2026"), ("ban", "22 Nopémber 2026")])
def test_day_is_spelled_in_each_language(language: str, written: str) -> None:
    with speaking(language):
        assert format_date(DAY) == written


def test_first_day_has_no_leading_zero() -> None:
    assert format_date(date(2027, 2, 1)) == "1 Februari 2027"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("id", ("Februari 2027", "Mei 2027", "Agustus 2027", "Desember 2027")),
        ("ban", ("Pébruari 2027", "Méi 2027", "Agustus 2027", "Désémber 2027")),
    ],
)
def test_month_is_spelled_in_each_language(language: str, written: tuple[str, ...]) -> None:
    with speaking(language):
        assert tuple(format_month(Month(2027, number)) for number in (2, 5, 8, 12)) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("id", ("Jan", "Mei", "Agu", "Des")), ("ban", ("Jan", "Méi", "Agu", "Dés"))],
)
def test_short_month_has_three_letters(language: str, written: tuple[str, ...]) -> None:
    with speaking(language):
        assert tuple(format_short_month(Month(2027, number)) for number in (1, 5, 8, 12)) == written


def test_languages_never_share_a_spelled_day() -> None:
    for language, written in (("ban", "22 Nopémber 2026"), ("id", "22 November 2026")) * 2:
        with speaking(language):
            assert format_date(DAY) == written


def test_moment_stands_on_the_regencys_clock() -> None:
    moment = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
    assert format_moment(moment, "Asia/Makassar") == "22 November 2026 10.30 WITA"
    assert format_moment(moment, "Asia/Jakarta") == "22 November 2026 09.30 WIB"
    assert format_moment(moment, "Asia/Jayapura") == "22 November 2026 11.30 WIT"


def test_late_evening_utc_is_tomorrow_here() -> None:
    with speaking("ban"):
        assert (
            format_moment(datetime(2026, 11, 30, 16, 0, tzinfo=UTC), "Asia/Makassar")
            == "1 Désémber 2026 00.00 WITA"
        )


def test_moment_of_another_zone_names_none() -> None:
    assert format_moment(datetime(2026, 11, 22, 2, 30, tzinfo=UTC), "Etc/UTC") == "22 November 2026 02.30"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "Rp0"),
        (8_400, "Rp8.400"),
        (16_800, "Rp16.800"),
        (70_000_000, "Rp70.000.000"),
        (-16_800, "-Rp16.800"),
    ],
)
def test_rupiah_has_points_and_no_cents(value: int, written: str) -> None:
    assert format_rupiah(value) == written


@pytest.mark.parametrize("language", ["id", "ban"])
def test_rupiah_is_written_alike_in_both_languages(language: str) -> None:
    with speaking(language):
        assert format_rupiah(16_800) == "Rp16.800"


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (999, "999"), (1_250, "1.250"), (4_400_000, "4.400.000")]
)
def test_number_has_points_between_thousands(value: int, written: str) -> None:
    assert format_number(value) == written


def test_babel_knows_balinese_months_and_days() -> None:
    balinese = Locale.parse("ban")
    assert balinese.months["format"]["wide"][2] == "Pébruari"
    assert len(set(balinese.months["format"]["wide"].values())) == 12
    assert balinese.days["format"]["wide"][6] == "Redité"
    assert balinese.languages["ban"] == "Basa Bali"


def test_indonesian_months_stay_indonesian() -> None:
    assert Locale.parse("id").months["format"]["wide"][2] == "Februari"


def test_registering_balinese_twice_does_no_harm() -> None:
    before = Locale.parse("ban").months["format"]["wide"]
    register_balinese()
    assert Locale.parse("ban").months["format"]["wide"] == before
