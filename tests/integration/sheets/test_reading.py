from datetime import date

import pytest
from tests.factories.sheets import (
    make_book,
    make_far_cell,
    make_lying_bomb,
    make_macros,
    make_open_document,
    make_separated,
    make_zip_bomb,
)

from sertakan.kernel.refusal import Refusal
from sertakan.sheets.reading import read_sheet
from sertakan.sheets.sheet import Limits, Line, Sheet
from sertakan.sheets.writing import Table, write_book

HEAD = ("NIP", "Nama Pegawai")
PERSON = ("198505152010011000", "I Made Contoh")


def _cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [line.cells for line in sheet.lines]


def _refused(content: bytes, **limits: int) -> str:
    with pytest.raises(Refusal) as caught:
        read_sheet(content, Limits(**limits))
    return caught.value.code


def test_rows_keep_the_numbers_that_the_program_shows() -> None:
    sheet = read_sheet(make_book([HEAD, (None, None), PERSON], first_row=3))
    assert sheet.lines == (Line(number=4, cells=HEAD), Line(number=6, cells=PERSON))
    assert sheet.title == "Pegawai"


@pytest.mark.parametrize(
    "content",
    [
        make_open_document([HEAD, PERSON]),
        make_separated([HEAD, PERSON], ";"),
        make_separated([HEAD, PERSON], ",", "utf-8-sig"),
        make_separated([HEAD, PERSON], "\t", "utf-16"),
        make_separated([HEAD, PERSON], "|"),
    ],
    ids=["ods", "semicolon", "comma", "tab in utf-16", "bar"],
)
def test_every_sort_of_file_says_the_same(content: bytes) -> None:
    assert _cells(read_sheet(content)) == [HEAD, PERSON]


def test_old_western_encoding_is_understood() -> None:
    content = make_separated([HEAD, ("1", "Ni Luh Dé Rekaan")], encoding="cp1252")
    assert _cells(read_sheet(content))[1] == ("1", "Ni Luh Dé Rekaan")


def test_separator_inside_quotes_does_not_split() -> None:
    content = make_separated([HEAD, ("1", "Rekaan, S.Pd., M.Si")], ",")
    assert _cells(read_sheet(content))[1] == ("1", "Rekaan, S.Pd., M.Si")


def test_number_too_long_for_a_spreadsheet_shows_that_it_lost_digits() -> None:
    sheet = read_sheet(make_book([(198505152010011001, 7, 1.5, date(2026, 1, 31))]))
    assert _cells(sheet) == [("1.98505152010011E+17", "7", "1.5", "2026-01-31")]


def test_far_cell_costs_nobody_anything() -> None:
    assert len(make_far_cell()) < 8_000
    assert _refused(make_far_cell()) == "sheet.heavy"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet.empty"),
        (b" \r\n ", "sheet.empty"),
        (make_book([]), "sheet.empty"),
        (make_macros(), "sheet.macros"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "sheet.kind"),
        (b"%PDF-1.7\n%%EOF", "sheet.kind"),
        (bytes(range(256)), "sheet.kind"),
        (b"<html><table><tr><td>NIP</td></tr></table></html>", "sheet.web_page"),
        (make_book([HEAD])[:400], "sheet.damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "sheet.damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "sheet.locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT_CUR".encode("utf-16-le"), "sheet.macros"),
    ],
)
def test_what_is_no_harmless_sheet_is_refused_by_its_reason(content: bytes, code: str) -> None:
    assert _refused(content) == code


def test_zip_bomb_is_refused_before_it_unfolds() -> None:
    assert _refused(make_zip_bomb(40), unpacked_bytes=30 << 20) == "sheet.heavy"


def test_bomb_under_the_limit_of_declared_size_meets_the_limit_of_memory() -> None:
    assert _refused(make_lying_bomb(120), memory_bytes=160 << 20) == "sheet.heavy"


def test_file_beyond_its_size_is_not_even_handed_over() -> None:
    assert _refused(b"a" * (200 << 20)) == "sheet.large"


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (make_book([HEAD] * 12), {"rows": 10}, "sheet.rows"),
        (make_separated([HEAD] * 12), {"rows": 10}, "sheet.rows"),
        (make_book([["a"] * 61]), {}, "sheet.columns"),
        (make_separated([["a"] * 61]), {}, "sheet.columns"),
        (b"a," * 1_000_000, {}, "sheet.columns"),
    ],
)
def test_more_rows_or_columns_than_agreed_are_refused(
    content: bytes, limits: dict[str, int], code: str
) -> None:
    assert _refused(content, **limits) == code


def test_long_cell_is_cut() -> None:
    assert len(_cells(read_sheet(make_book([["a" * 3_000]])))[0][0]) == 500


def test_reader_that_takes_too_long_is_ended() -> None:
    # A million cells of a sheet cannot be read in no time at all.
    rows = [[str(column) for column in range(50)] for _ in range(20_000)]
    assert _refused(make_book(rows), seconds=0) == "sheet.heavy"


def test_formula_is_written_as_words() -> None:
    book = write_book([Table(title="Hasil", head=["Nama"], rows=[["=1+1"], ["@SUM(A1)"], [None], [7]])])
    assert _cells(read_sheet(book)) == [("Nama",), ("=1+1",), ("@SUM(A1)",), ("7",)]
