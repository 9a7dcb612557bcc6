"""Spreadsheets as people send them, and as those send them who mean harm."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

Cell = str | int | float | date | None


def make_book(rows: Iterable[Sequence[Cell]], *, title: str = "Pegawai", first_row: int = 0) -> bytes:
    """Make an XLSX file; numbers stay numbers and dates dates, as a person's would."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, day = book.add_worksheet(title), book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows, start=first_row):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell is not None:
                    sheet.write(number, column, cell)
    return kept.getvalue()


def make_separated(rows: Iterable[Sequence[str]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    """Make a CSV file."""
    kept = io.StringIO()
    csv.writer(kept, delimiter=separator).writerows(rows)
    return kept.getvalue().encode(encoding)


def make_open_document(rows: Iterable[Sequence[str]]) -> bytes:
    """Make an ODS file."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Pegawai">{cells}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
        archive.writestr("content.xml", content)
    return kept.getvalue()


def make_far_cell() -> bytes:
    """Make a sheet of some kilobytes whose last cell lies in the last corner there is."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "NIP")
        sheet.write(1_048_575, 16_383, "x")
    return kept.getvalue()


def make_zip_bomb(megabytes: int) -> bytes:
    """Make a workbook that unfolds into so many megabytes."""
    return _with_part(make_book([["NIP"]]), "xl/media/gambar.bin", b"0" * (megabytes << 20))


def make_lying_bomb(megabytes: int) -> bytes:
    """Make a workbook whose one sheet is endless words, packed small enough to look harmless."""
    honest = make_book([["NIP"]])
    blown = (
        b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
    )
    return _with_part(honest, "xl/sharedStrings.xml", blown + b"A" * (megabytes << 20), replace=True)


def make_macros() -> bytes:
    """Make a workbook that carries a program."""
    return _with_part(make_book([["NIP"]]), "xl/vbaProject.bin", b"program")


def _with_part(book: bytes, name: str, content: bytes, *, replace: bool = False) -> bytes:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if not (replace and part.filename == name):
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return kept.getvalue()
