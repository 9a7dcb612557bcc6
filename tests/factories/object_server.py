"""An S3 server of its own on loopback, so that tests speak the real protocol to a real socket."""

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

BUCKET = "berkas"
_SERVE = """
import sys
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
"""


@contextmanager
def object_server() -> Iterator[str]:
    """Serve one empty bucket and give `host:port`; the server ends with this process at the latest."""
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    try:
        place = f"127.0.0.1:{int(server.stdout.readline())}"
        _make_bucket(place)
        yield place
    finally:
        server.kill()
        server.communicate()


def _make_bucket(place: str) -> None:
    asked = urllib.request.Request(f"http://{place}/{BUCKET}", method="PUT")
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=20) as answer:
        assert answer.status == 200
