"""The part of the data folder that is the embedded server's: its names, its lock, its passwords."""

import contextlib
import fcntl
import json
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sertakan.persistence.addresses import ROLE_NAMES, DatabaseNotReady
from sertakan.persistence.child import Account
from sertakan.persistence.embedded.account import may_use
from sertakan.persistence.embedded.programs import MAJOR_VERSION

PORT = 5432  # names the socket only: the server listens on no network
SUPERUSER = "postgres"

_SOCKET_NAME = f".s.PGSQL.{PORT}"
_LONGEST_SOCKET_PATH = 107  # bytes; the kernel's limit, without the closing NUL
_PLAIN_PATH = re.compile(r"[\w/.+ -]+")  # libpq and SQLAlchemy give `,` `:` `?` and the like a meaning
_LARGEST_LOG = 10_000_000  # bytes
_SECONDS_FOR_A_STOPPING_OWNER = 2.0


@dataclass(frozen=True)
class DatabaseFolder:
    """Where everything of the embedded server lies below one data folder."""

    data: Path

    @property
    def database(self) -> Path:
        """The one folder that belongs to the server's own user."""
        return self.data / "postgresql"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's files; named by major version, because another one cannot read them."""
        return self.database / str(MAJOR_VERSION)

    @property
    def sockets(self) -> Path:
        """The folder of the socket, closed to other users."""
        return self.database / "run"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.data / "postgresql.log"

    @property
    def _lock(self) -> Path:
        return self.data / "postgresql.lock"

    @property
    def _passwords(self) -> Path:
        return self.data / "postgresql-passwords.json"

    def prepare(self) -> None:
        """Make the data folder if it is missing; an existing one keeps its permissions."""
        if not self.data.is_dir():
            self.data.mkdir(parents=True)
            # As root the server's own user must pass through; it cannot list what lies here.
            self.data.chmod(0o711 if os.geteuid() == 0 else 0o700)

    def refuse_unreachable(self, account: Account | None) -> None:
        """Refuse when the server's user may not enter the data folder.

        :raises DatabaseNotReady: naming the folder that is closed.
        """
        if may_use(account, self.data):
            return
        closed = next(
            folder for folder in (*reversed(self.data.parents), self.data) if not may_use(account, folder)
        )
        who = f"pengguna '{account.name}', karena Anda root" if account else "Anda sendiri"
        raise DatabaseNotReady(
            f"PostgreSQL berjalan sebagai {who}, dan {closed} tertutup bagi pengguna itu. Isi SERTAKAN_DATA_DIR "
            "dengan folder yang boleh dimasuki semua pengguna, misalnya /srv/sertakan."
        )

    def hand_over(self, account: Account | None) -> None:
        """Make the server's own folders, and give them to its user."""
        for folder in (self.database, self.sockets):
            folder.mkdir(mode=0o700, exist_ok=True)
            if account and folder.stat().st_uid != account.uid:
                os.chown(folder, account.uid, account.gid)

    def forget_sockets(self) -> None:
        """Remove a killed server's socket and its note; call only when that server is surely gone."""
        for leftover in self.sockets.glob(f"{_SOCKET_NAME}*"):
            leftover.unlink()

    @contextlib.contextmanager
    def locked(self, label: str) -> Iterator[None]:
        """Hold the data folder; the kernel lets go of it when this process ends in any way.

        :raises DatabaseNotReady: naming who holds it.
        """
        with private_file(self._lock, "a+b") as lock:
            if not _lock_within(lock, _SECONDS_FOR_A_STOPPING_OWNER):
                raise DatabaseNotReady(
                    f"Folder data {self.data} sedang dipakai {self.holder()}. Hentikan dahulu, "
                    "atau isi SERTAKAN_DATA_DIR dengan folder lain."
                )
            lock.truncate(0)
            lock.write(f"proses {os.getpid()}{f' ({label})' if label else ''}".encode())
            lock.flush()
            yield

    def is_held(self) -> bool:
        """Tell whether a living process holds the data folder."""
        if not self._lock.exists():
            return False
        with self._lock.open("rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def holder(self) -> str:
        """Say who holds the data folder."""
        return self._lock.read_text(errors="replace").strip() or "proses lain"

    def passwords(self) -> dict[str, str]:
        """Read the passwords of the superuser and the roles, inventing what is missing.

        :raises DatabaseNotReady: when a database exists whose passwords are gone.
        """
        if not self._passwords.exists() and self.cluster.exists():
            raise DatabaseNotReady(
                f"{self._passwords} tidak ada, padahal tanpanya database di sebelahnya tidak dapat dibuka. "
                "Pulihkan berkas itu, atau pindahkan foldernya untuk mulai dari awal."
            )
        known = json.loads(self._passwords.read_text()) if self._passwords.exists() else {}
        wanted = {name: known.get(name) or secrets.token_urlsafe(24) for name in (SUPERUSER, *ROLE_NAMES)}
        if wanted != known:
            unfinished = self._passwords.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            write_private(unfinished, json.dumps(wanted, indent=2))
            unfinished.rename(self._passwords)
        return wanted

    @contextlib.contextmanager
    def socket_folder(self) -> Iterator[Path]:
        """Give the folder of the socket a name that every client understands.

        A socket's path is at most 107 bytes long, and libpq splits it at commas. For a longer or odder
        one this process holds the folder open, and clients of the same user enter by that open folder.

        :raises DatabaseNotReady: where the system has no such door.
        """
        plain = self.sockets / _SOCKET_NAME
        if len(os.fsencode(plain)) <= _LONGEST_SOCKET_PATH and _PLAIN_PATH.fullmatch(str(plain)):
            yield self.sockets
            return
        if sys.platform != "linux":
            raise DatabaseNotReady(
                f"Alamat folder {self.sockets} terlalu panjang. Isi SERTAKAN_DATA_DIR dengan yang lebih pendek."
            )
        opened = os.open(self.sockets, os.O_PATH | os.O_DIRECTORY)
        try:
            yield Path(f"/proc/{os.getpid()}/fd/{opened}")
        finally:
            os.close(opened)

    def shorten_log(self) -> None:
        """Keep one older log, so that the log never fills the disk."""
        if self.log.exists() and self.log.stat().st_size > _LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))


def private_file(path: Path, mode: str) -> IO[bytes]:
    """Open a file that only its owner may read, making it if need be."""
    flags = os.O_CREAT | os.O_RDWR | (os.O_APPEND if mode.startswith("a") else 0)
    return os.fdopen(os.open(path, flags, 0o600), mode)


def write_private(path: Path, text: str, account: Account | None = None) -> None:
    """Write a new file that only its owner may read.

    :raises FileExistsError: when there is one already.
    """
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        if account:
            os.fchown(file.fileno(), account.uid, account.gid)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _lock_within(lock: IO[bytes], seconds: float) -> bool:
    patience = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > patience:
                return False
            time.sleep(0.05)
        else:
            return True
