"""Child processes that end when their parent does, however the parent ended."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import Signals
from typing import IO

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, kw_only=True)
class Account:
    """The operating system's user that a child runs as."""

    uid: int
    gid: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a child is given: variables, folder, user, and where its words go."""

    environment: Mapping[str, str]
    folder: Path | None = None
    account: Account | None = None
    output: IO[bytes] | int | None = None


def spawn(argv: Sequence[str], surroundings: Surroundings, *, dies_by: Signals) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own that receives `dies_by` when this process is gone.

    The kernel ties the child to the thread that started it: call this from a thread that lives as long as
    the process. A session of its own keeps the terminal's Ctrl-C from reaching the child before its turn.
    """
    account = surroundings.account
    return subprocess.Popen(  # noqa: S603 - no shell, and the words are ours
        list(argv),
        env=dict(surroundings.environment),
        cwd=surroundings.folder,
        stdin=subprocess.DEVNULL,
        stdout=surroundings.output,
        stderr=subprocess.STDOUT if surroundings.output is not None else None,
        start_new_session=True,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        umask=0o077 if account else -1,
        # Python runs this after dropping privileges, as it must be: changing the user clears the signal.
        preexec_fn=_tie_to_parent(dies_by),  # noqa: PLW1509 - it only makes one system call
    )


def stop_with_parent(signal: Signals = Signals.SIGTERM) -> None:
    """Ask the kernel to send this process `signal` when its own parent ends."""
    parent = os.getppid()
    _set_parent_death_signal(signal)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal)


def _tie_to_parent(signal: Signals) -> Callable[[], None]:
    parent = os.getpid()

    def tie() -> None:
        _set_parent_death_signal(signal)
        if os.getppid() != parent:  # the parent died between fork and the line above
            os._exit(1)

    return tie


# Looked up before any fork: between fork and exec a child must not load libraries.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _set_parent_death_signal(signal: Signals) -> None:
    if _libc is not None:  # elsewhere a killed parent's children are found at the next start
        _libc.prctl(_PR_SET_PDEATHSIG, int(signal), 0, 0, 0)
