"""What a spreadsheet is once it was read: rows of texts with the numbers that its own program shows beside them."""

from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Say how much a stranger's file may cost; whatever goes beyond is refused, not cut."""

    file_bytes: int = 10 * _MEGABYTE
    unpacked_bytes: int = 256 * _MEGABYTE
    memory_bytes: int = 512 * _MEGABYTE
    seconds: int = 20
    rows: int = 50_000
    columns: int = 60
    cell_signs: int = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Hold one row that is not empty; `number` is the one that a spreadsheet program shows."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """Hold the first sheet of a file that has anything in it, and the titles of those that were passed over."""

    title: str
    lines: tuple[Line, ...]
    others: tuple[str, ...] = ()
