"""The one parent of everything that `serve` starts, so that it all stops together."""

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from signal import SIGKILL, SIGTERM, Signals
from types import FrameType

from sertakan.persistence.child import Surroundings, spawn

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SECONDS_THAT_COUNT_AS_STABLE = 60.0
_TICK_SECONDS = 0.2
_EXIT_STOPPED = 0
_EXIT_CHILD_LOST = 1


@dataclass(frozen=True, kw_only=True)
class Child:
    """One program to keep running: what to start, and how patiently to stop it."""

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str]
    grace_seconds: float = 5.0
    restarts: int = 3


@dataclass(kw_only=True)
class _Running:
    child: Child
    process: subprocess.Popen[bytes]
    words: int  # the file descriptor at which the child's output arrives
    line: bytearray = field(default_factory=bytearray)
    recent_deaths: deque[float] = field(default_factory=deque)


def write_on_terminal(line: str) -> None:
    """Write one line; a terminal that was closed is no reason to fall over."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


class Supervisor:
    """Keep children running until a signal comes, or until one of them cannot be kept.

    A child that ends is started again, at most `Child.restarts` times within a minute. A watched process,
    which somebody else started, is not: when it ends, everything stops. `each_tick` is called several times
    a second while all is well.
    """

    def __init__(
        self,
        children: Sequence[Child],
        *,
        watched: Mapping[str, subprocess.Popen[bytes]] | None = None,
        write: Callable[[str], None] = write_on_terminal,
        each_tick: Callable[[], None] | None = None,
    ) -> None:
        self._children = tuple(children)
        self._watched = dict(watched or {})
        self._write = write
        self._each_tick = each_tick or (lambda: None)
        self._running: list[_Running] = []
        self._selector = selectors.DefaultSelector()
        self._stop_requests = 0
        self._width = max((len(child.name) for child in self._children), default=0)

    def run(self) -> int:
        """Run until told to stop and return the exit code; call it from the main thread.

        SIGINT, SIGTERM and SIGHUP stop everything gracefully and give 0, a second one at once. 1 means that
        a child or a watched process was lost.
        """
        with self._listening_to_signals():
            try:
                for child in self._children:
                    self._running.append(self._start(child))
                code = self._watch()
            finally:
                self._stop_all()
                self._selector.close()
        return code

    def _watch(self) -> int:
        while not self._stop_requests:
            self._pass_on_words(_TICK_SECONDS)
            self._each_tick()
            if not (self._watched_are_alive() and self._children_are_kept()):
                return _EXIT_CHILD_LOST
        self._write("Menghentikan …")
        return _EXIT_STOPPED

    def _watched_are_alive(self) -> bool:
        for name, process in self._watched.items():
            if process.poll() is not None:
                self._write(f"{name} berakhir ({_ending(process)}); semuanya dihentikan.")
                return False
        return True

    def _children_are_kept(self) -> bool:
        for place, running in enumerate(self._running):
            if running.process.poll() is None:
                continue
            self._sweep(running)
            if not self._may_restart(running):
                self._write(f"{running.child.name} terus berakhir; semuanya dihentikan.")
                del self._running[place]  # it was swept already
                return False
            self._running[place] = self._start(running.child, running.recent_deaths)
        return True

    def _may_restart(self, running: _Running) -> bool:
        now = time.monotonic()
        deaths = running.recent_deaths
        deaths.append(now)
        while deaths and now - deaths[0] > _SECONDS_THAT_COUNT_AS_STABLE:
            deaths.popleft()
        if self._stop_requests or len(deaths) > running.child.restarts:
            return False
        self._write(f"{running.child.name} berakhir ({_ending(running.process)}); dinyalakan lagi.")
        return True

    def _start(self, child: Child, recent_deaths: deque[float] | None = None) -> _Running:
        environment = {**child.environment, "PYTHONUNBUFFERED": "1"}
        words, mouth = os.pipe()
        try:
            process = spawn(child.argv, Surroundings(environment=environment, output=mouth), dies_by=SIGTERM)
        finally:
            os.close(mouth)
        os.set_blocking(words, False)
        running = _Running(child=child, process=process, words=words, recent_deaths=recent_deaths or deque())
        self._selector.register(words, selectors.EVENT_READ, running)
        return running

    def _pass_on_words(self, seconds: float) -> None:
        if not self._selector.get_map():
            time.sleep(seconds)
            return
        for key, _ in self._selector.select(seconds):
            running: _Running = key.data
            words = os.read(key.fd, 65536)
            if not words:
                self._selector.unregister(key.fileobj)
            running.line += words
            self._write_lines(running)

    def _write_lines(self, running: _Running, *, last: bool = False) -> None:
        *lines, rest = bytes(running.line).split(b"\n")
        if last and rest:
            lines, rest = [*lines, rest], b""
        running.line[:] = rest
        for line in lines:
            self._write(f"{running.child.name:<{self._width}} | {line.decode(errors='replace').rstrip()}")

    def _stop_all(self) -> None:
        began = time.monotonic()
        for running in self._running:
            if running.process.poll() is None:
                running.process.send_signal(SIGTERM)
        while alive := [running for running in self._running if running.process.poll() is None]:
            self._pass_on_words(0.05)
            waited = time.monotonic() - began
            for running in alive:
                if waited > running.child.grace_seconds or self._stop_requests > 1:
                    _signal_group(running.process.pid, SIGKILL)
        for running in self._running:
            self._sweep(running)

    def _sweep(self, running: _Running) -> None:
        # What a killed child had started itself lives on in its group, and may hold its port.
        _signal_group(running.process.pid, SIGKILL)
        running.process.wait()
        with contextlib.suppress(KeyError):  # it may have fallen silent before
            self._selector.unregister(running.words)
        with contextlib.suppress(BlockingIOError):
            running.line += os.read(running.words, 65536)
        os.close(running.words)
        self._write_lines(running, last=True)

    @contextlib.contextmanager
    def _listening_to_signals(self) -> Iterator[None]:
        def note(_number: int, _frame: FrameType | None) -> None:
            self._stop_requests += 1

        before = {
            number: signal.signal(number, note)
            for number in _STOP_SIGNALS
            # `nohup` asks that a closing terminal be ignored
            if not (number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _signal_group(leader: int, number: Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)


def _ending(process: subprocess.Popen[bytes]) -> str:
    code = process.returncode
    return f"oleh {Signals(-code).name}" if code < 0 else f"kode {code}"
