"""Each tenant's own keys: made with the tenant, kept wrapped, read once per process."""

import os
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import insert, select

from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.crypto import SealBroken, TenantKeys, unwrap_key, wrap_key
from sertakan.persistence.database import TenantSession, enter_tenant
from sertakan.persistence.tables import DataKeyRow

_SEALING, _INDEXING = "seal", "index"
_KEY_BYTES = 32


def make_keys(session: TenantSession, master: bytes) -> None:
    """Make a new tenant's first keys, one that seals and one that indexes."""
    session.execute(
        insert(DataKeyRow),
        [_wrapped(session.tenant_id, master, purpose) for purpose in (_SEALING, _INDEXING)],
    )


def _wrapped(tenant_id: int, master: bytes, purpose: str) -> dict[str, Any]:
    return {
        "tenant_id": tenant_id,
        "id": new_id(),
        "purpose": purpose,
        "number": 1,
        "wrapped": wrap_key(master, tenant_id, 1, os.urandom(_KEY_BYTES)),
    }


def read_keys(master: bytes, tenant_id: int) -> TenantKeys:
    """Read and unwrap a tenant's keys in a session of their own.

    :raises Refusal: keys.missing
    :raises SealBroken: when the master key is not the one that wrapped them
    """
    with enter_tenant(tenant_id) as session:
        rows = session.execute(
            select(DataKeyRow.purpose, DataKeyRow.number, DataKeyRow.wrapped)
            .where(DataKeyRow.tenant_id == tenant_id)
            .order_by(DataKeyRow.number)
        ).all()
    opened = {
        (row.purpose, row.number): unwrap_key(master, tenant_id, row.number, row.wrapped) for row in rows
    }
    sealing = {number: AESGCM(key) for (purpose, number), key in opened.items() if purpose == _SEALING}
    indexing = [key for (purpose, _), key in opened.items() if purpose == _INDEXING]
    if not sealing or not indexing:
        raise Refusal("keys.missing", tenant_id=tenant_id)
    return TenantKeys(current=max(sealing), sealing=sealing, indexing=indexing[-1])


def rewrap_keys(session: TenantSession, *, old: bytes, new: bytes) -> int:
    """Wrap a tenant's keys by another master key, leaving those that it opens already; return how many.

    Runs as the owner of the database.

    :raises Refusal: keys.closed when a key opens with neither
    """
    query = select(DataKeyRow).where(DataKeyRow.tenant_id == session.tenant_id).with_for_update()
    closed = [row for row in session.scalars(query) if _open(new, row) is None]
    for row in closed:
        if (key := _open(old, row)) is None:
            raise Refusal("keys.closed", tenant_id=row.tenant_id)
        row.wrapped = wrap_key(new, row.tenant_id, row.number, key)
    session.flush()
    return len(closed)


def _open(master: bytes, row: DataKeyRow) -> bytes | None:
    try:
        return unwrap_key(master, row.tenant_id, row.number, row.wrapped)
    except SealBroken:
        return None
