"""The embedded server's life: created once, started as this process's child, stopped with it."""

import contextlib
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGQUIT, SIGTERM, Signals
from typing import IO

from sertakan.persistence.addresses import DatabaseAddresses, DatabaseNotReady, socket_address
from sertakan.persistence.child import Account, Surroundings, spawn
from sertakan.persistence.embedded import orphans
from sertakan.persistence.embedded.account import choose_account
from sertakan.persistence.embedded.folder import (
    PORT,
    SUPERUSER,
    DatabaseFolder,
    private_file,
    write_private,
)
from sertakan.persistence.embedded.programs import MAJOR_VERSION, programs_for
from sertakan.persistence.roles import addresses_for, ensure_roles

_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "port": str(PORT),
    # Relative to the cluster: however long or odd the clone's path is, it never meets this setting.
    "unix_socket_directories": "../run",
    "unix_socket_permissions": "0700",
    # Neither files in /dev/shm, nor its limit of 64 MB in containers.
    "dynamic_shared_memory_type": "sysv",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "fsync": "on",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u ",
    # The details of an error quote the row, and so a person.
    "log_error_verbosity": "terse",
    "jit": "off",
}
_SECONDS_BETWEEN_WORDS = 3.0
_STOPPING: tuple[tuple[Signals, float], ...] = ((SIGINT, 20.0), (SIGQUIT, 5.0), (SIGKILL, 5.0))


def say_on_terminal(sentence: str) -> None:
    """Tell the person at the terminal what they are waiting for."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


class EmbeddedServer:
    """One PostgreSQL over one data folder, alive no longer than the process that started it."""

    def __init__(
        self,
        data_dir: Path,
        *,
        label: str = "",
        settings: Mapping[str, str] | None = None,
        say: Callable[[str], None] = say_on_terminal,
    ) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.superuser_address = ""
        self._folder = DatabaseFolder(Path(data_dir).resolve())
        self._label = label
        self._settings = {**_SETTINGS, **(settings or {})}
        self._say = say
        self._held = contextlib.ExitStack()

    def start(self) -> DatabaseAddresses:
        """Start the server, for the first time or again, and return once it accepts connections.

        Call it from the main thread: the server ends with the thread that started it.

        :raises DatabaseNotReady: with one sentence on what the operator can do.
        """
        try:
            return self._start()
        except OSError as error:
            self.stop()
            raise DatabaseNotReady(
                f"Folder data {self._folder.data} tidak dapat dipakai ({error}). Perbaiki, "
                "atau isi SERTAKAN_DATA_DIR dengan folder lain."
            ) from error
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server and let go of the data folder; harmless when nothing runs."""
        if self.process is not None:
            _end(self.process)
            self.process = None
        self._held.close()

    def __enter__(self) -> DatabaseAddresses:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _start(self) -> DatabaseAddresses:
        folder = self._folder
        folder.prepare()
        account = choose_account(folder.database)
        folder.refuse_unreachable(account)
        self._held.enter_context(folder.locked(self._label))
        folder.hand_over(account)
        programs = programs_for(account, folder.database)
        passwords = folder.passwords()
        if not folder.cluster.exists():
            self._create_cluster(programs, account, passwords[SUPERUSER])
        orphans.await_end(folder.cluster, self._say)
        folder.forget_sockets()
        self._launch(programs, account)
        sockets = self._held.enter_context(folder.socket_folder())
        self.superuser_address = socket_address(SUPERUSER, passwords[SUPERUSER], sockets, PORT, "postgres")
        return ensure_roles(self.superuser_address, passwords)

    def _create_cluster(self, programs: Path, account: Account | None, password: str) -> None:
        # Under another name until it is whole, so that a killed first start leaves nothing half-made; a new
        # name each time, because a killed predecessor may still be clearing away its own.
        for leftover in self._folder.database.glob(f"{MAJOR_VERSION}.unfinished-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        unfinished = self._folder.database / f"{MAJOR_VERSION}.unfinished-{secrets.token_hex(4)}"
        password_file = self._folder.database / "initdb-password"
        password_file.unlink(missing_ok=True)
        write_private(password_file, password, account)
        try:
            self._run_initdb(programs, account, unfinished, password_file)
        finally:
            password_file.unlink()
        unfinished.rename(self._folder.cluster)

    def _run_initdb(
        self, programs: Path, account: Account | None, cluster: Path, password_file: Path
    ) -> None:
        argv = [
            str(programs / "initdb"),
            f"--pgdata={cluster}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--no-instructions",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ]
        with private_file(self._folder.log, "ab") as log:
            initdb = spawn(argv, self._surroundings(account, log), dies_by=SIGTERM)
        try:
            self._wait(initdb, lambda: False, "PostgreSQL sedang membuat databasenya")
        finally:
            if initdb.poll() is None:
                _end(initdb)
        if initdb.returncode != 0:
            raise self._failure("tidak dapat membuat databasenya")

    def _launch(self, programs: Path, account: Account | None) -> None:
        argv = [str(programs / "postgres"), "-D", str(self._folder.cluster)]
        for name, value in self._settings.items():
            argv += ["-c", f"{name}={value}"]
        self._folder.shorten_log()
        with private_file(self._folder.log, "ab") as log:
            self.process = process = spawn(argv, self._surroundings(account, log), dies_by=SIGINT)
        is_ready = orphans.readiness(self._folder.cluster, process.pid)
        self._wait(
            process,
            is_ready,
            "PostgreSQL sedang menyala; bila dahulu berhenti mendadak, ia mengulang catatannya lebih dahulu",
        )
        if process.returncode is not None:
            raise self._failure("tidak mau menyala")

    def _wait(self, process: subprocess.Popen[bytes], is_done: Callable[[], bool], words: str) -> None:
        began = spoken = time.monotonic()
        while process.poll() is None and not is_done():
            time.sleep(0.02)
            if time.monotonic() - spoken >= _SECONDS_BETWEEN_WORDS:
                spoken = time.monotonic()
                self._say(f"{words} ({spoken - began:.0f} detik) …")

    def _surroundings(self, account: Account | None, log: IO[bytes]) -> Surroundings:
        return Surroundings(
            environment=_ENVIRONMENT, folder=self._folder.database, account=account, output=log
        )

    def _failure(self, what: str) -> DatabaseNotReady:
        last_words = self._folder.log.read_text(errors="replace").strip().splitlines()[-3:]
        return DatabaseNotReady(
            f"PostgreSQL tertanam {what}. Akhir {self._folder.log}: {' / '.join(last_words)}"
        )


def find_running(data_dir: Path) -> DatabaseAddresses | None:
    """Return the addresses of a server that another process runs over this data folder, or None."""
    folder = DatabaseFolder(Path(data_dir).resolve())
    if not folder.is_held():
        return None
    postmaster = orphans.find_postmaster(folder.cluster)
    if postmaster is None or not orphans.readiness(folder.cluster, postmaster)():
        return None
    passwords = folder.passwords()
    sockets = contextlib.ExitStack().enter_context(folder.socket_folder())  # open until this process ends
    return addresses_for(socket_address(SUPERUSER, passwords[SUPERUSER], sockets, PORT), passwords)


def _end(process: subprocess.Popen[bytes]) -> None:
    for signal, seconds in _STOPPING:
        process.send_signal(signal)
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            continue
        return
