"""Serve: the embedded database if none is named, migrations, regencies, then web and worker together."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import click

from sertakan.cli import addressing, readiness
from sertakan.cli.setting import Settings, data_dir, read_settings
from sertakan.cli.supervisor import Child, Supervisor, write_on_terminal
from sertakan.persistence.child import stop_with_parent

_ROOT = Path(__file__).resolve().parents[3]
_SECONDS_A_WEB_SERVER_MAY_TAKE_TO_STOP = 5.0
_SECONDS_A_WORKER_MAY_TAKE_TO_STOP = 4.0


@dataclass(frozen=True, kw_only=True)
class _Database:
    environment: Mapping[str, str]
    server: subprocess.Popen[bytes] | None = None


@click.command(help="Menyalakan semuanya dan menjaganya hidup sampai Ctrl-C.")
@click.pass_context
def serve(context: click.Context) -> None:
    """Start everything and keep it running until Ctrl-C."""
    began = time.monotonic()
    if os.environ.get("SERTAKAN_STOP_WITH_PARENT"):
        stop_with_parent()
    _ensure_secrets(os.environ)
    with contextlib.ExitStack() as held:
        database = _open_database(held)
        settings = read_settings(database.environment)
        addressing.ensure_port_is_free(settings.port)
        _prepare(settings, is_embedded=database.server is not None)
        announcement = addressing.Announcement(settings, began)
        supervisor = Supervisor(
            _children(settings, database.environment),
            watched={"database": database.server} if database.server else None,
            each_tick=announcement.make_when_ready,
        )
        code = supervisor.run()
    context.exit(code)


def _ensure_secrets(environment: Mapping[str, str]) -> None:
    # Whatever is missing is said before anything is started or written.
    read_settings({**environment, "DATABASE_URL": environment.get("DATABASE_URL") or "embedded"})


def _open_database(held: contextlib.ExitStack) -> _Database:
    if os.environ.get("DATABASE_URL"):
        return _Database(environment=os.environ)
    from sertakan.persistence.embedded import EmbeddedServer

    port = os.environ.get("PORT") or "8000"
    server = EmbeddedServer(data_dir(os.environ), label=f"PORT={port}")
    held.callback(server.stop)
    addresses = server.start()
    return _Database(environment={**os.environ, **addresses.as_environment()}, server=server.process)


def _prepare(settings: Settings, *, is_embedded: bool) -> None:
    """Bring the database to this release; what an embedded one went through once is not done again."""
    if is_embedded and readiness.is_noted(settings):
        return
    from sertakan.cli import preparation

    if settings.owner_url is None:
        preparation.ensure_migrated(settings.app_url)
        write_on_terminal("SERTAKAN_OWNER_URL tidak diisi: migrasi dan ruang tidak diperbarui.")
        return
    preparation.prepare(settings)
    if is_embedded:
        readiness.note(settings)


def _children(settings: Settings, environment: Mapping[str, str]) -> Sequence[Child]:
    told = {
        **environment,
        "PYTHONPATH": _python_path(environment),
        "SERTAKAN_DATA_DIR": str(settings.data_dir),
    }
    web = Child(
        name="web",
        argv=[sys.executable, "-m", "gunicorn", "-c", str(_ROOT / "gunicorn.conf.py")],
        environment=told,
        grace_seconds=_SECONDS_A_WEB_SERVER_MAY_TAKE_TO_STOP,
    )
    if settings.worker_url is None:
        write_on_terminal("SERTAKAN_WORKER_URL tidak diisi: pekerja antrean tidak dinyalakan di sini.")
        return (web,)
    if find_spec("sertakan.cli.working") is None:
        return (web,)
    worker = Child(
        name="worker",
        argv=[sys.executable, "-m", "sertakan", "worker"],
        environment=told,
        grace_seconds=_SECONDS_A_WORKER_MAY_TAKE_TO_STOP,
    )
    return (web, worker)


def _python_path(environment: Mapping[str, str]) -> str:
    given = environment.get("PYTHONPATH")
    return os.pathsep.join([str(_ROOT / "platform"), *([given] if given else [])])
