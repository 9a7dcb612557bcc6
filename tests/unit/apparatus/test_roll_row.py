from datetime import date
from uuid import UUID

import pytest

from sertakan.apparatus.model import Effect, Finding, Member, ReadRow, RollState
from sertakan.apparatus.rules.number import read_nip
from sertakan.apparatus.rules.roll_row import Reading, compare_with_member, read_day, read_roll_row
from sertakan.kernel.identifier import Nip

PNS, PPPK = "198505152010011000", "199001012024212000"
REAL = "198505152010011" + "007"
UNIT, OTHER_UNIT = UUID(int=1), UUID(int=2)
TRIAL = Reading(wants_synthetic=True, today=date(2026, 11, 22))
MEMBER = Member(
    id=UUID(int=9),
    nip=PNS,
    name="I Made Contoh",
    work_unit_id=UNIT,
    rank="eselon_3",
    state=RollState.ACTIVE,
    since=date(2020, 1, 1),
)


def _read(**said: str) -> ReadRow:
    return read_roll_row(7, {"nip": PNS, "name": "I Made Contoh", **said}, TRIAL)


def _codes(row: ReadRow) -> list[str]:
    return [finding.code for finding in row.findings]


@pytest.mark.parametrize(
    "text", [PNS, PPPK, "19850515 201001 1 000", "'198505152010011000", "19850515.201001.1.000"]
)
def test_both_sorts_of_number_are_read_as_people_write_them(text: str) -> None:
    assert isinstance(read_nip(text, wants_synthetic=True), Nip)


@pytest.mark.parametrize("text", ["1.98505E+17", "1,98505E+17", "1.98505152010011E+17", "1.98505e17"])
def test_number_that_a_spreadsheet_shortened_is_recognised(text: str) -> None:
    assert read_nip(text, wants_synthetic=True) == Finding(code="row.nip_exponent")
    assert read_nip(text, wants_synthetic=False) == Finding(code="row.nip_exponent")


def test_zeros_at_the_end_mean_lost_digits_where_people_are_real() -> None:
    assert read_nip(PNS, wants_synthetic=False) == Finding(code="row.nip_zeros")
    assert isinstance(read_nip(REAL, wants_synthetic=False), Nip)


def test_trial_takes_nobody_real() -> None:
    assert read_nip(REAL, wants_synthetic=True) == Finding(code="row.nip_real")


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "nip.missing"), ("19850515201001100", "nip.length"), ("198513152010011000", "nip.date"),
     ("198505152010151000", "nip.appointment"), ("198505152010013000", "nip.sex"), ("NIP", "nip.letters")],
)  # fmt: skip
def test_what_is_no_number_says_why(text: str, code: str) -> None:
    found = read_nip(text, wants_synthetic=True)
    assert isinstance(found, Finding)
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "rank"),
    [("II.b", "eselon_2"), ("Eselon III a", "eselon_3"), ("IV/a", "eselon_4"), ("iii", "eselon_3"),
     ("V", "other"), ("-", "other"), ("Non Eselon", "other"), ("Fungsional", "other"), ("Bupati", "regency_head")],
)  # fmt: skip
def test_ranks_are_read_as_offices_write_them(text: str, rank: str) -> None:
    row = _read(rank=text)
    assert row.values["rank"] == rank
    assert row.findings == ()


def test_unknown_rank_warns_and_keeps_nobody_out() -> None:
    row = _read(rank="utama sekali")
    assert (row.values["rank"], row.effect, row.has_warning) == ("other", Effect.ADDED, True)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Aktif", "active"),
        ("PENSIUN", "retired"),
        ("Meninggal dunia", "died"),
        ("Mutasi keluar", "transferred"),
    ],
)
def test_states_are_read_as_offices_write_them(text: str, state: str) -> None:
    assert _read(state=text).values["state"] == state


def test_row_with_any_fault_is_refused_with_all_of_them() -> None:
    row = read_roll_row(3, {"nip": "1", "name": "7", "state": "entah", "since": "besok"}, TRIAL)
    assert row.effect is Effect.REFUSED
    assert _codes(row) == ["nip.length", "row.name_missing", "row.state_unknown", "row.date_unreadable"]


@pytest.mark.parametrize("text", ["31/01/2026", "31-1-2026", "2026-01-31", "2026-01-31 00:00:00", "46053"])
def test_days_are_read_as_people_and_spreadsheets_write_them(text: str) -> None:
    assert read_day(text) == date(2026, 1, 31)


@pytest.mark.parametrize("text", ["31/02/2026", "Januari", "2026", "1/1/26"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_day_to_come_is_refused() -> None:
    assert _codes(_read(since="01/01/2027")) == ["row.date_future"]


def test_stranger_is_added() -> None:
    assert compare_with_member(_read(), None, {}).effect is Effect.ADDED


def test_same_again_changes_nothing_even_when_columns_are_missing() -> None:
    assert compare_with_member(_read(), MEMBER, {}).effect is Effect.UNCHANGED
    row = _read(unit="Dinas", rank="III.a", state="Aktif")
    assert compare_with_member(row, MEMBER, {"Dinas": str(UNIT)}).effect is Effect.UNCHANGED


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"unit": "Lain"}, "row.unit_changes"),
        ({"rank": "II.a"}, "row.rank_changes"),
        ({"state": "Pensiun"}, "row.state_changes"),
        ({"name": "I Made Contoh, S.Pd."}, "row.name_changes"),
        ({"name": "Ni Luh Rekaan"}, "row.name_differs"),
    ],
)
def test_each_difference_is_a_change_that_is_named(said: dict[str, str], code: str) -> None:
    row = compare_with_member(_read(**said), MEMBER, {"Lain": str(OTHER_UNIT)})
    assert (row.effect, _codes(row)) == (Effect.CHANGED, [code])


def test_refused_row_stays_refused_whoever_it_is_about() -> None:
    assert compare_with_member(_read(since="entah"), MEMBER, {}).effect is Effect.REFUSED
