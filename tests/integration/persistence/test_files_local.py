import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.factories.folders import ROOT
from tests.factories.papers import png

from sertakan.persistence.database import TenantSession
from sertakan.persistence.files import StoreAway, configure_files, store_file, sweep_orphans
from sertakan.persistence.files.local import LocalStore
from sertakan.persistence.tables import StoredFileRow
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

NAME = f"{'ab' * 32}-{'0' * 32}"
HALF_A_MEGABYTE = 512 * 1024
KILLED_IN_THE_MIDDLE = """
import os, signal, sys
from pathlib import Path
from sertakan.persistence.files.local import LocalStore
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
Path(sys.argv[1], "7", "ab").mkdir(parents=True)
LocalStore(Path(sys.argv[1])).write(7, sys.argv[2], b"sealed")
"""


@pytest.fixture
def root(app: SertakanApp, tmp_path: Path) -> Iterator[Path]:
    before = app.extensions["sertakan_files"]
    configure_files(app, folder=tmp_path / "var" / "files", url=None)
    yield tmp_path / "var" / "files"
    app.extensions["sertakan_files"] = before


@contextmanager
def full_disk() -> Iterator[None]:
    # The kernel refuses to let a file grow beyond this, as it does when no room is left.
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (HALF_A_MEGABYTE, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def everything_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_default_folder_lies_in_the_data_folder(app: SertakanApp) -> None:
    expected = app.config["SERTAKAN_SETTINGS"].data_dir / "files"
    store: LocalStore = app.extensions["sertakan_files"]
    assert store._root == expected


def test_folders_and_files_are_closed_to_others(root: Path, tenant: Tenant, session: TenantSession) -> None:
    previous = os.umask(0)
    try:
        store_file(tenant.id, purpose="consent", content=png(), account_id=None)
    finally:
        os.umask(previous)
    (path,) = everything_in(root)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.relative_to(root).parts == (str(tenant.id), path.name[:2], path.name)
    assert {folder.stat().st_mode & 0o777 for folder in (root, root / str(tenant.id), path.parent)} == {0o700}


def test_full_disk_refuses_and_leaves_nothing(root: Path, tenant: Tenant, session: TenantSession) -> None:
    content = png() + b"\x00" * 2 * HALF_A_MEGABYTE
    with full_disk(), pytest.raises(StoreAway) as refusal:
        store_file(tenant.id, purpose="consent", content=content, account_id=None)
    assert refusal.value.code == "file.store_away"
    assert everything_in(root) == []
    assert session.scalar(select(func.count()).select_from(StoredFileRow)) == 0


def test_folder_that_is_no_folder_is_told_as_away(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    store = LocalStore(tmp_path / "files")
    for attempt in (
        lambda: store.write(7, NAME, b"sealed"),
        lambda: store.read(7, NAME),
        lambda: list(store.entries(7)),
        lambda: store.remove(7, NAME),
    ):
        with pytest.raises(StoreAway):
            attempt()


def test_reason_is_logged_without_the_files_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "files").touch()
    with pytest.raises(StoreAway):
        LocalStore(tmp_path / "files").write(7, NAME, b"sealed")
    assert "Not a directory" in caplog.text
    assert NAME not in caplog.text


def test_file_appears_only_after_it_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    real = os.fsync

    def watch(descriptor: int) -> None:
        seen.append([path.name[:5] for path in everything_in(tmp_path)])
        real(descriptor)

    store = LocalStore(tmp_path / "files")
    store.write(7, f"{'ab' * 32}-{'1' * 32}", b"first")
    monkeypatch.setattr(os, "fsync", watch)
    store.remove(7, f"{'ab' * 32}-{'1' * 32}")
    store.write(7, NAME, b"sealed")
    assert seen == [[".new-"], [NAME[:5]]]


def test_killed_writer_leaves_no_file_and_is_swept(
    root: Path, tenant: Tenant, session: TenantSession
) -> None:
    command = [sys.executable, "-c", KILLED_IN_THE_MIDDLE, str(root), NAME]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "platform")}
    killed = subprocess.run(command, env=environment, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    (left,) = everything_in(root)
    left.parent.parent.rename(root / str(tenant.id))
    store = LocalStore(root)
    assert store.read(tenant.id, NAME) is None
    assert sweep_orphans(tenant.id, now=datetime.now(UTC)) == 0
    assert sweep_orphans(tenant.id, now=datetime.now(UTC) + timedelta(days=2)) == 1
    assert everything_in(root) == []
