from typing import Any

import psycopg
import pytest
from psycopg import errors
from tests.factories.noise import make_noise
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.persistence.walls import OWNED
from sertakan.tenancy.model import Tenant

Raw = psycopg.Connection[tuple[Any, ...]]
ROLES = ("app", "worker")
OWNERS_TOO = (*ROLES, "owner")


@pytest.fixture
def both(tenant: Tenant, other_tenant: Tenant, as_tenant: Work) -> tuple[int, int]:
    with as_tenant(tenant):
        make_noise(tenant.id)
    return tenant.id, other_tenant.id


def refused(connection: Raw, statement: str) -> bool:
    try:
        with connection.transaction():
            return connection.execute(statement).rowcount == 0
    except (errors.InsufficientPrivilege, errors.WrongObjectType):
        return True


def seen(connection: Raw, table: str) -> set[object]:
    return {row[0] for row in connection.execute(f"SELECT tenant_id FROM {table}").fetchall()}


def copied(database: Database, table: str, tenant_id: int) -> str:
    """Write an INSERT of another tenant's whole row, as a superuser sees it."""
    with database.as_superuser() as connection:
        (columns, values) = connection.execute(
            "SELECT string_agg(quote_ident(key), ', '), string_agg(quote_nullable(value), ', ')"
            f" FROM (SELECT to_jsonb(t) AS row FROM {table} t WHERE tenant_id = %s LIMIT 1) one,"
            " jsonb_each_text(one.row)",
            [tenant_id],
        ).fetchone() or ("", "")
    return f"INSERT INTO {table} ({columns}) VALUES ({values})"


@pytest.mark.parametrize("role", OWNERS_TOO)
@pytest.mark.parametrize("table", OWNED)
def test_unset_tenant_sees_and_writes_nothing(
    database: Database, both: tuple[int, int], role: str, table: str
) -> None:
    insert = copied(database, table, both[0])
    with database.as_role(role) as connection:
        assert seen(connection, table) == set()
        assert refused(connection, f"UPDATE {table} SET tenant_id = tenant_id")
        assert refused(connection, f"DELETE FROM {table}")
        assert refused(connection, insert)


@pytest.mark.parametrize("role", OWNERS_TOO)
@pytest.mark.parametrize("table", OWNED)
def test_tenant_reaches_no_row_of_another(
    database: Database, both: tuple[int, int], role: str, table: str
) -> None:
    ours, theirs = both
    insert = copied(database, table, theirs)
    with database.as_role(role, ours) as connection:
        assert seen(connection, table) == {ours}
        assert refused(connection, f"UPDATE {table} SET tenant_id = {ours} WHERE tenant_id = {theirs}")
        assert refused(connection, f"DELETE FROM {table} WHERE tenant_id = {theirs}")
        assert refused(connection, insert)
        assert refused(connection, f"UPDATE {table} SET tenant_id = {theirs}")


@pytest.mark.parametrize(
    "setting", ["''", "'  '", "'7; DROP TABLE worker'", "'7 OR 1=1'", "'NaN'", "'99999999999'"]
)
def test_odd_tenant_yields_no_rows(database: Database, both: tuple[int, int], setting: str) -> None:
    with database.as_role("app") as connection:
        connection.execute(f"SET LOCAL sertakan.tenant_id = {setting}")
        try:
            assert seen(connection, "worker") == set()
        except psycopg.DataError:
            return


def test_tenant_ends_with_its_transaction(database: Database, both: tuple[int, int]) -> None:
    with psycopg.connect(database.addresses.app) as connection:
        connection.execute(f"SET LOCAL sertakan.tenant_id = {both[0]}")
        assert seen(connection, "worker") == {both[0]}
        connection.commit()
        assert seen(connection, "worker") == set()


@pytest.mark.parametrize("role", [*ROLES, "oversight"])
@pytest.mark.parametrize(
    "statement",
    [
        "DROP POLICY tenant_wall ON worker",
        "ALTER POLICY tenant_wall ON worker USING (true)",
        "CREATE POLICY mine ON worker USING (true)",
        "ALTER TABLE worker DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE worker NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE worker OWNER TO CURRENT_USER",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "SET ROLE sertakan_owner",
        "SET SESSION AUTHORIZATION postgres",
        "UPDATE audit_record SET payload = '{}'",
        "DELETE FROM audit_record",
        "TRUNCATE audit_record",
        "DELETE FROM audit_head",
        "INSERT INTO audit_head (tenant_id, id, sequence, hash) VALUES (999, gen_random_uuid(), 0, '')",
        "UPDATE configuration_revision SET document = ''",
        "DELETE FROM configuration_revision",
        (
            "INSERT INTO tenant (id, slug, region_code, name, state, timezone)"
            " VALUES (999, 'palsu', '99.99', 'Palsu', 'live', 'Asia/Makassar')"
        ),
        "UPDATE tenant SET slug = 'palsu'",
        "UPDATE tenant SET is_demo = false",
        "DELETE FROM tenant",
        "UPDATE tenant_host SET tenant_id = 1",
        "UPDATE region SET name = ''",
        "UPDATE data_key SET wrapped = ''",
        "DELETE FROM data_key",
        "SELECT * FROM pg_authid",
        "CREATE TABLE public.mine ()",
        "CREATE TABLE jobs.mine ()",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "COPY worker TO PROGRAM 'cat'",
        "COPY worker FROM '/etc/passwd'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT tenant_id FROM cover_month",
        "SELECT * FROM cover_month",
        "UPDATE cover_month SET month = 0",
        "UPDATE daily_fact SET value = 0 WHERE tenant_id <> 1",
        "DELETE FROM daily_fact",
    ],
)
def test_role_cannot(database: Database, both: tuple[int, int], role: str, statement: str) -> None:
    with database.as_role(role, both[0]) as connection:
        assert refused(connection, statement)


