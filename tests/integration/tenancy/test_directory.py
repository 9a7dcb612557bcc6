import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.factories.folders import ROOT
from tests.fixtures.application import Count, Work
from tests.fixtures.database import Database

from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import Branding, Programme, RegencyDocument
from sertakan.tenancy.model import Credit, Origin, RevisionMark, RevisionPart, Tenant
from sertakan.tenancy.service import keep_revision
from sertakan.web.application import SertakanApp

Ask = Callable[[str], str]
TODAY, NEW_YEAR = date(2026, 11, 22), date(2027, 1, 1)
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


def document_on(app: SertakanApp, tenant: Tenant, day: date) -> RegencyDocument:
    return app.directory.document_of(tenant, app.directory.revisions_of(tenant, day))


def test_known_host_costs_no_query(app: SertakanApp, tenant: Tenant, count_queries: Count) -> None:
    document_on(app, tenant, TODAY)
    with count_queries() as counted:
        address = app.directory.address_of("gianyar.localhost")
        assert address.tenant
        document_on(app, address.tenant, TODAY)
    assert (address.site, counted.statements) == (Site.REGENCY, [])


def test_new_revision_is_read_anew(app: SertakanApp, tenant: Tenant, as_tenant: Work) -> None:
    before = document_on(app, tenant, TODAY)
    with as_tenant(tenant):
        changed = before.with_parts(branding=Branding(display_name="Gianyar Baru"))
        mark = RevisionMark(number=2, part=RevisionPart.HOUSE, applied_from=TODAY)
        keep_revision(tenant.id, changed, mark, Credit(origin=Origin.BROWSER))
    app.directory.refresh()

    assert document_on(app, tenant, TODAY) == changed


def test_scheduled_law_begins_by_itself_on_its_day(
    app: SertakanApp, tenant: Tenant, as_tenant: Work, count_queries: Count
) -> None:
    before = document_on(app, tenant, TODAY)
    with as_tenant(tenant):
        changed = before.with_parts(programme=Programme(minimum_workers=2))
        mark = RevisionMark(number=2, part=RevisionPart.LAW, applied_from=NEW_YEAR)
        keep_revision(tenant.id, changed, mark, Credit(origin=Origin.BROWSER))
    app.directory.refresh()

    assert document_on(app, tenant, NEW_YEAR - timedelta(days=1)) == before
    assert document_on(app, tenant, NEW_YEAR) == changed
    with count_queries() as counted:
        document_on(app, tenant, NEW_YEAR)
    assert counted.statements == []


def test_unchanged_version_reads_no_tenants(app: SertakanApp, count_queries: Count) -> None:
    app.directory.refresh()
    with count_queries() as counted:
        app.directory.refresh()
    assert counted.count == 1
