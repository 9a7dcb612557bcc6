"""Where the running platform is found: its port, its addresses and the demo's accounts."""

import errno
import http.client
import os
import socket
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sertakan.cli.setting import Settings
from sertakan.cli.supervisor import write_on_terminal
from sertakan.kernel.refusal import Refusal

_SECONDS_FOR_A_STOPPING_PREDECESSOR = 6.0
_HIGHEST_PORT = 65_535
DEMO_ROLES = ("admin", "penyetuju", "verifikator", "bendahara", "sponsor")
OVERSIGHT_ROLES = ("pengawas", "operator")


def ensure_port_is_free(port: int) -> None:
    """Wait a little for a predecessor that is still stopping.

    :raises Refusal: port.taken, port.forbidden, port.unreal
    """
    if not 0 < port <= _HIGHEST_PORT:
        raise Refusal("port.unreal", port=port)
    deadline = time.monotonic() + _SECONDS_FOR_A_STOPPING_PREDECESSOR
    while (fault := _try_port(port)) is not None:
        if fault == errno.EACCES:
            raise Refusal("port.forbidden", port=port)
        if time.monotonic() > deadline:
            raise Refusal("port.taken", port=port, next=port + 1 if port < _HIGHEST_PORT else port - 1)
        time.sleep(0.2)


def _try_port(port: int) -> int | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_host(), port))
        except OSError as fault:
            return fault.errno
    return None


def _host() -> str:
    named = os.environ.get("SERTAKAN_BIND", "")
    return "127.0.0.1" if named in {"", "0.0.0.0", "localhost"} else named  # noqa: S104


@dataclass(slots=True)
class Announcement:
    """Say where everything is, once, as soon as the web server answers."""

    settings: Settings
    began: float
    is_made: bool = False

    def make_when_ready(self) -> None:
        """Look whether the web server answers, and if so, say where it is."""
        if self.is_made or not _answers(self.settings.port):
            return
        self.is_made = True
        seconds = f"{time.monotonic() - self.began:.1f}".replace(".", ",")
        for line in (f"Sertakan siap setelah {seconds} detik.", "", *_lines(self.settings)):
            write_on_terminal(line)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(_host(), port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _lines(settings: Settings) -> Iterator[str]:
    spaces = list(demo_spaces(settings.tenants_dir)) if settings.is_demo else []
    yield f"  {'Portal semua daerah':24} {_address(settings)}"
    for slug, name in spaces:
        yield f"  {name:24} {_address(settings, slug)}"
    yield f"  {'Pusat pengawasan':24} {_address(settings, 'pusat')}"
    yield ""
    if settings.demo_password:
        yield f"Akun contoh, semua dengan sandi {settings.demo_password}"
        for slug, _ in spaces:
            yield "  " + "  ".join(f"{role}@{slug}.demo" for role in DEMO_ROLES)
        yield "  " + "  ".join(f"{role}@pusat.demo" for role in OVERSIGHT_ROLES)
        yield ""
    yield "Hentikan dengan Ctrl-C."


def _address(settings: Settings, slug: str = "") -> str:
    return f"{settings.public.of_space(slug) if slug else settings.public}/"


def demo_spaces(tenants_dir: Path) -> Iterator[tuple[str, str]]:
    """Yield slug and name of the regencies that are shown as examples."""
    for path in sorted(tenants_dir.glob("*/tenant.toml")):
        identity = tomllib.loads(path.read_text(encoding="utf-8"))["identity"]
        if identity.get("demo") and identity.get("initial_state") == "trial":
            yield identity["slug"], f"{identity['kind'].capitalize()} {identity['name']}"
