import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.factories.folders import ROOT
from tests.fixtures.application import Count
from tests.fixtures.database import Database

from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

Ask = Callable[[str], str]
_PROMISED_SECONDS = 2.0
_SECONDS_FOR_A_BUSY_MACHINE = 3.0


@pytest.fixture
def other_process(environment: dict[str, str]) -> Iterator[Ask]:
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("follower.py"))],
        env={
            **os.environ,
            **environment,
            "PYTHONPATH": str(ROOT / "platform"),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(host: str) -> str:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{host}\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    yield ask
    process.communicate("", timeout=10)


def change(database: Database, statement: str) -> float:
    database.broom.execute(f"{statement}; UPDATE directory_version SET version = version + 1")
    return time.monotonic()


def within_promise(ask: Ask, host: str, expected: str, since: float) -> bool:
    while expected not in (found := ask(host)):
        if time.monotonic() - since > _PROMISED_SECONDS + _SECONDS_FOR_A_BUSY_MACHINE:
            raise AssertionError(found)
        time.sleep(0.05)
    return True


def test_other_process_follows_a_change_of_state(
    database: Database, tenant: Tenant, other_process: Ask
) -> None:
    assert other_process("gianyar.localhost").startswith("regency trial 1")
    since = change(database, "UPDATE tenant SET state = 'suspended' WHERE slug = 'gianyar'")
    assert within_promise(other_process, "gianyar.localhost", "suspended", since)


def test_other_process_meets_a_new_host(database: Database, tenant: Tenant, other_process: Ask) -> None:
    assert other_process("sertakan.gianyarkab.test") == "elsewhere"
    host = f"INSERT INTO tenant_host (host, tenant_id) VALUES ('sertakan.gianyarkab.test', {tenant.id})"
    assert within_promise(other_process, "sertakan.gianyarkab.test", "regency", change(database, host))


def test_running_process_follows_by_itself(app: SertakanApp, database: Database, tenant: Tenant) -> None:
    def ask(host: str) -> str:
        found = app.directory.address_of(host).tenant
        return found.state if found else ""

    since = change(database, "UPDATE tenant SET state = 'live' WHERE slug = 'gianyar'")
    assert within_promise(ask, "gianyar.localhost", "live", since)


def test_known_host_costs_no_query(app: SertakanApp, tenant: Tenant, count_queries: Count) -> None:
    app.directory.document_of(tenant)
    with count_queries() as counted:
        address = app.directory.address_of("gianyar.localhost")
        assert address.tenant
        app.directory.document_of(address.tenant)
    assert (address.site, counted.statements) == (Site.REGENCY, [])


def test_new_revision_is_read_anew(app: SertakanApp, database: Database, tenant: Tenant) -> None:
    before = app.directory.document_of(tenant)
    changed = before.full_name.replace("Gianyar", "Gianyar Baru")
    change(
        database,
        "INSERT INTO configuration_revision (tenant_id, id, number, document, fingerprint, origin)"
        " SELECT tenant_id, gen_random_uuid(), 2, replace(document, 'name = \"Gianyar\"',"
        " 'name = \"Gianyar Baru\"'), 'x', 'file' FROM configuration_revision"
        f" WHERE tenant_id = {tenant.id} AND number = 1;"
        f" UPDATE tenant SET revision = 2 WHERE id = {tenant.id}",
    )
    app.directory.refresh()
    newest = app.directory.address_of("gianyar.localhost").tenant
    assert newest
    assert app.directory.document_of(newest).full_name == changed


def test_unchanged_version_reads_no_tenants(app: SertakanApp, count_queries: Count) -> None:
    app.directory.refresh()
    with count_queries() as counted:
        app.directory.refresh()
    assert counted.count == 1
