"""Find the row of headings in a sheet, whose words are those that people really write."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sertakan.apparatus.model import ImportKind
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import fold
from sertakan.sheets.sheet import Line

_ROWS_TO_LOOK_AT = 15
_ROLL = {
    "nip": ("nip", "nip baru", "nip nipppk", "nip ni pppk", "ni pppk", "nomor induk pegawai", "nip pegawai", "no nip"),
    "name": ("nama", "nama pegawai", "nama lengkap", "nama asn", "nama dan gelar", "nama pns", "nama gelar"),
    "unit": ("unit kerja", "opd", "unit", "skpd", "perangkat daerah", "nama opd", "instansi", "satuan kerja", "unor",
             "unit organisasi", "nama unit kerja", "unor induk"),
    "rank": ("eselon", "eselonering", "eselon jabatan", "jenjang jabatan"),
    "position": ("jabatan", "nama jabatan", "jabatan terakhir"),
    "state": ("status", "keadaan", "status pegawai", "kedudukan", "kedudukan hukum", "keterangan status"),
    "since": ("tmt", "sejak", "tanggal", "tmt status", "terhitung mulai tanggal", "tmt pensiun", "tanggal status"),
}  # fmt: skip
_UNITS = {
    "name": ("nama", "nama opd", "opd", "unit kerja", "nama unit kerja", "nama unit", "perangkat daerah", "skpd"),
    "code": ("kode", "kode opd", "kode unit", "kode unit kerja", "kode skpd", "id opd"),
    "head": ("kepala", "nama kepala", "kepala opd", "pimpinan", "nama pimpinan", "kepala dinas"),
    "asn_count": ("jumlah asn", "asn", "jumlah pegawai", "jml asn", "jumlah pns dan pppk", "jml pegawai"),
    "worker_target": ("target", "target pekerja", "sasaran", "target peserta", "jumlah target"),
}  # fmt: skip
KNOWN: Mapping[ImportKind, Mapping[str, tuple[str, ...]]] = {
    ImportKind.ROLL: _ROLL,
    ImportKind.UNITS: _UNITS,
}
_NEEDED = {ImportKind.ROLL: ("nip", "name"), ImportKind.UNITS: ("name",)}
_IN_BRACKETS = re.compile(r"\(.*?\)|\*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """Say in which row the headings stand and which column holds which field."""

    number: int
    columns: Mapping[str, int]
    passed_over: tuple[str, ...]


def find_heading(kind: ImportKind, lines: Iterable[Line]) -> Heading:
    """Return the first row that names all that is needed.

    :raises Refusal: heading.missing_roll, heading.missing_units
    """
    for line in list(lines)[:_ROWS_TO_LOOK_AT]:
        columns = _columns(kind, line.cells)
        if all(field in columns for field in _NEEDED[kind]):
            used = set(columns.values())
            passed = tuple(cell for place, cell in enumerate(line.cells) if cell and place not in used)
            return Heading(number=line.number, columns=columns, passed_over=passed)
    if kind is ImportKind.ROLL:
        raise Refusal("heading.missing_roll", field="sheet")
    raise Refusal("heading.missing_units", field="sheet")


def _columns(kind: ImportKind, cells: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        word = fold(_IN_BRACKETS.sub(" ", cell))
        field = next((name for name, known in KNOWN[kind].items() if word in known), None)
        if field is not None:
            found.setdefault(field, place)
    return found


def values_of(heading: Heading, line: Line) -> dict[str, str]:
    """Return what a row says, by field; empty cells are left out."""
    return {
        field: line.cells[place]
        for field, place in heading.columns.items()
        if place < len(line.cells) and line.cells[place]
    }
