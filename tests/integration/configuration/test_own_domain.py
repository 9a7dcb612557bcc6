"""A domain of a regency's own: only one that leads here, and never one that is another's."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import psycopg
import pytest
from psycopg import errors
from tests.factories.identity import make_staff
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.database import Database

from sertakan.configuration.model import Editor
from sertakan.configuration.service.own_domain import SystemResolver, connect_domain, disconnect_domain
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

BASE, OWN = "sertakan.test", "sertakan.gianyarkab.test"


@dataclass
class Names:
    """What the world's name servers say."""

    known: dict[str, frozenset[str]] = field(
        default_factory=lambda: {BASE: frozenset({"192.0.2.1"}), OWN: frozenset({"192.0.2.1"})}
    )

    def addresses_of(self, host: str) -> frozenset[str]:
        return self.known.get(host, frozenset())


def editor_of(tenant: Tenant) -> Editor:
    return Editor(
        tenant_id=tenant.id,
        account_id=make_staff(tenant.id),
        today=date(2026, 11, 22),
        now=datetime(2026, 11, 22, 4, tzinfo=UTC),
    )


def connect(tenant: Tenant, host: str = OWN, seen: int = 1) -> int:
    return connect_domain(editor_of(tenant), host, seen=seen, base_domain=BASE, resolver=Names())


def test_connected_domain_opens_the_space_and_is_used_in_links(
    app: SertakanApp, tenant: Tenant, as_tenant: Work, visit_as: VisitAs
) -> None:
    with as_tenant(tenant):
        connect(tenant)
    app.directory.refresh()

    assert "Gianyar" in visit_as(OWN).get("/").text
    with as_tenant(tenant):
        assert tenancy.read_house(tenant.id).identity.own_domain == OWN


def test_removed_domain_is_unknown_again(
    app: SertakanApp, tenant: Tenant, as_tenant: Work, visit_as: VisitAs
) -> None:
    with as_tenant(tenant):
        number = connect(tenant)
        disconnect_domain(editor_of(tenant), seen=number)
    app.directory.refresh()
    assert visit_as(OWN).get("/").status_code == 404


def test_another_domain_takes_the_place_of_the_first(
    tenant: Tenant, as_tenant: Work, database: Database
) -> None:
    with as_tenant(tenant):
        number = connect(tenant)
        names = Names({BASE: frozenset({"192.0.2.1"}), "lain.test": frozenset({"192.0.2.1"})})
        connect_domain(editor_of(tenant), "lain.test", seen=number, base_domain=BASE, resolver=names)
    assert database.broom.execute("SELECT host FROM tenant_host").fetchall() == [("lain.test",)]


def test_domain_of_another_regency_is_refused_without_saying_whose(
    tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(quiet_tenant):
        connect(quiet_tenant)
    with as_tenant(tenant), pytest.raises(Refusal) as refused:
        connect(tenant)
    assert refused.value.code == "domain.taken"
    assert "kendal" not in str(refused.value).lower()


def test_refused_domain_leaves_nothing_behind(tenant: Tenant, as_tenant: Work, database: Database) -> None:
    with as_tenant(tenant):
        with pytest.raises(Refusal, match="domain.unknown"):
            connect(tenant, "entah.test")
        assert tenancy.read_house(tenant.id).identity.own_domain is None
    assert database.broom.execute("SELECT host FROM tenant_host").fetchall() == []


def test_conflict_keeps_the_host_unclaimed(tenant: Tenant, as_tenant: Work, database: Database) -> None:
    with as_tenant(tenant):
        connect(tenant)
    with as_tenant(tenant) as session:
        with pytest.raises(Conflict):
            disconnect_domain(editor_of(tenant), seen=1)
        session.rollback()
    assert database.broom.execute("SELECT host FROM tenant_host").fetchall() == [(OWN,)]


def test_system_resolver_knows_this_machine_and_no_nonsense() -> None:
    assert SystemResolver().addresses_of("localhost") & {"127.0.0.1", "::1"}
    assert SystemResolver().addresses_of("a" * 300) == frozenset()


class TestWall:
    @pytest.mark.parametrize("role", ["app", "owner"])
    def test_role_claims_and_releases_its_tenants_hosts_only(
        self, database: Database, tenant: Tenant, quiet_tenant: Tenant, role: str
    ) -> None:
        database.broom.execute("INSERT INTO tenant_host VALUES ('kendal.test', %s)", [quiet_tenant.id])
        with database.as_role(role, tenant.id) as connection:
            connection.execute("INSERT INTO tenant_host VALUES ('gianyar.test', %s)", [tenant.id])
            assert connection.execute("DELETE FROM tenant_host").rowcount == 1
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute("INSERT INTO tenant_host VALUES ('b.test', %s)", [quiet_tenant.id])

    def test_app_changes_no_host(self, database: Database, tenant: Tenant) -> None:
        with database.as_role("app", tenant.id) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute("UPDATE tenant_host SET host = 'x.test'")

    @pytest.mark.parametrize("role", ["worker", "oversight"])
    def test_other_roles_only_read(self, database: Database, tenant: Tenant, role: str) -> None:
        with database.as_role(role, tenant.id) as connection:
            assert connection.execute("SELECT count(*) FROM tenant_host").fetchone() == (0,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("DELETE FROM tenant_host")
