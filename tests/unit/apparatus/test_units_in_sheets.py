from datetime import date
from uuid import UUID

import pytest

from sertakan.apparatus.model import Effect, Participation
from sertakan.apparatus.rules.matching import Units
from sertakan.apparatus.rules.unit_row import compare_with_unit, read_count, read_unit_row
from sertakan.tenancy.model import WorkUnit

HEALTH = WorkUnit(id=UUID(int=1), name="Dinas Kesehatan", code="1.02", head="Ni Luh Contoh", asn_count=40)
SCHOOLS = WorkUnit(id=UUID(int=2), name="Dinas Pendidikan", code="1.01")
CLOSED = WorkUnit(id=UUID(int=3), name="Kantor Lama", closed_on=date(2026, 1, 1))
UNITS = Units.of([HEALTH, SCHOOLS, CLOSED])


@pytest.mark.parametrize("text", ["Dinas Kesehatan", "DINAS  KESEHATAN", "1.02", "1-02"])
def test_unit_is_found_by_name_or_code(text: str) -> None:
    assert UNITS.find(text) == HEALTH


def test_nearly_the_same_name_is_only_a_guess() -> None:
    assert UNITS.find("Dinas Kesehatn") is None
    assert UNITS.guess("Dinas Kesehatn") == HEALTH
    assert UNITS.guess("Kantor Lamaa") is None
    assert UNITS.guess("Badan Kepegawaian") is None


@pytest.mark.parametrize(("text", "count"), [("1200", 1200), ("1.200", 1200), ("1 200", 1200), ("0", 0)])
def test_counts_are_read_as_people_write_them(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["", "-1", "1.5", "banyak", "1e3", "9999999"])
def test_what_is_no_count_is_none(text: str) -> None:
    assert read_count(text) is None


def test_row_without_a_name_is_refused() -> None:
    row = read_unit_row(2, {"code": "1.03", "asn_count": "banyak"})
    assert row.effect is Effect.REFUSED
    assert [finding.code for finding in row.findings] == ["row.unit_missing", "row.count_unreadable"]


def test_capital_letters_alone_change_nothing() -> None:
    row = read_unit_row(2, {"name": "DINAS KESEHATAN", "code": "1.02"})
    assert compare_with_unit(row, HEALTH, HEALTH).effect is Effect.UNCHANGED


def test_what_is_new_is_a_change_and_what_is_overwritten_is_named() -> None:
    row = read_unit_row(2, {"name": "Dinas Kesehatan", "head": "I Ketut Rekaan", "worker_target": "60"})
    compared = compare_with_unit(row, HEALTH, None)
    assert compared.effect is Effect.CHANGED
    assert [finding.code for finding in compared.findings] == ["row.head_changes"]


def test_code_is_not_taken_from_another_unit() -> None:
    row = read_unit_row(2, {"name": "Dinas Kesehatan", "code": "1.01"})
    assert compare_with_unit(row, HEALTH, SCHOOLS).effect is Effect.REFUSED


def test_closed_unit_is_not_opened_by_a_sheet() -> None:
    row = read_unit_row(2, {"name": "Kantor Lama"})
    assert compare_with_unit(row, CLOSED, None).effect is Effect.REFUSED


@pytest.mark.parametrize(
    ("taking", "serving", "percent"), [(0, 0, None), (0, 5, 0), (1, 3, 33), (199, 200, 99), (5, 5, 100)]
)
def test_percent_is_never_rounded_up(taking: int, serving: int, percent: int | None) -> None:
    assert Participation(taking_part=taking, serving=serving).percent == percent
