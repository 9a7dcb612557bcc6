"""Read text with separators (CSV), whose encoding and separator nobody has written down."""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator

from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import tidy
from sertakan.sheets.sheet import Limits, Line, Sheet

_SEPARATORS = (";", ",", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LINES_TO_GUESS_BY = 20
_LONGEST_CELL = 100_000


def read_separated(content: bytes, limits: Limits) -> Sheet:
    """Return the rows of a text; the separator is the one that splits its first lines most evenly.

    :raises Refusal: sheet.kind, sheet.empty, sheet.damaged, sheet.rows(most), sheet.columns(most)
    """
    text = _decode(content)
    _ensure_text(text)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        lines = tuple(_lines(text, _guess_separator(text), limits))
    except csv.Error:
        raise Refusal("sheet.damaged") from None
    if not lines:
        raise Refusal("sheet.empty")
    return Sheet(title="", lines=lines)


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        # What an older Excel in this country writes.
        return content.decode("cp1252", errors="replace")


def _ensure_text(text: str) -> None:
    """Refuse what is no text at all, such as a program or a picture under another name."""
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n" for sign in text[:10_000]):
        raise Refusal("sheet.kind")


def _guess_separator(text: str) -> str:
    first = text.splitlines()[:_LINES_TO_GUESS_BY]

    def evenness(separator: str) -> tuple[int, int]:
        try:
            counts = [len(row) for row in csv.reader(first, delimiter=separator) if row]
        except csv.Error:
            return 0, 1
        usual = max(set(counts), key=counts.count) if counts else 1
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(_SEPARATORS, key=evenness)


def _lines(text: str, separator: str, limits: Limits) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found = number = 0
    for row in reader:
        number += 1
        cells = tuple(tidy(cell[: limits.cell_signs * 4])[: limits.cell_signs] for cell in row)
        if not any(cells):
            continue
        found += 1
        if found > limits.rows:
            raise Refusal("sheet.rows", most=limits.rows)
        if len(cells) > limits.columns and any(cells[limits.columns :]):
            raise Refusal("sheet.columns", most=limits.columns)
        yield Line(number=number, cells=cells)
