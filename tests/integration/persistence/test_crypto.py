import dataclasses
from collections.abc import Iterator
from functools import partial
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.app import _keys_in
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.crypto import (
    Keyring,
    SealBroken,
    blind_index,
    crossing_hash,
    keyring,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
    unwrap_key,
    wrap_key,
)
from sertakan.persistence.keys import read_keys
from sertakan.persistence.tables import DataKeyRow
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

ROW = UUID(int=1)
NIK = "5104011505850000"


@pytest.fixture
def sealed(tenant: Tenant) -> bytes:
    return seal(tenant.id, "worker", "nik", ROW, NIK)


def test_sealed_text_opens_where_it_was_sealed(tenant: Tenant, sealed: bytes) -> None:
    assert unseal(tenant.id, "worker", "nik", ROW, sealed) == NIK
    assert NIK.encode() not in sealed


@pytest.mark.parametrize("text", ["", "é 👷 ᬕ", "x" * 10_000, "\x00"])
def test_any_text_comes_back(tenant: Tenant, text: str) -> None:
    assert unseal(tenant.id, "t", "c", ROW, seal(tenant.id, "t", "c", ROW, text)) == text


def test_same_text_is_never_sealed_alike(tenant: Tenant, sealed: bytes) -> None:
    assert seal(tenant.id, "worker", "nik", ROW, NIK) != sealed


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [
        ("worker", "nik", uuid4()),
        ("worker", "mobile", ROW),
        ("sponsor", "nik", ROW),
        ("worker|nik", "", ROW),
    ],
)
def test_pasted_value_does_not_open(
    tenant: Tenant, sealed: bytes, table: str, column: str, row: UUID
) -> None:
    with pytest.raises(SealBroken):
        unseal(tenant.id, table, column, row, sealed)


def test_value_pasted_into_another_tenant_does_not_open(quiet_tenant: Tenant, sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(quiet_tenant.id, "worker", "nik", ROW, sealed)


def test_tenant_is_bound_even_under_one_key(
    tenant: Tenant, quiet_tenant: Tenant, sealed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = keyring.of(tenant.id)
    monkeypatch.setitem(keyring._tenants, quiet_tenant.id, ours)
    with pytest.raises(SealBroken):
        unseal(quiet_tenant.id, "worker", "nik", ROW, sealed)


@pytest.mark.parametrize("place", range(0, 46, 5))
def test_altered_value_does_not_open(tenant: Tenant, sealed: bytes, place: int) -> None:
    altered = sealed[:place] + bytes((sealed[place] ^ 1,)) + sealed[place + 1 :]
    with pytest.raises(SealBroken):
        unseal(tenant.id, "worker", "nik", ROW, altered)


@pytest.mark.parametrize("broken", [b"", b"\x01", b"\x01\x00\x01", b"\x01\x00\x01" + bytes(12), bytes(60)])
def test_stump_does_not_open(tenant: Tenant, broken: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(tenant.id, "worker", "nik", ROW, broken)


def test_unknown_key_number_does_not_open(tenant: Tenant, sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(tenant.id, "worker", "nik", ROW, sealed[:1] + b"\x00\x09" + sealed[3:])


def test_older_key_still_opens(tenant: Tenant, sealed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = keyring.of(tenant.id)
    newer = dataclasses.replace(
        ours, current=2, sealing={**ours.sealing, 2: keyring.of(tenant.id).sealing[1]}
    )
    monkeypatch.setitem(keyring._tenants, tenant.id, newer)
    assert unseal(tenant.id, "worker", "nik", ROW, sealed) == NIK
    assert seal(tenant.id, "worker", "nik", ROW, NIK)[1:3] == b"\x00\x02"


def test_bytes_are_sealed_alike(tenant: Tenant) -> None:
    sealed = seal_bytes(tenant.id, "stored_file", "content", ROW, b"\x00\xff")
    assert unseal_bytes(tenant.id, "stored_file", "content", ROW, sealed) == b"\x00\xff"


class TestBlindIndex:
    def test_is_the_same_for_the_same(self, tenant: Tenant) -> None:
        assert blind_index(tenant.id, "nik", NIK) == blind_index(tenant.id, "nik", NIK)

    def test_differs_between_tenants(self, tenant: Tenant, quiet_tenant: Tenant) -> None:
        assert blind_index(tenant.id, "nik", NIK) != blind_index(quiet_tenant.id, "nik", NIK)

    def test_differs_between_purposes(self, tenant: Tenant) -> None:
        assert blind_index(tenant.id, "nik", NIK) != blind_index(tenant.id, "mobile", NIK)

    def test_crossing_hash_needs_the_master(self, tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
        before = crossing_hash("person", NIK)
        assert before == crossing_hash("person", NIK)
        monkeypatch.setattr(keyring, "master", bytes(32))
        assert crossing_hash("person", NIK) != before


class TestKeys:
    def test_wrong_master_is_refused(self, app: SertakanApp, tenant: Tenant) -> None:
        with app.app_context(), pytest.raises(SealBroken):
            read_keys(bytes(32), tenant.id)

    def test_wrapped_key_is_bound_to_tenant_and_number(self) -> None:
        master = bytes(range(32))
        wrapped = wrap_key(master, 7, 1, b"k" * 32)
        assert unwrap_key(master, 7, 1, wrapped) == b"k" * 32
        for tenant_id, number in ((8, 1), (7, 2)):
            with pytest.raises(SealBroken):
                unwrap_key(master, tenant_id, number, wrapped)

    def test_swapped_keys_are_refused(self, database: Database, app: SertakanApp, tenant: Tenant) -> None:
        database.broom.execute(
            "UPDATE data_key SET wrapped = theirs.wrapped FROM data_key theirs"
            f" WHERE data_key.tenant_id = {tenant.id} AND theirs.tenant_id <> {tenant.id}"
        )
        with app.app_context(), pytest.raises(SealBroken):
            read_keys(keyring.master, tenant.id)

    def test_tenant_without_keys_is_refused(self, app: SertakanApp) -> None:
        with app.app_context(), pytest.raises(Refusal, match=r"keys\.missing"):
            read_keys(keyring.master, 999_999)

    def test_keyring_reads_once(self, own: Keyring, tenant: Tenant) -> None:
        assert own.of(tenant.id) is own.of(tenant.id)
        first = own.of(tenant.id)
        own.forget()
        assert own.of(tenant.id) is not first

    def test_closed_keyring_has_no_keys(self) -> None:
        with pytest.raises(Refusal, match=r"keys\.missing"):
            Keyring().of(1)

    def test_application_cannot_write_keys(self, tenant: Tenant, as_tenant: Work) -> None:
        from sqlalchemy.exc import ProgrammingError

        with pytest.raises(ProgrammingError, match="permission denied"), as_tenant(tenant) as session:
            session.execute(update(DataKeyRow).values(number=2))

    @pytest.fixture
    def own(self, app: SertakanApp) -> Iterator[Keyring]:
        made = Keyring()
        made.open(keyring.master, partial(_keys_in, app, keyring.master))
        yield made
        made.forget()
