"""Tell by its own bytes what sort of spreadsheet a file is; names and declared types are whatever a sender likes."""

import io
import zipfile

from sertakan.kernel.refusal import Refusal
from sertakan.sheets.book import read_book
from sertakan.sheets.separated import read_separated
from sertakan.sheets.sheet import Limits, Sheet

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS_IN_OLE = "_VBA_PROJECT".encode("utf-16-le")
_LOCKED_IN_OLE = "EncryptedPackage".encode("utf-16-le")
_MACROS_IN_ZIP = ("vbaproject.bin", "basic/script-lc.xml", "scripts/")
_WEB_PAGE = (b"<html", b"<!doctype", b"<table", b"<meta", b"<style", b"<?xml")
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_MOST_PARTS = 2_000


def read_content(content: bytes, limits: Limits) -> Sheet:
    """Return the first sheet with anything in it.

    :raises Refusal: sheet.kind, sheet.web_page, sheet.macros, sheet.locked, sheet.heavy, and what its reader raises
    """
    if content.startswith(_ZIP):
        _ensure_harmless_zip(content, limits)
        return read_book(content, limits)
    if content.startswith(_OLE):
        _ensure_harmless_ole(content)
        return read_book(content, limits)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith(_WEB_PAGE):
        raise Refusal("sheet.web_page")
    if content.startswith(_OTHERS):
        raise Refusal("sheet.kind")
    return read_separated(content, limits)


def _ensure_harmless_zip(content: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError):
        raise Refusal("sheet.damaged") from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise Refusal("sheet.heavy")
    names = [part.filename.lower() for part in parts]
    if any(mark in name for name in names for mark in _MACROS_IN_ZIP):
        raise Refusal("sheet.macros")
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise Refusal("sheet.kind")


def _ensure_harmless_ole(content: bytes) -> None:
    if _LOCKED_IN_OLE in content:
        raise Refusal("sheet.locked")
    if _MACROS_IN_OLE in content:
        raise Refusal("sheet.macros")
