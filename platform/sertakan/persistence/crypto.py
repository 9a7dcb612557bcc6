"""Personal data at rest: sealed with a key of the tenant's own, found again by a blind index."""

import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sertakan.kernel.refusal import Refusal

_FORMAT = 1
_NONCE_BYTES = 12
_SHORTEST = 3 + _NONCE_BYTES + 16  # header, nonce and the tag of an empty text


class SealBroken(Refusal):
    """Refuse to open a value that was altered, or that was pasted from another place."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__("seal.broken", table=table, column=column)


@dataclass(frozen=True, slots=True)
class TenantKeys:
    """Hold one tenant's unwrapped keys: those that seal, by number, and the one that indexes."""

    current: int
    sealing: dict[int, AESGCM]
    indexing: bytes


@dataclass(slots=True)
class Keyring:
    """Keep the master key, and each tenant's keys once they were read and unwrapped."""

    master: bytes = b""
    load: Callable[[int], TenantKeys] | None = None
    _tenants: dict[int, TenantKeys] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def open(self, master: bytes, load: Callable[[int], TenantKeys] | None) -> None:
        """Take the master key and the way to read a tenant's wrapped keys."""
        self.master, self.load = master, load
        self.forget()

    def forget(self) -> None:
        """Drop all unwrapped keys, as after a rotation."""
        with self._lock:
            self._tenants.clear()

    def of(self, tenant_id: int) -> TenantKeys:
        """Return a tenant's keys, reading them once per process."""
        if (keys := self._tenants.get(tenant_id)) is None:
            if self.load is None:
                raise Refusal("keys.missing")
            keys = self.load(tenant_id)
            with self._lock:
                self._tenants[tenant_id] = keys
        return keys

    def derive(self, purpose: str) -> bytes:
        """Return a key for one purpose that crosses tenants, derived from the master key."""
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(self.master)


keyring = Keyring()


def wrap_key(master: bytes, tenant_id: int, number: int, key: bytes) -> bytes:
    """Return a tenant's key sealed by the master key and bound to tenant and number."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(master).encrypt(nonce, key, f"key|{tenant_id}|{number}".encode())


def unwrap_key(master: bytes, tenant_id: int, number: int, wrapped: bytes) -> bytes:
    """Open a tenant's key.

    :raises SealBroken: when the master key is another one or the row was moved
    """
    try:
        return AESGCM(master).decrypt(
            wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], f"key|{tenant_id}|{number}".encode()
        )
    except InvalidTag:
        raise SealBroken("data_key", "wrapped") from None


def _bound_to(tenant_id: int, table: str, column: str, row_id: UUID) -> bytes:
    return f"{tenant_id}|{table}|{column}|{row_id.hex}".encode()


def seal_bytes(tenant_id: int, table: str, column: str, row_id: UUID, plain: bytes) -> bytes:
    """Seal bytes so that they open only in this tenant, table, column and row."""
    keys = keyring.of(tenant_id)
    nonce = os.urandom(_NONCE_BYTES)
    header = bytes((_FORMAT, keys.current >> 8, keys.current & 0xFF))
    return (
        header
        + nonce
        + keys.sealing[keys.current].encrypt(nonce, plain, _bound_to(tenant_id, table, column, row_id))
    )


def unseal_bytes(tenant_id: int, table: str, column: str, row_id: UUID, sealed: bytes) -> bytes:
    """Open sealed bytes.

    :raises SealBroken: when altered, or pasted from another tenant, table, column or row
    """
    number = int.from_bytes(sealed[1:3])
    key = keyring.of(tenant_id).sealing.get(number)
    if sealed[:1] != bytes((_FORMAT,)) or key is None or len(sealed) < _SHORTEST:
        raise SealBroken(table, column)
    try:
        return key.decrypt(sealed[3:15], sealed[15:], _bound_to(tenant_id, table, column, row_id))
    except InvalidTag:
        raise SealBroken(table, column) from None


def seal(tenant_id: int, table: str, column: str, row_id: UUID, text: str) -> bytes:
    """Seal a text so that it opens only in this tenant, table, column and row."""
    return seal_bytes(tenant_id, table, column, row_id, text.encode())


def unseal(tenant_id: int, table: str, column: str, row_id: UUID, sealed: bytes) -> str:
    """Open a sealed text.

    :raises SealBroken: when altered or moved
    """
    return unseal_bytes(tenant_id, table, column, row_id, sealed).decode()


def blind_index(tenant_id: int, purpose: str, value: str) -> bytes:
    """Return a keyed hash by which an exact value is found without being stored."""
    return hmac.digest(keyring.of(tenant_id).indexing, f"{purpose}|{value}".encode(), sha256)


def crossing_hash(purpose: str, value: str, *, ring: Keyring = keyring) -> bytes:
    """Return a keyed hash that is the same in every tenant, for the crossings only."""
    return hmac.digest(ring.derive(f"crossing|{purpose}"), value.encode(), sha256)
