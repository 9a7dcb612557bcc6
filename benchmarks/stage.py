"""A database, a founded platform and servers under the settings of production, for the length of a benchmark."""

import base64
import contextlib
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.factories.folders import open_folder

from sertakan.app import create_app
from sertakan.config import Settings, read_settings
from sertakan.persistence.embedded import EmbeddedServer
from sertakan.persistence.migration import upgrade
from sertakan.web.application import SertakanApp

ROOT = Path(__file__).resolve().parents[1]
_START_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Hold where everything is."""

    folder: Path
    superuser: str
    environment: Mapping[str, str]

    @property
    def settings(self) -> Settings:
        """Return the settings as the application's role sees them."""
        return read_settings(self.environment)

    def application(self) -> SertakanApp:
        """Return the platform in this process."""
        return create_app(self.settings)


@contextlib.contextmanager
def set_stage(found: Callable[[Settings], None]) -> Iterator[Stage]:
    """Start a database, migrate it, and let ``found`` make the regencies as the owner."""
    with contextlib.ExitStack() as running:
        folder = running.enter_context(open_folder())
        server = EmbeddedServer(folder / "var", say=lambda _: None)
        addresses = running.enter_context(server)
        stage = Stage(
            folder=folder,
            superuser=server.superuser_address,
            environment={
                **addresses.as_environment(),
                "SERTAKAN_DATA_DIR": str(folder / "data"),
                "SERTAKAN_DEMO": "1",
                "SERTAKAN_BASE_DOMAIN": "localhost",
                "SERTAKAN_SECRET_KEY": "rahasia-rekaan-0123456789-untuk-ukur-saja",
                "SERTAKAN_DATA_KEY": base64.b64encode(bytes(range(32))).decode(),
            },
        )
        upgrade(addresses.owner)
        owner = replace(stage.settings, app_url=addresses.owner)
        with create_app(owner).app_context():
            found(owner)
        yield stage
        # Applications of this process go on looking for the database that now ends.
        logging.getLogger("sertakan.tenancy.directory").setLevel(logging.ERROR)


@dataclass(frozen=True, kw_only=True)
class Server:
    """Name a running Gunicorn with one worker."""

    port: int
    pid: int

    @property
    def worker(self) -> int:
        """Return the process that answers."""
        return int(Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()[0])

    @property
    def own_kilobytes(self) -> int:
        """Return the memory that only the answering process holds, in kB."""
        rollup = Path(f"/proc/{self.worker}/smaps_rollup").read_text()
        return sum(int(size) for size in re.findall(r"^Private_\w+:\s+(\d+) kB", rollup, re.M))


@contextlib.contextmanager
def serve(application: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve an application with our Gunicorn settings and one worker that is never replaced.

    Each server needs the whole environment of the stage: the settings read it too, and an access log is not free.
    """
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--max-requests", "0"]
    process = subprocess.Popen(
        [*command, application],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env={
            **os.environ,
            **environment,
            "PORT": str(port),
            "WEB_CONCURRENCY": "1",
            "PYTHONPATH": "platform",
        },
    )
    try:
        _await(process, port)
        yield Server(port=port, pid=process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=_START_SECONDS)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError("the server did not start")
        # The socket is open before the worker is there: only an answer tells that somebody listens.
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as asked:
            asked.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            if asked.recv(1):
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not answer")
