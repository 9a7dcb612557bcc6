"""Another process of the platform: say, whenever asked, what the directory knows of a host."""

import os
import sys

from sertakan.app import create_app
from sertakan.config import read_settings

app = create_app(read_settings(os.environ))
for line in sys.stdin:
    address = app.directory.address_of(line.strip())
    tenant = address.tenant
    described = (
        f"{address.site} {tenant.state} {tenant.revision} {tenant.name}" if tenant else str(address.site)
    )
    sys.stdout.write(described + "\n")
    sys.stdout.flush()
