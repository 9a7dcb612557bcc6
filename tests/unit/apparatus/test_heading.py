import pytest

from sertakan.apparatus.model import ImportKind
from sertakan.apparatus.rules.heading import find_heading, values_of
from sertakan.kernel.refusal import Refusal
from sertakan.sheets.sheet import Line


def _lines(*rows: tuple[str, ...]) -> list[Line]:
    return [Line(number=number, cells=cells) for number, cells in enumerate(rows, start=1)]


@pytest.mark.parametrize(
    "words",
    [
        ("NIP", "Nama Pegawai", "Unit Kerja", "Eselon"),
        ("N I P (18 angka)".replace("N I P", "NIP"), "NAMA", "OPD", "ESELON"),
        ("NIP Baru", "Nama Lengkap*", "Perangkat Daerah", "Eselonering"),
        ("nip", "nama asn", "SKPD", "Eselon Jabatan"),
        ("Nomor Induk Pegawai", "Nama dan Gelar", "Unit Organisasi", "eselon"),
    ],
)
def test_headings_are_known_as_people_write_them(words: tuple[str, ...]) -> None:
    heading = find_heading(ImportKind.ROLL, _lines(words))
    assert dict(heading.columns) == {"nip": 0, "name": 1, "unit": 2, "rank": 3}


def test_headings_may_stand_below_a_title() -> None:
    lines = _lines(("DAFTAR PEGAWAI",), ("Tahun 2026", ""), ("No", "NIP", "Nama", "Golongan"))
    heading = find_heading(ImportKind.ROLL, lines)
    assert heading.number == 3
    assert heading.passed_over == ("No", "Golongan")


def test_first_of_two_columns_with_one_meaning_counts() -> None:
    heading = find_heading(ImportKind.ROLL, _lines(("NIP", "Nama", "OPD", "Unit Kerja")))
    assert heading.columns["unit"] == 2


def test_row_says_what_its_columns_say_and_no_more() -> None:
    heading = find_heading(ImportKind.UNITS, _lines(("Kode OPD", "Nama OPD", "Jumlah ASN", "Target")))
    line = Line(number=2, cells=("1.01", "Dinas Rekaan", ""))
    assert values_of(heading, line) == {"code": "1.01", "name": "Dinas Rekaan"}


@pytest.mark.parametrize(
    ("kind", "code"),
    [(ImportKind.ROLL, "heading.missing_roll"), (ImportKind.UNITS, "heading.missing_units")],
)
def test_sheet_without_headings_is_refused(kind: ImportKind, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        find_heading(kind, _lines(("198505152010011000", "I Made Contoh")))
    assert caught.value.code == code
