import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
SUPERVISED = Path(__file__).with_name("supervised.py")
SLEEPER = "import os, time; print('pid', os.getpid(), flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
PARENT = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEPER!r}]).wait()"
APPLICATION = """
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hidup"]
"""


def python(name: str, code: str, **options: Any) -> dict[str, Any]:
    return {"name": name, "argv": [sys.executable, "-c", code], **options}


class Supervised:
    def __init__(
        self, children: list[dict[str, Any]], watched: dict[str, list[str]], **environment: str
    ) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(SUPERVISED), json.dumps(children), json.dumps(watched)],
            env={**os.environ, "PYTHONPATH": str(ROOT / "platform"), **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def pid(self) -> int:
        found = re.search(r"pid (\d+)", self.line())
        assert found
        return int(found[1])

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=15)


@pytest.fixture
def supervise() -> Iterator[Callable[..., Supervised]]:
    with contextlib.ExitStack() as stack:

        def start(
            *children: dict[str, Any], watched: dict[str, list[str]] | None = None, **env: str
        ) -> Supervised:
            supervised = Supervised(list(children), watched or {}, **env)
            stack.callback(supervised.process.communicate)
            stack.callback(supervised.process.kill)
            return supervised

        yield start


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def wait_until(happened: Callable[[], bool], seconds: float = 15) -> None:
    patience = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < patience, "it did not happen in time"
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(supervise: Callable[..., Supervised], number: int) -> None:
    supervised = supervise(python("web", SLEEPER), python("worker", SLEEPER))
    pids = [supervised.pid(), supervised.pid()]
    assert supervised.end(number) == 0
    assert not any(is_alive(pid) for pid in pids)


def test_each_line_names_its_program(supervise: Callable[..., Supervised]) -> None:
    supervised = supervise(python("worker", SLEEPER))
    assert supervised.line().startswith("worker | pid ")


def test_stubborn_child_is_killed_after_its_grace(supervise: Callable[..., Supervised]) -> None:
    supervised = supervise(python("stubborn", STUBBORN, grace_seconds=0.5))
    pid = supervised.pid()
    assert supervised.end() == 0
    assert not is_alive(pid)


def test_second_signal_waits_for_nobody(supervise: Callable[..., Supervised]) -> None:
    supervised = supervise(python("stubborn", STUBBORN, grace_seconds=600))
    pid = supervised.pid()
    supervised.process.send_signal(signal.SIGINT)
    assert "Menghentikan" in supervised.line()
    assert supervised.end(signal.SIGINT) == 0
    assert not is_alive(pid)


def test_killed_child_is_started_again(supervise: Callable[..., Supervised]) -> None:
    supervised = supervise(python("worker", SLEEPER))
    first = supervised.pid()
    os.kill(first, signal.SIGKILL)
    assert supervised.line() == "worker berakhir (oleh SIGKILL); dinyalakan lagi."
    assert supervised.pid() != first
    assert supervised.end() == 0


def test_child_that_keeps_ending_stops_everything(supervise: Callable[..., Supervised]) -> None:
    supervised = supervise(python("good", SLEEPER), python("bad", "raise SystemExit(3)", restarts=2))
    words, _ = supervised.process.communicate(timeout=30)
    assert supervised.process.returncode == 1
    assert words.count("bad berakhir (kode 3); dinyalakan lagi.") == 2
    assert "bad terus berakhir; semuanya dihentikan." in words
    assert "Traceback" not in words


def test_lost_watched_program_stops_everything(supervise: Callable[..., Supervised]) -> None:
    watched = {"postgresql": [sys.executable, "-c", "import time; time.sleep(0.5)"]}
    supervised = supervise(python("web", SLEEPER), watched=watched)
    pid = supervised.pid()
    words, _ = supervised.process.communicate(timeout=30)
    assert supervised.process.returncode == 1
    assert "postgresql berakhir (kode 0); semuanya dihentikan." in words
    assert not is_alive(pid)


def test_killed_supervisor_leaves_no_child(supervise: Callable[..., Supervised]) -> None:
    supervised = supervise(python("web", SLEEPER), python("worker", SLEEPER))
    pids = [supervised.pid(), supervised.pid()]
    supervised.end(signal.SIGKILL)
    wait_until(lambda: not any(is_alive(pid) for pid in pids))


def test_killed_child_leaves_no_grandchild(supervise: Callable[..., Supervised]) -> None:
    supervised = supervise(python("parent", PARENT, restarts=0))
    grandchild = supervised.pid()
    os.kill(int(Path(f"/proc/{grandchild}/stat").read_text().split()[3]), signal.SIGKILL)
    assert supervised.process.wait(timeout=15) == 1
    wait_until(lambda: not is_alive(grandchild))


@pytest.fixture
def gunicorn(tmp_path: Path, supervise: Callable[..., Supervised]) -> tuple[Supervised, int]:
    (tmp_path / "small.py").write_text(APPLICATION)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    argv = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py")]
    web = {"name": "web", "argv": [*argv, "--chdir", str(tmp_path), "small:app"], "grace_seconds": 5.0}
    supervised = supervise(web, PORT=str(port), SERTAKAN_DEMO="1", HOME=str(tmp_path))
    wait_until(lambda: answers(port) and len(family(supervised.process.pid)) >= 3)
    return supervised, port


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2) as response:
            return bool(response.read() == b"hidup")
    except OSError:
        return False


def family(pid: int) -> set[int]:
    kin = {pid}
    for _ in range(3):
        for entry in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = entry.read_text().rpartition(")")[2].split()
                if int(fields[1]) in kin:
                    kin.add(int(entry.parent.name))
    return kin - {pid}


def test_gunicorn_ends_with_all_its_workers(gunicorn: tuple[Supervised, int]) -> None:
    supervised, port = gunicorn
    kin = family(supervised.process.pid)
    assert supervised.end(signal.SIGINT) == 0
    assert not any(is_alive(pid) for pid in kin)
    assert not answers(port)


def test_killed_supervisor_leaves_no_gunicorn(gunicorn: tuple[Supervised, int]) -> None:
    supervised, _ = gunicorn
    kin = family(supervised.process.pid)
    supervised.end(signal.SIGKILL)
    wait_until(lambda: not any(is_alive(pid) for pid in kin))


def test_killed_gunicorn_serves_again(gunicorn: tuple[Supervised, int]) -> None:
    supervised, port = gunicorn
    arbiter = min(family(supervised.process.pid))
    os.kill(arbiter, signal.SIGKILL)
    wait_until(lambda: not is_alive(arbiter) and answers(port))


def test_gunicorn_writes_nothing_at_home(gunicorn: tuple[Supervised, int], tmp_path: Path) -> None:
    gunicorn[0].end()
    assert {path.name for path in tmp_path.iterdir()} - {"__pycache__"} == {"small.py"}
