import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from tests.integration.persistence.serving import QUICK, Keeper, ask, tell

from sertakan.persistence.embedded import EmbeddedServer, orphans
from sertakan.persistence.embedded.folder import DatabaseFolder


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def wait_until(happened: Callable[[], bool], seconds: float = 10) -> None:
    patience = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < patience, "it did not happen in time"
        time.sleep(0.02)


def wake_later(pid: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -CONT {pid}"])


def test_killed_parent_takes_the_server_along(data_folder: Path, keep: Callable[..., Keeper]) -> None:
    keeper = keep(data_folder)
    answer = keeper.answer()
    tell(answer["owner"], "CREATE TABLE kept AS SELECT 7 AS number")
    keeper.kill()
    wait_until(lambda: not is_alive(int(answer["postmaster"])))
    with EmbeddedServer(data_folder, settings=QUICK) as addresses:
        assert ask(addresses.owner, "SELECT number FROM kept") == 7


def test_start_right_after_a_kill_takes_over(data_folder: Path, keep: Callable[..., Keeper]) -> None:
    keeper = keep(data_folder)
    tell(keeper.answer()["owner"], "CREATE TABLE kept AS SELECT 7 AS number")
    keeper.kill()
    with EmbeddedServer(data_folder, settings=QUICK) as addresses:
        assert ask(addresses.owner, "SELECT number FROM kept") == 7


def test_killed_server_recovers_at_the_next_start(data_folder: Path, keep: Callable[..., Keeper]) -> None:
    keeper = keep(data_folder)
    answer = keeper.answer()
    tell(answer["owner"], "CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(int(answer["postmaster"]), signal.SIGKILL)
    keeper.kill()
    with EmbeddedServer(data_folder, settings=QUICK) as addresses:
        assert ask(addresses.owner, "SELECT number FROM kept") == 7


def test_start_waits_for_a_stuck_predecessor(
    data_folder: Path, keep: Callable[..., Keeper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orphans, "_SECONDS_BETWEEN_WORDS", 0.1)
    said: list[str] = []
    keeper = keep(data_folder)
    postmaster = int(keeper.answer()["postmaster"])
    os.kill(postmaster, signal.SIGSTOP)
    keeper.kill()
    waking = wake_later(postmaster)
    with EmbeddedServer(data_folder, settings=QUICK, say=said.append) as addresses:
        assert ask(addresses.app, "SELECT 1") == 1
    waking.wait()
    assert f"PostgreSQL yang terdahulu (proses {postmaster})" in said[0]


def test_start_waits_for_the_last_connections(
    data_folder: Path, keep: Callable[..., Keeper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orphans, "_SECONDS_BETWEEN_WORDS", 0.1)
    said: list[str] = []
    keeper = keep(data_folder)
    answer = keeper.answer()
    with psycopg.connect(answer["app"]) as connection:
        backend = connection.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        os.kill(int(answer["postmaster"]), signal.SIGKILL)
        keeper.kill()
        waking = wake_later(backend)
        with EmbeddedServer(data_folder, settings=QUICK, say=said.append) as addresses:
            assert ask(addresses.app, "SELECT 1") == 1
        waking.wait()
        connection.close()
    assert "koneksi terakhir PostgreSQL yang terdahulu" in said[0]


def test_stale_number_of_a_stranger_is_forgotten(data_folder: Path) -> None:
    with EmbeddedServer(data_folder, settings=QUICK):
        note = (DatabaseFolder(data_folder).cluster / "postmaster.pid").read_text().splitlines()
    stranger = "\n".join([str(os.getpid()), *note[1:]]) + "\n"
    (DatabaseFolder(data_folder).cluster / "postmaster.pid").write_text(stranger)
    (DatabaseFolder(data_folder).sockets / ".s.PGSQL.5432.lock").write_text(stranger)
    with EmbeddedServer(data_folder, settings=QUICK) as addresses:
        assert ask(addresses.app, "SELECT 1") == 1


def test_first_start_killed_half_way_begins_anew(data_folder: Path, keep: Callable[..., Keeper]) -> None:
    keeper = keep(data_folder)
    folder = DatabaseFolder(data_folder)
    wait_until(lambda: bool(list(folder.database.glob("18.unfinished-*/base"))))
    keeper.kill()
    assert not folder.cluster.exists()
    with EmbeddedServer(data_folder, settings=QUICK) as addresses:
        assert ask(addresses.app, "SELECT 1") == 1


def test_long_start_is_explained(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sertakan.persistence.embedded.server._SECONDS_BETWEEN_WORDS", 0.02)
    said: list[str] = []
    with EmbeddedServer(data_folder, settings=QUICK, say=said.append):
        pass
    assert "PostgreSQL sedang membuat databasenya" in said[0]
