"""What the centre's pages call the counts, and in which order they can be sorted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from sertakan.localisation import lazy_gettext as _l
from sertakan.oversight.model import STATES, Measure, RegencyFigures

MEASURES: Mapping[Measure, LazyString] = {
    Measure.SPONSORS: _l("Sponsor"),
    Measure.WORKERS: _l("Pekerja"),
    Measure.SUBMITTED: _l("Menunggu diperiksa"),
    Measure.RETURNED: _l("Perlu dilengkapi"),
    Measure.APPROVED: _l("Disetujui"),
    Measure.SENT: _l("Dikirim ke BPJS"),
    Measure.REFUSED: _l("Dikembalikan BPJS"),
    Measure.PAYABLE: _l("Menunggu bayar"),
    Measure.REGISTERED: _l("Terdaftar di BPJS"),
    Measure.REJECTED: _l("Tidak disetujui"),
    Measure.ENDED: _l("Berakhir"),
    Measure.THIS_MONTH: _l("Dikirim bulan ini"),
    Measure.MONTHS: _l("Bulan iuran"),
    Measure.RUPIAH: _l("Rupiah iuran"),
    Measure.UNVERIFIED: _l("Persetujuan belum dipastikan"),
}
SHOWN: tuple[Measure, ...] = (Measure.SPONSORS, Measure.WORKERS, *STATES, Measure.THIS_MONTH)
BY_NAME = "nama"

Value = Callable[[RegencyFigures], tuple[bool, int | str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """Say by which column a table is sorted, and in which direction."""

    column: str
    is_descending: bool

    @classmethod
    def parse(cls, text: str) -> "Order":
        """Return the order that an address names; by name when it names none."""
        column = text.removeprefix("-")
        known = {BY_NAME, *(measure.value for measure in SHOWN)}
        if column not in known:
            return cls(column=BY_NAME, is_descending=False)
        return cls(column=column, is_descending=text.startswith("-"))

    def apply(self, regencies: list[RegencyFigures]) -> list[RegencyFigures]:
        """Return the regencies in this order; those never counted come last either way."""
        ordered = sorted(regencies, key=self._value, reverse=self.is_descending)
        return sorted(ordered, key=lambda regency: regency.count is None)

    def _value(self, regency: RegencyFigures) -> tuple[int, str]:
        if self.column == BY_NAME:
            return 0, regency.space.name
        return regency.get(Measure(self.column)) or 0, regency.space.name

    def toggled(self, column: str) -> str:
        """Return what the address says after a press on a column's head; figures begin with the largest."""
        if column == self.column:
            return column if self.is_descending else f"-{column}"
        return column if column == BY_NAME else f"-{column}"

    def aria(self, column: str) -> str:
        """Return how a column is sorted, for a screen reader."""
        if column != self.column:
            return "none"
        return "descending" if self.is_descending else "ascending"
