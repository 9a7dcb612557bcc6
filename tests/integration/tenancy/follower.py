"""Another process of the platform: say, whenever asked, what the directory knows of a host."""

import os
import sys
from datetime import date

from sertakan.app import create_app
from sertakan.config import read_settings

app = create_app(read_settings(os.environ))
for line in sys.stdin:
    address = app.directory.address_of(line.strip())
    tenant = address.tenant
    described = str(address.site)
    if tenant:
        house = app.directory.revisions_of(tenant, date(2026, 11, 22)).house
        described += f" {tenant.state} {house} {tenant.name}"
    sys.stdout.write(described + "\n")
    sys.stdout.flush()
