"""A real web server with one worker process, for tests that do to it what happens to servers."""

import http.client
import os
import resource
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from tests.factories.folders import ROOT
from tests.factories.identity import sign_in_token

from sertakan.web.application import SertakanApp
from sertakan.web.visit import SIGN_IN

_PATIENCE = 40


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back; the status is 0 when the connection broke."""

    status: int
    location: str = ""
    retry_after: str = ""
    text: str = ""


@dataclass
class Web:
    """Gunicorn as it runs in earnest, with one worker that it replaces when it dies."""

    port: int
    environment: dict[str, str]
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start it and wait until it answers."""
        told = {"PORT": str(self.port), "WEB_CONCURRENCY": "1", "SERTAKAN_LOG_LEVEL": "critical"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py")],
            env={**os.environ, **self.environment, **told, "PYTHONPATH": str(ROOT / "platform")},
        )
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until a worker answers and reaches the database."""
        until = time.monotonic() + _PATIENCE
        while self.ask("GET", "/readyz").status != 200:
            assert time.monotonic() < until, "the web server does not come up"
            time.sleep(0.1)

    def worker(self) -> int:
        """Return the process that answers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[-1])

    def kill_worker(self) -> None:
        """End the process that answers as a crash of the machine would."""
        os.kill(self.worker(), signal.SIGKILL)

    def limit_files(self, size: int) -> None:
        """Let no file of the answering process grow beyond a size: its disk is full."""
        _, most = resource.prlimit(self.worker(), resource.RLIMIT_FSIZE)
        resource.prlimit(self.worker(), resource.RLIMIT_FSIZE, (size, most))

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Ask for a page of Gianyar."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, {"Host": f"gianyar.localhost:{self.port}", **told})
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return Answer(status=0)
        finally:
            connection.close()
        return Answer(
            status=answer.status,
            location=answer.getheader("Location", ""),
            retry_after=answer.getheader("Retry-After", ""),
            text=text,
        )

    def stop(self) -> None:
        """End it and everything that it started."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass(frozen=True)
class Person:
    """Somebody signed in at that server, with a form's token."""

    web: Web
    cookie: str
    token: str

    @classmethod
    def signed_in(cls, app: SertakanApp, web: Web, tenant_id: int, account_id: UUID) -> "Person":
        """Return an account's owner; inside the tenant's scope."""
        raw = secrets.token_hex(20)
        ticket = {"host": f"gianyar.localhost:{web.port}", "token": sign_in_token(tenant_id, account_id)}
        cookie = _sign(app, {SIGN_IN: ticket, "csrf_token": raw})
        token = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(raw)
        return cls(web, f"{app.config['SESSION_COOKIE_NAME']}={cookie}", str(token))

    def submit(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        body = urlencode({"csrf_token": self.token, **fields}).encode()
        return self.web.ask(
            "POST", path, body, Cookie=self.cookie, Content_Type="application/x-www-form-urlencoded"
        )

    def send_file(self, path: str, content: bytes, **fields: str) -> Answer:
        """Send a form with a photograph."""
        edge = secrets.token_hex(16)
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrf_token": self.token, **fields}.items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="proof"; filename="foto.jpg"\r\n'
        photo = f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + content + b"\r\n"
        body = b"".join([*parts, photo, f"--{edge}--\r\n".encode()])
        return self.web.ask(
            "POST", path, body, Cookie=self.cookie, Content_Type=f"multipart/form-data; boundary={edge}"
        )

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self.web.ask("GET", path, Cookie=self.cookie)


def _sign(app: Flask, content: dict[str, object]) -> str:
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return str(signer.dumps(content))
