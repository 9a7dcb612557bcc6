"""The four database roles, none of which can pass row security, and the database they share."""

from collections.abc import Mapping

import psycopg
from psycopg import Connection, sql

from sertakan.persistence.addresses import (
    DATABASE_NAME,
    ROLE_NAMES,
    DatabaseAddresses,
    DatabaseNotReady,
    with_account,
    with_database,
)

# Set on the role and not by the client, so that a pooler in transaction mode changes nothing.
_SETTINGS: Mapping[str, Mapping[str, str]] = {
    "sertakan_owner": {"lock_timeout": "10s"},
    "sertakan_app": {
        "statement_timeout": "30s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "60s",
    },
    "sertakan_worker": {"lock_timeout": "30s", "idle_in_transaction_session_timeout": "10min"},
    "sertakan_oversight": {
        "statement_timeout": "60s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "60s",
    },
}
_SEARCH_PATH = sql.SQL("public, jobs")
_MAY_FILL_TEMPORARY_TABLES = ("sertakan_owner", "sertakan_worker")


def ensure_roles(superuser_address: str, passwords: Mapping[str, str]) -> DatabaseAddresses:
    """Create or correct the roles and the database; doing it again changes nothing.

    `passwords` is keyed by role name. The address may be that of an outside server's administrator, who
    needs CREATEROLE and CREATEDB.

    :raises DatabaseNotReady: when the server cannot be reached or refuses.
    """
    try:
        with psycopg.connect(superuser_address, autocommit=True, prepare_threshold=None) as connection:
            for name in ROLE_NAMES:
                _ensure_role(connection, name, passwords[name])
            _ensure_database(connection)
        database = with_database(superuser_address)
        with psycopg.connect(database, autocommit=True, prepare_threshold=None) as connection:
            _close_doors(connection)
    except psycopg.Error as error:
        raise DatabaseNotReady(f"Peran database tidak dapat disiapkan: {str(error).strip()}") from error
    return addresses_for(superuser_address, passwords)


def roles_exist(superuser_address: str) -> bool:
    """Tell whether the roles were created before; making them again gives them new passwords.

    :raises DatabaseNotReady: when the server cannot be reached.
    """
    try:
        with psycopg.connect(superuser_address, autocommit=True, prepare_threshold=None) as connection:
            found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLE_NAMES)])
            return found.fetchone() is not None
    except psycopg.Error as error:
        raise DatabaseNotReady(f"Server basis data tidak dapat dihubungi: {str(error).strip()}") from error


def addresses_for(any_address: str, passwords: Mapping[str, str]) -> DatabaseAddresses:
    """Write the four addresses of the server that `any_address` points to."""
    return DatabaseAddresses(
        **{
            name.removeprefix("sertakan_"): with_account(any_address, name, passwords[name])
            for name in ROLE_NAMES
        }
    )


def _ensure_role(connection: Connection, name: str, password: str) -> None:
    role = sql.Identifier(name)
    found = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR NOT rolcanlogin "
        "FROM pg_roles WHERE rolname = %s",
        [name],
    ).fetchone()
    attributes = sql.SQL("LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION")
    if found is None:
        connection.execute(sql.SQL("CREATE ROLE {} {}").format(role, attributes))
    elif found[0]:  # not always: an administrator without superuser may not even repeat these words
        connection.execute(sql.SQL("ALTER ROLE {} {}").format(role, attributes))
    _set_password(connection, name, password)
    connection.execute(sql.SQL("ALTER ROLE {} SET search_path = {}").format(role, _SEARCH_PATH))
    for setting, value in _SETTINGS[name].items():
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(role, sql.Identifier(setting), sql.Literal(value))
        )


def _set_password(connection: Connection, name: str, password: str) -> None:
    # Hashed on this side, so that the server's log never meets the password itself.
    secret = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), sql.Literal(secret)))


def _ensure_database(connection: Connection) -> None:
    database, owner = sql.Identifier(DATABASE_NAME), sql.Identifier("sertakan_owner")
    found = connection.execute(
        "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding) FROM pg_database WHERE datname = %s",
        [DATABASE_NAME],
    ).fetchone()
    if found is None or found[0] != "sertakan_owner":
        _join_owner(connection)
    if found is None:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(database, owner)
        )
    elif found[1] != "UTF8":
        raise DatabaseNotReady(
            f"Database '{DATABASE_NAME}' memakai pengodean {found[1]}; Sertakan memerlukan UTF8."
        )
    elif found[0] != "sertakan_owner":
        connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(database, owner))


def _join_owner(connection: Connection) -> None:
    # An administrator who is no superuser gives things only to roles it belongs to.
    if connection.info.parameter_status("is_superuser") != "on":
        connection.execute("GRANT sertakan_owner TO CURRENT_USER")


def _close_doors(connection: Connection) -> None:
    database = sql.Identifier(DATABASE_NAME)
    everyone = sql.SQL(", ").join(map(sql.Identifier, ROLE_NAMES))
    fillers = sql.SQL(", ").join(map(sql.Identifier, _MAY_FILL_TEMPORARY_TABLES))
    for statement in (
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database),
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, everyone),
        sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(database, fillers),
        sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(everyone),
    ):
        connection.execute(statement)
