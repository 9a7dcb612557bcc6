import socket
from collections.abc import Iterator

import pytest
from tests.integration.cli.serving_web import Web


@pytest.fixture
def web(environment: dict[str, str], app: object) -> Iterator[Web]:
    """A web server of its own on the test's database, up and ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    serving = Web(port, environment)
    try:
        serving.start()
        yield serving
    finally:
        serving.stop()
