from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text
from tests.fixtures.database import Database

from sertakan.app import create_app  # noqa: F401 - knows everybody, and so every table
from sertakan.persistence.crossings import cover_month, fact, opening  # noqa: F401 - written by higher floors
from sertakan.persistence.database import Model, engine_url, owned_tables
from sertakan.persistence.walls import CROSSINGS, OWNED, find_breaches

_KEYS = """
SELECT c.conrelid::regclass::text, c.conname, c.contype::text,
       (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = c.conkey[1]),
       (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.confrelid AND a.attnum = c.confkey[1])
FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
WHERE n.nspname = 'public' AND c.contype IN ('p', 'u', 'f', 'x')
"""
_UNIQUE_INDEXES = """
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text,
       (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = i.indkey[0])
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND (i.indisunique OR NOT i.indisprimary)
"""
_WITH_TENANT = """
SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant_id'
"""


@pytest.fixture
def superuser(database: Database) -> Iterator[Connection]:
    engine = create_engine(engine_url(database.superuser_address))
    with engine.connect() as connection:
        yield connection
        connection.rollback()
    engine.dispose()


def test_every_table_with_a_tenant_is_listed(superuser: Connection) -> None:
    found = {table for (table,) in superuser.execute(text(_WITH_TENANT))}
    assert found - {"cover_month", "daily_fact", "opening", "revision_mark", "tenant_host"} == set(OWNED)


def test_rows_and_walls_agree_on_what_is_owned() -> None:
    assert owned_tables() == set(OWNED)
    assert {*OWNED, *CROSSINGS} == {*Model.metadata.tables, "alembic_version"}


def test_database_stands_as_the_walls_say(superuser: Connection) -> None:
    assert find_breaches(superuser) == []


@pytest.mark.parametrize(
    ("breach", "told"),
    [
        ("DROP POLICY tenant_wall ON worker", "policy tenant_wall"),
        ("ALTER TABLE worker NO FORCE ROW LEVEL SECURITY", "forced row security"),
        ("ALTER TABLE worker DISABLE ROW LEVEL SECURITY", "forced row security"),
        ("CREATE POLICY second ON worker USING (true)", "policy second"),
        ("ALTER POLICY tenant_wall ON worker USING (true)", "policy tenant_wall"),
        ("ALTER POLICY tenant_wall ON worker WITH CHECK (true)", "policy tenant_wall"),
        (
            "DROP POLICY tenant_wall ON worker; CREATE POLICY tenant_wall ON worker USING (true)",
            "policy tenant_wall",
        ),
        ("ALTER POLICY cover_month_claim ON cover_month WITH CHECK (true)", "policy cover_month_claim"),
        ("ALTER POLICY cover_month_release ON cover_month USING (true)", "policy cover_month_release"),
        ("ALTER POLICY daily_fact_count ON daily_fact USING (true)", "policy daily_fact_count"),
        ("ALTER POLICY daily_fact_compare ON daily_fact TO sertakan_app", "policy daily_fact_compare"),
        ("GRANT DELETE ON audit_record TO sertakan_app", "grants to sertakan_app"),
        ("GRANT TRUNCATE ON audit_record TO sertakan_worker", "grants to sertakan_worker"),
        ("GRANT SELECT ON worker TO sertakan_oversight", "grants to sertakan_oversight"),
        ("GRANT SELECT ON worker TO PUBLIC", "grants to PUBLIC"),
        ("GRANT SELECT (name) ON worker TO sertakan_oversight", "columns for sertakan_oversight"),
        ("GRANT SELECT (tenant_id) ON cover_month TO sertakan_app", "columns for sertakan_app"),
        ("REVOKE SELECT ON worker FROM sertakan_app", "grants to sertakan_app"),
        ("CREATE TABLE stranger (tenant_id int)", "table"),
        ("CREATE VIEW stranger AS SELECT * FROM worker", "table"),
        ("CREATE MATERIALIZED VIEW stranger AS SELECT * FROM worker", "table"),
        ("CREATE FUNCTION f() RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'", "function"),
        ("DROP TABLE enrolment_word", "table"),
        ("ALTER TABLE worker OWNER TO sertakan_app", "owner"),
        ("ALTER ROLE sertakan_app SET sertakan.tenant_id = 7", "setting"),
        ("ALTER DATABASE sertakan SET row_security = off", "setting"),
        ("GRANT CREATE ON SCHEMA public TO sertakan_app", "may create in"),
        ("ALTER ROLE sertakan_app BYPASSRLS", "powers"),
        ("ALTER ROLE sertakan_worker SUPERUSER", "powers"),
        ("ALTER ROLE sertakan_oversight CREATEROLE", "powers"),
        ("GRANT sertakan_owner TO sertakan_app", "member of"),
        ("GRANT pg_read_all_data TO sertakan_oversight", "member of"),
    ],
)
def test_breach_is_found(superuser: Connection, breach: str, told: str) -> None:
    superuser.exec_driver_sql(breach)
    assert told in {each.what for each in find_breaches(superuser)}


def test_keys_of_owned_tables_begin_with_tenant(superuser: Connection) -> None:
    late = [
        name
        for table, name, kind, first, referenced_first in superuser.execute(text(_KEYS))
        if table in OWNED and (first != "tenant_id" or (kind == "f" and referenced_first != "tenant_id"))
    ]
    assert late == []


def test_indexes_of_owned_tables_begin_with_tenant(superuser: Connection) -> None:
    late = [
        name
        for table, name, first in superuser.execute(text(_UNIQUE_INDEXES))
        if table in OWNED and first != "tenant_id"
    ]
    assert late == []


def test_every_owned_table_has_keys(superuser: Connection) -> None:
    primary = {table for table, _, kind, *_ in superuser.execute(text(_KEYS)) if kind == "p"}
    assert primary >= set(OWNED)


def test_rows_in_code_are_the_tables_in_the_database(superuser: Connection) -> None:
    def is_ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return not (kind == "table" and name == "alembic_version")

    context = MigrationContext.configure(
        superuser, opts={"include_object": is_ours, "compare_type": True, "compare_server_default": False}
    )
    assert compare_metadata(context, Model.metadata) == []
