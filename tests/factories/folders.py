"""Folders that the database's unprivileged user may enter: pytest's own are closed to it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sertakan.persistence.embedded.account import choose_account, may_use

ROOT = Path(__file__).parents[2]


@contextmanager
def open_folder() -> Iterator[Path]:
    """Give a new folder below the clone, or below the temporary one when the clone is closed."""
    wanted = Path(os.environ.get("SERTAKAN_DATA_DIR") or ROOT / "var") / "tests"
    wanted.mkdir(parents=True, exist_ok=True)
    account = choose_account(wanted / "absent")
    base = wanted if may_use(account, wanted) else Path(tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(dir=base))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
