from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.factories.folders import open_folder
from tests.integration.persistence.serving import QUICK, ask, tell

from sertakan.persistence.addresses import ROLE_NAMES, DatabaseAddresses, DatabaseNotReady, with_account
from sertakan.persistence.embedded import EmbeddedServer
from sertakan.persistence.roles import ensure_roles

PASSWORDS = {name: f"outside {name} @:/?" for name in ROLE_NAMES}
OWN = "tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int"
RUNNING = ("app", "worker", "oversight")


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, DatabaseAddresses]]:
    with open_folder() as folder:
        embedded = EmbeddedServer(Path(folder), settings=QUICK)
        with embedded as addresses:
            yield embedded.superuser_address, addresses


@pytest.fixture
def walled(server: tuple[str, DatabaseAddresses]) -> DatabaseAddresses:
    for statement in (
        "DROP TABLE IF EXISTS owned",
        "CREATE TABLE owned AS SELECT 1 AS tenant_id",
        "ALTER TABLE owned ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE owned FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY own ON owned USING ({OWN})",
        "GRANT SELECT, INSERT ON owned TO sertakan_app, sertakan_worker, sertakan_oversight",
    ):
        tell(server[1].owner, statement)
    return server[1]


@pytest.mark.parametrize("role", ["app", "worker", "oversight", "owner"])
def test_no_role_passes_row_security(walled: DatabaseAddresses, role: str) -> None:
    address = getattr(walled, role)
    assert ask(address, "SELECT count(*) FROM owned") == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(address, "INSERT INTO owned VALUES (1)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(address, "SET row_security = off; SELECT * FROM owned")


@pytest.mark.parametrize("role", RUNNING)
@pytest.mark.parametrize(
    "statement",
    [
        "DROP POLICY own ON owned",
        "ALTER TABLE owned NO FORCE ROW LEVEL SECURITY",
        "TRUNCATE owned",
        "CREATE TABLE public.another ()",
        "CREATE SCHEMA another",
        "CREATE ROLE another",
        "SET ROLE sertakan_owner",
        "SET SESSION AUTHORIZATION postgres",
        "ALTER DATABASE sertakan RENAME TO another",
    ],
)
def test_running_roles_change_no_wall(walled: DatabaseAddresses, role: str, statement: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)):
        tell(getattr(walled, role), statement)


@pytest.mark.parametrize("role", RUNNING)
def test_role_cannot_free_itself_from_row_security(walled: DatabaseAddresses, role: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(getattr(walled, role), f"ALTER ROLE sertakan_{role} BYPASSRLS")


def test_only_the_four_roles_may_connect(server: tuple[str, DatabaseAddresses]) -> None:
    tell(server[0], "CREATE ROLE stranger LOGIN PASSWORD 'x'")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(with_account(server[0], "stranger", "x"))


def test_search_path_comes_with_the_role(server: tuple[str, DatabaseAddresses]) -> None:
    for address in (server[1].app, server[1].owner, server[1].worker, server[1].oversight):
        assert ask(address, "SHOW search_path") == "public, jobs"


def test_application_never_waits_for_ever(server: tuple[str, DatabaseAddresses]) -> None:
    assert ask(server[1].app, "SHOW statement_timeout") == "30s"
    assert ask(server[1].app, "SHOW idle_in_transaction_session_timeout") == "1min"
    assert ask(server[1].worker, "SHOW statement_timeout") == "0"


def test_administrator_without_superuser_prepares_outside_server(
    server: tuple[str, DatabaseAddresses],
) -> None:
    for statement in ("DROP DATABASE sertakan", *(f"DROP ROLE {name}" for name in ROLE_NAMES)):
        tell(server[0], statement)
    tell(server[0], "CREATE ROLE administrator LOGIN CREATEROLE CREATEDB PASSWORD 'p'")
    address = with_account(server[0], "administrator", "p", "postgres")
    first = ensure_roles(address, PASSWORDS)
    assert ensure_roles(address, PASSWORDS) == first
    assert ask(first.app, "SELECT current_user") == "sertakan_app"
    tell(first.owner, "CREATE TABLE made_by_owner ()")


def test_role_that_became_mighty_is_corrected(server: tuple[str, DatabaseAddresses]) -> None:
    ensure_roles(server[0], PASSWORDS)
    tell(server[0], "ALTER ROLE sertakan_app SUPERUSER BYPASSRLS CREATEROLE")
    addresses = ensure_roles(server[0], PASSWORDS)
    mighty = "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    assert ask(addresses.app, mighty) is False


def test_unreachable_server_is_told_in_a_sentence() -> None:
    with pytest.raises(DatabaseNotReady, match="tidak dapat disiapkan"):
        ensure_roles("postgresql://nobody:secret@127.0.0.1:9/postgres?connect_timeout=2", PASSWORDS)
