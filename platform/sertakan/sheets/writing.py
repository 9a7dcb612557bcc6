"""Write workbooks in which nothing runs: every text stays a text, and numbers that name people are texts too."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 60
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Describe one sheet to write: its title, its headings and its rows; prose is set wide."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[str | int | None]]
    is_prose: bool = False


def write_book(tables: Iterable[Table]) -> bytes:
    """Return an XLSX workbook with one sheet for each table."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, _OPTIONS) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        # As text, so that no program turns the eighteen digits of a number into 1.98505E+17.
        plain = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        for table in tables:
            _write(book.add_worksheet(table.title[:31]), table, bold, plain)
    return kept.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    table: Table,
    bold: xlsxwriter.format.Format,
    plain: xlsxwriter.format.Format,
) -> None:
    widths = [len(word) for word in table.head]
    for column, word in enumerate(table.head):
        sheet.write_string(0, column, word, bold)
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            elif cell:
                sheet.write_string(number, column, cell, plain)
            widths[column] = max(widths[column], len(str(cell or "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, _WIDEST if table.is_prose else min(width + 2, _WIDEST), plain)
    sheet.freeze_panes(1, 0)
