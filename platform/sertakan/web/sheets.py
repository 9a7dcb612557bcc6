"""Lists to take away as a spreadsheet that shows what it holds and runs nothing."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHUNK = 256 * 1024
# Nothing is guessed from a text: a formula stays a text, an address no link, and a long number keeps its digits.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": False,
}


def write_sheet(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a workbook of one sheet, written row by row; texts stay texts whatever they look like."""
    with tempfile.TemporaryFile(suffix=".xlsx") as file:
        book = xlsxwriter.Workbook(file, _OPTIONS)
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True})
        for place, column in enumerate(head):
            sheet.write_string(0, place, column, bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(head) - 1, 22)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, place, cell)
                elif cell is not None:
                    sheet.write_string(number, place, str(cell))
        book.close()
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk
