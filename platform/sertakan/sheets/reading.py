"""Have a spreadsheet read by a child process that may use so much memory and time, and no more.

A sheet of one kilobyte with a single far cell makes its reader ask for gigabytes, and the reader's own allocator
then ends its process. So it is never ours: whatever the child comes to, the parent answers with a sentence.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sertakan.kernel.refusal import Refusal
from sertakan.sheets.sheet import Limits, Line, Sheet

_MEGABYTE = 1024 * 1024
_SOURCE_ROOT = Path(__file__).parents[2]
_USUAL = Limits()


def read_sheet(content: bytes, limits: Limits = _USUAL) -> Sheet:
    """Return the first sheet with anything in it of an XLSX, XLS, ODS or CSV file.

    Numbers beyond fifteen digits come as `1.98505152010011E+17`, because that is all a spreadsheet kept of them.

    :raises Refusal: sheet.empty, sheet.large(megabytes), sheet.heavy, sheet.kind, sheet.web_page, sheet.macros,
        sheet.locked, sheet.damaged, sheet.rows(most), sheet.columns(most)
    """
    if not content.strip():
        raise Refusal("sheet.empty", field="sheet")
    if len(content) > limits.file_bytes:
        raise Refusal("sheet.large", field="sheet", megabytes=limits.file_bytes // _MEGABYTE)
    head, *lines = _told(content, limits)
    if "refused" in head:
        raise Refusal(head["refused"], field="sheet", **head["params"])
    return Sheet(
        title=head["title"],
        lines=tuple(Line(number=number, cells=tuple(cells)) for number, cells in lines),
        others=tuple(head["others"]),
    )


def _told(content: bytes, limits: Limits) -> Iterator[Any]:
    """Return what the child said: what it found, then one row after the other."""
    argv = [sys.executable, "-m", "sertakan.sheets.child", json.dumps(asdict(limits))]
    with subprocess.Popen(  # noqa: S603 - no shell, and the words are ours
        argv,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a parser's last words may quote what somebody typed
        env=_surroundings(),
    ) as child:
        try:
            # The child counts its own time of work; this is for one that waits and does nothing.
            said, _ = child.communicate(content, timeout=limits.seconds * 2)
        except subprocess.TimeoutExpired:
            child.kill()
            raise Refusal("sheet.heavy", field="sheet") from None
    if child.returncode != 0:
        raise Refusal("sheet.heavy", field="sheet")
    return (json.loads(line) for line in said.splitlines())


def _surroundings() -> dict[str, str]:
    """Return the few variables a child needs; none of ours that are secret."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "PYTHONPATH": str(_SOURCE_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
