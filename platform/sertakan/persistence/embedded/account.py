"""Which user the database server runs as, because PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from pathlib import Path

from sertakan.persistence.addresses import DatabaseNotReady
from sertakan.persistence.child import Account

_UNPRIVILEGED = "nobody"


def choose_account(database_folder: Path) -> Account | None:
    """Name the user to drop to, or None when this process is already an ordinary user's.

    :raises DatabaseNotReady: when the database belongs to somebody else, or root finds nobody to drop to.
    """
    owner = database_folder.stat().st_uid if database_folder.exists() else None
    if os.geteuid() != 0:
        if owner is not None and owner != os.geteuid():
            raise DatabaseNotReady(
                f"Database di {database_folder} milik pengguna lain ({_name_of(owner)}). Jalankan sebagai "
                "pengguna yang pertama kali menyalakannya, atau isi SERTAKAN_DATA_DIR dengan folder Anda sendiri."
            )
        return None
    if owner:  # root takes over the folder of whoever began it, and changes nothing about it
        return Account(uid=owner, gid=database_folder.stat().st_gid, name=_name_of(owner))
    return unprivileged_account()


def may_use(account: Account | None, path: Path) -> bool:
    """Tell whether the account may enter the folder, or run the program, at this path."""
    if account is None:
        return os.access(path, os.X_OK)
    answer = subprocess.run(  # noqa: S603 - asks the kernel instead of imitating its rules
        ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)],
        user=account.uid,
        group=account.gid,
        extra_groups=[],
        cwd="/",
        check=False,
    )
    return answer.returncode == 0


def unprivileged_account() -> Account:
    """Name the user that root drops to.

    :raises DatabaseNotReady: when the system has no such user.
    """
    try:
        entry = pwd.getpwnam(_UNPRIVILEGED)
    except KeyError:
        raise DatabaseNotReady(
            f"PostgreSQL tidak berjalan sebagai root, dan sistem ini tidak punya pengguna '{_UNPRIVILEGED}'. "
            "Jalankan sebagai pengguna biasa, atau isi DATABASE_URL dengan PostgreSQL sendiri."
        ) from None
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, name=entry.pw_name)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
