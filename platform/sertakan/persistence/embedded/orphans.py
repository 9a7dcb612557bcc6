"""What an earlier server over the same cluster left behind when somebody killed a part of it."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT

_SECONDS_BETWEEN_WORDS = 3.0
_SHARED_MEMORY_LIST = Path("/proc/sysvipc/shm")
_READY = "ready"


@dataclass(frozen=True, kw_only=True)
class _Note:
    """What PostgreSQL writes about itself into `postmaster.pid`."""

    pid: int
    cluster: str
    memory: tuple[str, ...]
    state: str


def readiness(cluster: Path, pid: int) -> Callable[[], bool]:
    """Return the question whether the server with this process id accepts connections."""

    def is_ready() -> bool:
        note = _read_note(cluster)
        return note is not None and note.pid == pid and note.state == _READY

    return is_ready


def find_postmaster(cluster: Path) -> int | None:
    """Return the process id of a server that provably serves this very cluster, or None."""
    note = _read_note(cluster)
    return note.pid if note and _serves(note.pid, cluster) else None


def await_end(cluster: Path, say: Callable[[str], None]) -> None:
    """Wait until nothing of an earlier server is left, however long its last writing takes.

    Only a process whose number stands in the cluster's own file, and whose command line names the cluster,
    is asked to stop. Its children are not asked: they see their server gone and end by themselves.
    """
    began = spoken = time.monotonic()
    asked: int | None = None
    while leftover := _leftover(cluster):
        postmaster = find_postmaster(cluster)
        if postmaster and postmaster != asked:
            asked = postmaster
            os.kill(postmaster, SIGINT)
        time.sleep(0.02)
        if time.monotonic() - spoken >= _SECONDS_BETWEEN_WORDS:
            spoken = time.monotonic()
            say(f"Menunggu {leftover} berakhir ({spoken - began:.0f} detik) …")
    # Its number may belong to a stranger by now, for whom PostgreSQL would refuse to start.
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def _leftover(cluster: Path) -> str:
    note = _read_note(cluster)
    if note is None or note.cluster != str(cluster):  # a copied cluster says whose the note was
        return ""
    if _serves(note.pid, cluster):
        return f"PostgreSQL yang terdahulu (proses {note.pid})"
    if _is_attached(note.memory):
        return "koneksi terakhir PostgreSQL yang terdahulu"
    return ""


def _read_note(cluster: Path) -> _Note | None:
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 2 or not lines[0].strip().isdigit():
        return None
    lines += [""] * (8 - len(lines))
    return _Note(pid=int(lines[0]), cluster=lines[1], memory=tuple(lines[6].split()), state=lines[7].strip())


def _serves(pid: int, cluster: Path) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return Path(os.fsdecode(words[0])).name == "postgres" and os.fsencode(cluster) in words


def _is_attached(memory: tuple[str, ...]) -> bool:
    # Each connection's process holds the server's shared memory; the kernel counts the holders.
    if len(memory) != 2 or not _SHARED_MEMORY_LIST.exists():
        return False
    for line in _SHARED_MEMORY_LIST.read_text().splitlines()[1:]:
        (
            key,
            number,
            *_,
        ) = columns = line.split()
        if (key, number) == memory:
            return int(columns[6]) > 0
    return False
