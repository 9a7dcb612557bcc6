import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories.folders import ROOT, open_folder

pytestmark = pytest.mark.serial
_PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """One `sertakan serve` in a data folder, and what it said."""

    def __init__(self, folder: Path, port: int, **environment: str) -> None:
        known = {name: value for name, value in os.environ.items() if "SERTAKAN" not in name}
        self.port = port
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sertakan", "serve"],
            cwd=folder.parent,
            env={
                **known,
                "PYTHONPATH": str(ROOT / "platform"),
                "SERTAKAN_DATA_DIR": str(folder),
                "SERTAKAN_DEMO": "1",
                "PORT": str(port),
                "WEB_CONCURRENCY": "1",
                "SERTAKAN_STOP_WITH_PARENT": "1",  # a test run that is killed leaves nothing behind
                **environment,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def await_line(self, words: str) -> str:
        assert self.process.stdout is not None
        deadline = time.monotonic() + _PATIENCE
        for line in self.process.stdout:
            self.lines.append(line)
            if words in line:
                return line
            assert time.monotonic() < deadline, self.lines
        raise AssertionError(self.lines)

    def status(self, host: str, path: str = "/") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
            return connection.getresponse().status
        finally:
            connection.close()

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        code = self.process.wait(timeout=20)
        assert self.process.stdout is not None
        self.lines += self.process.stdout.readlines()
        return code


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with open_folder() as made:
        yield made / "data dengan spasi"


@contextlib.contextmanager
def served(folder: Path, port: int | None = None, **environment: str) -> Iterator[Served]:
    running = Served(folder, port or free_port(), **environment)
    try:
        yield running
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait()
        assert running.process.stdout is not None
        running.process.stdout.close()


def processes_of(folder: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (
                str(folder).encode()
                in (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
            ):
                found.append((process / "cmdline").read_text().replace("\0", " "))
    return found


def eventually_nothing_runs(folder: Path) -> bool:
    deadline = time.monotonic() + 20
    while (alive := processes_of(folder)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not alive


def test_everything_starts_says_where_and_stops(folder: Path) -> None:
    with served(folder) as running:
        running.await_line("Hentikan dengan Ctrl-C.")
        said = "".join(running.lines)
        assert f"http://gianyar.localhost:{running.port}/" in said
        assert "sponsor@gianyar.demo" in said
        hosts = ("localhost", "gianyar.localhost", "kendal.localhost", "kota-semarang.localhost")
        assert [running.status(host) for host in hosts] == [200, 200, 200, 200]
        assert running.status("pusat.localhost") == 303
        assert running.status("lain.localhost") == 404
        assert running.end() == 0
    assert eventually_nothing_runs(folder)


def test_second_start_keeps_data_and_password(folder: Path) -> None:
    password = json.loads((folder / "secrets.json").read_text())["SERTAKAN_DEMO_PASSWORD"]
    prepared = (folder / "postgresql" / "prepared").stat().st_mtime_ns
    with served(folder) as running:
        assert password in running.await_line("Akun contoh")
        running.end()
    assert (folder / "postgresql" / "prepared").stat().st_mtime_ns == prepared, "nothing was prepared again"


def test_killed_parent_leaves_nothing_in_the_way(folder: Path) -> None:
    with served(folder) as running:
        running.await_line("Hentikan dengan Ctrl-C.")
        port = running.port
        running.process.kill()
        running.process.wait()
        with served(folder, port) as next_one:
            next_one.await_line("Hentikan dengan Ctrl-C.")
            assert next_one.status("gianyar.localhost") == 200
            next_one.end()
    assert eventually_nothing_runs(folder)


def test_taken_port_is_named_in_a_sentence(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with served(folder, port) as running:
            assert running.await_line("PORT").startswith(f"Port {port} sedang dipakai program lain.")
            assert running.process.wait(timeout=20) == 1


def test_taken_folder_is_named_in_a_sentence(folder: Path) -> None:
    with served(folder) as running:
        running.await_line("Hentikan dengan Ctrl-C.")
        with served(folder) as second:
            assert "SERTAKAN_DATA_DIR" in second.await_line("sedang dipakai proses")
            assert second.process.wait(timeout=20) == 1
        running.end()


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("SERTAKAN_SECRET_KEY", "", "SERTAKAN_SECRET_KEY belum diisi"),
        ("SERTAKAN_SECRET_KEY", "rahasia", "SERTAKAN_SECRET_KEY terlalu mudah ditebak"),
        ("SERTAKAN_DATA_KEY", "", "SERTAKAN_DATA_KEY belum diisi"),
        ("SERTAKAN_DATA_KEY", "bukan base64 !", "SERTAKAN_DATA_KEY tidak dapat dibaca"),
    ],
)
def test_poor_secrets_are_refused_before_anything_starts(
    tmp_path: Path, variable: str, value: str, words: str
) -> None:
    good = {
        "SERTAKAN_SECRET_KEY": "0123456789-abcdefghij-rekaan-untuk-uji",
        "SERTAKAN_DATA_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    }
    with served(tmp_path / "var", SERTAKAN_DEMO="0", **{**good, variable: value}) as running:
        running.await_line(words)
        assert running.process.wait(timeout=20) == 1
    assert not (tmp_path / "var").exists()
