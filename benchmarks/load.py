"""Ask a server on this machine for pages over a few kept connections, for a bounded time, and count the answers.

Runs as a process of its own (``python -m benchmarks.load``): an order as JSON comes in, the counts go out.
"""

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import cycle

_LONGEST_SECONDS = 30.0
_PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, kw_only=True)
class Order:
    """Say what to ask, of whom, and how long."""

    port: int
    requests: tuple[str, ...]
    seconds: float
    connections: int = 4


@dataclass(frozen=True, kw_only=True)
class Count:
    """State how many good and other answers came in how many seconds."""

    good: int
    other: int
    seconds: float

    @property
    def rate(self) -> float:
        """Return answers per second."""
        return self.good / self.seconds


def request_for(host: str, path: str, cookie: str = "") -> str:
    """Return a request as a browser would keep its connection open for."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "User-Agent: bench", "Accept: text/html"]
    return "\r\n".join([*lines, *([f"Cookie: {cookie}"] if cookie else []), "", ""])


def apply_load(order: Order) -> Count:
    """Load a server from another process, so that asking does not slow down what is asked.

    :raises RuntimeError: when an answer was not 200
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps(asdict(order)),
        capture_output=True,
        text=True,
        timeout=_LONGEST_SECONDS + _PATIENCE_SECONDS,
        check=True,
    )
    count = Count(**json.loads(done.stdout))
    if count.other or not count.good:
        raise RuntimeError(f"{count.other} answers were not 200, {count.good} were")
    return count


class _Connection:
    """Hold one open connection with at most one question under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = bytearray()
        self._awaited = -1

    def ask(self, request: bytes) -> None:
        """Send a question."""
        self._received.clear()
        self._awaited = -1
        self.socket.sendall(request)

    def take(self) -> bool:
        """Take what has arrived and tell whether the answer is whole."""
        arrived = self.socket.recv(262_144)
        if not arrived:
            raise ConnectionError("the server closed a connection")
        self._received += arrived
        if self._awaited < 0:
            end = self._received.find(b"\r\n\r\n")
            if end < 0:
                return False
            head = bytes(self._received[:end]).lower()
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            self._awaited = end + 4 + int(length)
        return len(self._received) >= self._awaited

    @property
    def is_good(self) -> bool:
        """Tell whether the answer was 200."""
        return self._received[9:12] == b"200"


def ask_repeatedly(order: Order) -> Count:
    """Keep every connection busy until the time is over."""
    questions = cycle([request.encode() for request in order.requests])
    answers = {True: 0, False: 0}
    with selectors.DefaultSelector() as selector:
        connections = [_Connection(order.port) for _ in range(order.connections)]
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask(next(questions))
        begun = time.perf_counter()
        end = begun + min(order.seconds, _LONGEST_SECONDS)
        while (now := time.perf_counter()) < end:
            for key, _ in selector.select(end - now):
                if key.data.take():
                    answers[key.data.is_good] += 1
                    key.data.ask(next(questions))
    for connection in connections:
        connection.socket.close()
    return Count(good=answers[True], other=answers[False], seconds=time.perf_counter() - begun)


def main(_: Sequence[str]) -> None:
    """Read an order, carry it out, write the counts."""
    order = json.load(sys.stdin)
    json.dump(asdict(ask_repeatedly(Order(**{**order, "requests": tuple(order["requests"])}))), sys.stdout)


if __name__ == "__main__":
    main(sys.argv)
