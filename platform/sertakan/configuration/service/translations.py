"""What a translator works in: all sentences of a language as a PO file or a workbook, out and in."""

from collections.abc import Iterator, Mapping

from sertakan.localisation.exchange import LARGEST_FILE, read_translations
from sertakan.localisation.standard import standard_sentences
from sertakan.sheets.reading import read_sheet
from sertakan.sheets.sheet import Limits, Sheet
from sertakan.sheets.writing import Table, write_book

_LIMITS = Limits(file_bytes=LARGEST_FILE, rows=20_000, columns=10, cell_signs=4_000)
# How workbooks begin: XLSX and ODS are zip archives, XLS is an older container. A PO file is plain text.
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def write_workbook(language: str, own: Mapping[str, str], title: str, head: tuple[str, str, str]) -> bytes:
    """Return all sentences of a language as XLSX: as the program has them, as they are said, the standard beside own."""
    rows = [
        _row(each.message, own.get(each.message), each.by_language[language]) for each in standard_sentences()
    ]
    return write_book([Table(title=title, head=head, rows=rows)])


def _row(message: str, own: str | None, standard: str) -> tuple[str, str, str | None]:
    return (message, own, standard) if own else (message, standard, None)


def read_file(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each message of a translator's file with its translation, whichever kind of file it is.

    :raises Refusal: translation.large, translation.unreadable, sheet.*
    """
    if not content.startswith(_BOOKS):
        return read_translations(content)
    return _rows(read_sheet(content, _LIMITS))


def _rows(sheet: Sheet) -> Iterator[tuple[str, str]]:
    known = {each.message for each in standard_sentences()}
    for line in sheet.lines:
        message, text, *_ = (*line.cells, "", "")
        is_heading = line.number == 1 and message not in known
        if message and not is_heading:
            yield message, text
