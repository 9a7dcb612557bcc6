import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tests.fixtures.database import Database, close, settings_for

from sertakan.app import create_app
from sertakan.persistence.queue import run_worker
from sertakan.web.application import SertakanApp


@dataclass
class Mailbox:
    """A mail server on this machine that answers as it is told."""

    answers: list[str] = field(default_factory=list)
    letters: list[Envelope] = field(default_factory=list)
    address: str = ""
    before_answer: Callable[[], None] = lambda: None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("2"):
            self.letters.append(envelope)
        self.before_answer()
        return answer


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    mailbox.address = f"smtp://127.0.0.1:{port}?from=kantor@contoh.test"
    yield mailbox
    controller.stop()


@dataclass
class Gateway:
    """A message gateway on this machine that answers as it is told."""

    answers: list[int] = field(default_factory=list)
    requests: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    address: str = ""
    before_answer: Callable[[], None] = lambda: None


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    gateway = Gateway()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            gateway.requests.append((dict(self.headers), content))
            gateway.before_answer()
            self.send_response(gateway.answers.pop(0) if gateway.answers else 202)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    gateway.address = f"http://127.0.0.1:{server.server_port}/kirim"
    yield gateway
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def work(
    database: Database, app: SertakanApp, mailbox: Mailbox, gateway: Gateway
) -> Iterator[Callable[[], None]]:
    """Do all jobs that wait, with the worker's own rights."""
    from sertakan.cli.working import load_tasks

    load_tasks()
    settings = settings_for(
        database,
        DATABASE_URL=database.addresses.worker,
        SERTAKAN_SMTP_URL=mailbox.address,
        SERTAKAN_MESSAGE_URL=gateway.address,
        SERTAKAN_MESSAGE_TOKEN="tanda-rekaan",
    )
    worker = create_app(settings)
    yield lambda: run_worker(worker, database.addresses.worker, until_idle=True)
    close(worker)
