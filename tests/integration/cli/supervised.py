"""Run a supervisor over the programs described on the command line; each says its own name."""

import json
import os
import sys
from signal import SIGTERM

from sertakan.cli.supervisor import Child, Supervisor
from sertakan.persistence.child import Surroundings, spawn

children = [
    Child(environment=os.environ, **{"grace_seconds": 1.0, **each}) for each in json.loads(sys.argv[1])
]
watched = {
    name: spawn(argv, Surroundings(environment=os.environ), dies_by=SIGTERM)
    for name, argv in json.loads(sys.argv[2]).items()
}
sys.exit(Supervisor(children, watched=watched).run())
