"""Read the sheets of a workbook: XLSX, XLS or ODS."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import tidy
from sertakan.sheets.sheet import Limits, Line, Sheet

Cell = int | float | str | bool | time | date | datetime | timedelta
# A spreadsheet keeps fifteen digits of a number; what stands behind them it made up.
_EXACT = 10**15


def read_book(content: bytes, limits: Limits) -> Sheet:
    """Return the first visible sheet of a workbook that has anything in it.

    :raises Refusal: sheet.locked, sheet.damaged, sheet.empty, sheet.rows(most), sheet.columns(most)
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return _first_filled(book, limits)
    except PasswordError:
        raise Refusal("sheet.locked") from None
    except (CalamineError, XmlError, ZipError):
        raise Refusal("sheet.damaged") from None


def _first_filled(book: CalamineWorkbook, limits: Limits) -> Sheet:
    titles = [
        each.name for each in book.sheets_metadata if each.visible is SheetVisibleEnum.Visible
    ] or book.sheet_names
    for place, title in enumerate(titles):
        lines = tuple(_lines(book.get_sheet_by_name(title), limits))
        if lines:
            return Sheet(title=title, lines=lines, others=tuple(titles[place + 1 :]))
    raise Refusal("sheet.empty")


def _lines(sheet: CalamineSheet, limits: Limits) -> Iterator[Line]:
    if sheet.end is None:
        return
    if sheet.end[1] >= limits.columns:
        raise Refusal("sheet.columns", most=limits.columns)
    found = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = _cells(row, limits.cell_signs)
        if not any(cells):
            continue
        found += 1
        if found > limits.rows:
            raise Refusal("sheet.rows", most=limits.rows)
        yield Line(number=number, cells=cells)


def _cells(row: Sequence[Cell], most: int) -> tuple[str, ...]:
    return tuple(tidy(_as_text(cell)[: most * 4])[:most] for cell in row)


def _as_text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    return cell if isinstance(cell, str) else str(cell)


def _number(value: float) -> str:
    if abs(value) >= _EXACT:
        return f"{value:.14E}"
    return str(int(value)) if value == int(value) else repr(value)
