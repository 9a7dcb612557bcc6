import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.factories.folders import ROOT, open_folder

from sertakan.persistence.addresses import with_database
from sertakan.persistence.embedded import EmbeddedServer

pytestmark = pytest.mark.serial


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder / "var"


def reset(folder: Path, *words: str, typed: str = "", **environment: str) -> tuple[int, str]:
    known = {name: value for name, value in os.environ.items() if "SERTAKAN" not in name}
    known = {**known, "PYTHONPATH": str(ROOT / "platform"), "SERTAKAN_DATA_DIR": str(folder)}
    result = subprocess.run(
        [sys.executable, "-m", "sertakan", "demo", "reset", *words],
        cwd=ROOT,
        env={**known, "SERTAKAN_DEMO": "1", **environment},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return result.returncode, result.stdout + result.stderr


def names(server: EmbeddedServer, statement: str | None = None) -> set[str]:
    with psycopg.connect(with_database(server.superuser_address), autocommit=True) as connection:
        if statement:
            connection.execute(statement)
        return {str(name) for (name,) in connection.execute("SELECT name FROM oversight_account").fetchall()}


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SERTAKAN_DEMO": "0"}, "hanya untuk mode contoh"),
        ({"DATABASE_URL": "postgresql://sertakan_app@127.0.0.1:1/sertakan"}, "bukan yang tertanam"),
    ],
)
def test_what_is_no_demo_is_not_reset(tmp_path: Path, environment: dict[str, str], sentence: str) -> None:
    (tmp_path / "postgresql").mkdir()
    code, said = reset(tmp_path, "--yes", **environment)
    assert (code, sentence in said) == (1, True), said
    assert (tmp_path / "postgresql").exists()


def test_reset_begins_anew_and_only_when_it_may(folder: Path) -> None:
    assert reset(folder, "--yes") == (0, "Contoh dimulai dari awal.\n")
    server = EmbeddedServer(folder)
    with server:
        assert names(server, "UPDATE oversight_account SET name = 'Sisa'") == {"Sisa"}
        code, said = reset(folder, "--yes")
        assert (code, "sedang berjalan" in said) == (1, True), said
        names(server, "UPDATE tenant SET state = 'live' WHERE slug = 'gianyar'")
    code, said = reset(folder, "--yes")
    assert (code, "pernah dibuka untuk umum" in said) == (1, True), said
    with server:
        assert names(server, "UPDATE tenant SET state = 'trial' WHERE slug = 'gianyar'") == {"Sisa"}
    assert reset(folder, typed="n\n")[0] == 130
    with server:
        assert names(server) == {"Sisa"}
    assert reset(folder, "--yes")[0] == 0
    with server:
        assert names(server) == {"Pengawas Contoh", "Operator Contoh"}