def test_application_changes_no_state(database: Database, both: tuple[int, int]) -> None:
    with database.as_role("app", both[0]) as connection:
        assert refused(connection, "UPDATE tenant SET state = 'live'")


def test_job_opens_its_own_space_and_no_other(database: Database, both: tuple[int, int]) -> None:
    with database.as_role("worker", both[0]) as connection:
        changed = connection.execute("UPDATE tenant SET state = 'live' RETURNING id").fetchall()
    assert changed == [(both[0],)]


def test_centre_founds_drafts_only(database: Database) -> None:
    values = (
        "(id, slug, region_code, name, timezone, state) VALUES (999, 'baru', '99.98', 'Baru', 'Asia/Makassar'"
    )
    with database.as_role("oversight") as connection:
        assert refused(connection, f"INSERT INTO tenant {values}, 'trial')")
        connection.execute(f"INSERT INTO tenant {values}, 'draft')")


def test_role_grants_nothing_to_others(database: Database) -> None:
    with database.as_role("app") as connection:
        connection.execute("GRANT SELECT ON worker TO sertakan_oversight, PUBLIC")  # only a warning
        granted = connection.execute("SELECT has_table_privilege('sertakan_oversight', 'worker', 'SELECT')")
        assert granted.fetchone() == (False,)


def test_row_security_cannot_be_switched_off(database: Database, both: tuple[int, int]) -> None:
    with database.as_role("app", both[0]) as connection:
        connection.execute("SET row_security = off")
        with pytest.raises(errors.InsufficientPrivilege):
            seen(connection, "worker")


@pytest.mark.parametrize("table", OWNED)
def test_oversight_has_no_right_on_owned_rows(database: Database, both: tuple[int, int], table: str) -> None:
    with database.as_role("oversight", both[0]) as connection:
        for privilege in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
            question = "SELECT has_table_privilege(%s, %s) OR has_any_column_privilege(%s, %s)"
            is_column_too = privilege in {"SELECT", "INSERT", "UPDATE", "REFERENCES"}
            row = connection.execute(
                question if is_column_too else "SELECT has_table_privilege(%s, %s)",
                [table, privilege] * (2 if is_column_too else 1),
            ).fetchone()
            assert row == (False,), privilege


def test_oversight_reads_facts_and_tenants_only(database: Database) -> None:
    with database.as_role("oversight") as connection:
        readable = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND has_any_column_privilege(oid, 'SELECT') ORDER BY 1"
        ).fetchall()
    assert {row[0] for row in readable if not str(row[0]).startswith("oversight_")} == {
        *(
            "alembic_version",
            "daily_fact",
            "directory_version",
            "opening",
            "region",
            "revision_mark",
            "tenant",
            "tenant_host",
        ),
    }


@pytest.mark.parametrize("role", ROLES)
def test_regencies_cannot_read_the_centre(database: Database, role: str) -> None:
    with database.as_role(role) as connection:
        for table in (
            "oversight_account",
            "oversight_session",
            "oversight_audit_record",
            "oversight_throttle",
        ):
            assert refused(connection, f"SELECT * FROM {table}")


def test_oversight_cannot_reach_the_queue(database: Database) -> None:
    with database.as_role("oversight") as connection:
        assert refused(connection, "SELECT * FROM jobs.procrastinate_jobs")


class TestCoverMonth:
    CLAIM = "INSERT INTO cover_month (person_hash, month, match_hash, tenant_id) VALUES ('\\x01', 202612, '\\x02', {})"

    def test_month_is_claimed_once_by_anybody(self, database: Database, claimed: tuple[int, int]) -> None:
        with database.as_role("app", claimed[1]) as connection, pytest.raises(errors.UniqueViolation):
            connection.execute(self.CLAIM.format(claimed[1]))

    def test_claim_is_seen_but_not_whose(self, database: Database, claimed: tuple[int, int]) -> None:
        with database.as_role("app", claimed[1]) as connection:
            row = connection.execute("SELECT month, match_hash FROM cover_month").fetchone()
            assert row == (202612, b"\x02")
            assert refused(connection, "SELECT tenant_id FROM cover_month")
            assert refused(connection, f"SELECT month FROM cover_month WHERE tenant_id = {claimed[0]}")

    def test_claim_in_anothers_name_is_refused(self, database: Database, claimed: tuple[int, int]) -> None:
        with database.as_role("app", claimed[1]) as connection:
            assert refused(connection, self.CLAIM.format(claimed[0]).replace("202612", "202701"))

    def test_only_the_claimant_releases(self, database: Database, claimed: tuple[int, int]) -> None:
        release = "DELETE FROM cover_month WHERE month = 202612"
        with database.as_role("app", claimed[1]) as connection:
            assert refused(connection, release)
        with database.as_role("app", claimed[0]) as connection:
            assert not refused(connection, release)

    @pytest.fixture
    def claimed(self, database: Database, tenant: Tenant, quiet_tenant: Tenant) -> tuple[int, int]:
        with psycopg.connect(database.addresses.app) as connection:
            connection.execute(f"SET LOCAL sertakan.tenant_id = {tenant.id}")
            connection.execute(self.CLAIM.format(tenant.id))
        return tenant.id, quiet_tenant.id
