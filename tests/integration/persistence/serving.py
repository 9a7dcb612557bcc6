import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from tests.factories.folders import ROOT

QUICK = {"fsync": "off"}
NOBODY = "nobody"
_KEEPER = Path(__file__).with_name("keeper.py")


def ask(address: str, question: str) -> object:
    with psycopg.connect(address, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def tell(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)


class Keeper:
    """A process of its own that keeps a server, so that a test can kill it."""

    def __init__(self, folder: Path, *, as_user: str = "") -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "platform"), "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, str(_KEEPER), str(folder), *([as_user] if as_user else [])],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def answer(self) -> dict[str, str]:
        assert self.process.stdout is not None
        return dict(json.loads(self.process.stdout.readline() or "{}"))

    def complaint(self) -> str:
        return self.process.communicate(timeout=30)[1]

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()
