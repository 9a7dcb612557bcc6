from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from sertakan.persistence.addresses import (
    DatabaseNotReady,
    from_environment,
    socket_address,
    with_account,
    with_database,
)

ALL_FOUR = {
    "DATABASE_URL": "postgresql://sertakan_app:a@db/sertakan",
    "SERTAKAN_OWNER_URL": "postgres://sertakan_owner:b@db/sertakan",
    "SERTAKAN_WORKER_URL": "postgresql://sertakan_worker:c@db/sertakan",
    "SERTAKAN_OVERSIGHT_URL": "postgresql://sertakan_oversight:d@db/sertakan",
}


def test_nothing_given_means_the_embedded_server() -> None:
    assert from_environment({"PORT": "8000", "DATABASE_URL": " "}) is None


def test_four_given_are_the_addresses() -> None:
    found = from_environment(ALL_FOUR)
    assert found is not None
    assert found.app == ALL_FOUR["DATABASE_URL"]
    assert found.owner == "postgresql://sertakan_owner:b@db/sertakan"


def test_addresses_return_to_the_environment() -> None:
    found = from_environment(ALL_FOUR)
    assert found is not None
    assert from_environment(found.as_environment()) == found


@pytest.mark.parametrize("missing", list(ALL_FOUR))
def test_missing_address_is_named(missing: str) -> None:
    with pytest.raises(DatabaseNotReady, match=f"{missing} belum diisi"):
        from_environment({name: text for name, text in ALL_FOUR.items() if name != missing})


@pytest.mark.parametrize("text", ["mysql://a:secret@db/x", "postgresql+psycopg://a:secret@db/x", "secret"])
def test_foreign_address_is_named_without_its_secret(text: str) -> None:
    with pytest.raises(DatabaseNotReady, match="DATABASE_URL bukan alamat PostgreSQL") as refusal:
        from_environment({**ALL_FOUR, "DATABASE_URL": text})
    assert "secret" not in str(refusal.value)


def test_addresses_are_never_printed() -> None:
    assert repr(from_environment(ALL_FOUR)) == "DatabaseAddresses()"


def test_socket_address_survives_signs() -> None:
    parts = urlsplit(socket_address("user", "p@:/ %", Path("/a b/ç"), 5432))
    assert unquote(parts.password or "") == "p@:/ %"
    assert parse_qs(parts.query) == {"host": ["/a b/ç"], "port": ["5432"]}


def test_account_changes_and_place_stays() -> None:
    changed = with_account("postgresql://admin:x@db:6432/postgres?sslmode=require", "role", "p@")
    assert changed == "postgresql://role:p%40@db:6432/sertakan?sslmode=require"


def test_database_changes_and_account_stays() -> None:
    assert (
        with_database("postgresql://admin:x@/postgres?host=/run")
        == "postgresql://admin:x@/sertakan?host=/run"
    )
