"""Keep an embedded server until killed, as another user if told so; say where it is, or why it is not."""

import ctypes
import json
import os
import pwd
import signal
import sys
from pathlib import Path

from sertakan.persistence.addresses import DatabaseNotReady
from sertakan.persistence.embedded import EmbeddedServer

PR_SET_DUMPABLE = 4


def become(name: str) -> None:
    # Not by `setpriv`: the interpreter itself may lie where only root may read, and is loaded by now.
    entry = pwd.getpwnam(name)
    os.setgroups([])
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)
    # A process that changed its user is closed to that user, unlike one that was started by it.
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)


if len(sys.argv) > 2:
    become(sys.argv[2])
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
