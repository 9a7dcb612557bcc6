"""Keep an embedded server until killed; says where it is, or why it is not."""

import json
import signal
import sys
from pathlib import Path

from sertakan.persistence.addresses import DatabaseNotReady
from sertakan.persistence.embedded import EmbeddedServer

try:
    server = EmbeddedServer(Path(sys.argv[1]), label="keeper", settings={"fsync": "off"})
    addresses = server.start()
except DatabaseNotReady as error:
    sys.exit(str(error))
assert server.process is not None
sys.stdout.write(
    json.dumps({"app": addresses.app, "owner": addresses.owner, "postmaster": str(server.process.pid)}) + "\n"
)
sys.stdout.flush()
signal.pause()
