"""Where the four database roles find their database, and which of them an operator forgot to say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

DATABASE_NAME = "sertakan"
ROLE_NAMES = ("sertakan_owner", "sertakan_app", "sertakan_worker", "sertakan_oversight")

_VARIABLES = {
    "app": "DATABASE_URL",
    "owner": "SERTAKAN_OWNER_URL",
    "worker": "SERTAKAN_WORKER_URL",
    "oversight": "SERTAKAN_OVERSIGHT_URL",
}


class DatabaseNotReady(Exception):
    """What keeps the database from being used, as one sentence for the operator."""


@dataclass(frozen=True, kw_only=True)
class DatabaseAddresses:
    """The address of each database role, as libpq understands it; kept out of every printout."""

    app: str = field(repr=False)
    owner: str = field(repr=False)
    worker: str = field(repr=False)
    oversight: str = field(repr=False)

    def as_environment(self) -> dict[str, str]:
        """Return the variables by which a child process is told the addresses."""
        return {variable: getattr(self, name) for name, variable in _VARIABLES.items()}


def from_environment(environment: Mapping[str, str]) -> DatabaseAddresses | None:
    """Read the addresses of an outside PostgreSQL; None means that the embedded one is wanted.

    :raises DatabaseNotReady: when only some of the addresses are given, or one is no PostgreSQL address.
    """
    given = {name: environment.get(variable, "").strip() for name, variable in _VARIABLES.items()}
    if not any(given.values()):
        return None
    missing = [_VARIABLES[name] for name, address in given.items() if not address]
    if missing:
        raise DatabaseNotReady(
            f"PostgreSQL sendiri memerlukan keempat alamat; {' dan '.join(missing)} belum diisi. "
            "Keempatnya dicetak oleh: sertakan db roles"
        )
    return DatabaseAddresses(**{name: _checked(_VARIABLES[name], text) for name, text in given.items()})


def socket_address(user: str, password: str, folder: Path, port: int, database: str = DATABASE_NAME) -> str:
    """Write the address of a server that listens only on a Unix socket inside `folder`."""
    account = f"{quote(user, safe='')}:{quote(password, safe='')}"
    return (
        f"postgresql://{account}@/{quote(database, safe='')}?host={quote(str(folder), safe='/')}&port={port}"
    )


def with_account(address: str, user: str, password: str, database: str = DATABASE_NAME) -> str:
    """Write the same server's address for another role."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    account = f"{quote(user, safe='')}:{quote(password, safe='')}"
    return urlunsplit(parts._replace(netloc=f"{account}@{place}", path=f"/{quote(database, safe='')}"))


def with_database(address: str, database: str = DATABASE_NAME) -> str:
    """Write the same account's address of another database on the same server."""
    return urlunsplit(urlsplit(address)._replace(path=f"/{quote(database, safe='')}"))


def _checked(variable: str, text: str) -> str:
    scheme, mark, rest = text.partition("://")
    if not mark or scheme not in {"postgresql", "postgres"}:
        raise DatabaseNotReady(
            f"{variable} bukan alamat PostgreSQL. Alamatnya diawali postgresql:// "
            "lalu menyebut pengguna, host, dan database."
        )
    return f"postgresql://{rest}"
