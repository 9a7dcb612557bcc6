"""The child that reads one spreadsheet: it limits itself before it looks at a single byte."""

import json
import resource
import sys
from collections.abc import Iterable
from itertools import chain
from typing import Any

from sertakan.kernel.refusal import Refusal
from sertakan.sheets.sheet import Limits, Line, Sheet

_MOST_OPEN_FILES = 32


def main() -> None:
    """Read a file from standard input and tell what is in it, one line of JSON for each row."""
    limits = Limits(**json.loads(sys.argv[1]))
    _limit_oneself(limits)
    from sertakan.sheets.recognising import read_content  # only now: libraries obey the limits too

    try:
        sheet = read_content(sys.stdin.buffer.read(), limits)
    except Refusal as refusal:
        _tell([{"refused": refusal.code, "params": dict(refusal.params)}])
    except MemoryError:
        _tell([{"refused": "sheet.heavy", "params": {}}])
    else:
        _tell(chain([_head(sheet)], map(_row, sheet.lines)))


def _limit_oneself(limits: Limits) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_NOFILE, _MOST_OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _head(sheet: Sheet) -> dict[str, Any]:
    return {"title": sheet.title, "others": sheet.others}


def _row(line: Line) -> list[Any]:
    return [line.number, line.cells]


def _tell(said: Iterable[Any]) -> None:
    for each in said:
        sys.stdout.write(f"{json.dumps(each)}\n")


if __name__ == "__main__":
    main()
