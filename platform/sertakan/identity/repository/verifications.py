"""Queries on what waits for a six-digit code."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Row,
    insert,
    select,
    update,
)

from sertakan.identity.model import (
    Contact,
)
from sertakan.identity.tables import (
    VerificationRow,
)
from sertakan.persistence.crypto import blind_index, seal, unseal
from sertakan.persistence.database import tenant_session


def insert_verification(
    tenant_id: int,
    verification_id: UUID,
    contact: Contact,
    request: str,
    code_hash: bytes,
    expires_at: datetime,
) -> None:
    """Keep what waits for a code, sealed."""
    tenant_session().execute(
        insert(VerificationRow).values(
            tenant_id=tenant_id,
            id=verification_id,
            purpose="sign_up",
            contact_index=blind_index(tenant_id, contact.kind.value, contact.value),
            request_sealed=seal(tenant_id, "verification", "request", verification_id, request),
            code_hash=code_hash,
            expires_at=expires_at,
        )
    )


def find_verification(tenant_id: int, verification_id: UUID) -> VerificationRow | None:
    """Return what waits for a code."""
    return tenant_session().scalar(
        select(VerificationRow).where(
            VerificationRow.tenant_id == tenant_id, VerificationRow.id == verification_id
        )
    )


def open_request(tenant_id: int, row: VerificationRow) -> str:
    """Open what was asked for."""
    return unseal(tenant_id, "verification", "request", row.id, row.request_sealed)


def spend_code_attempt(
    tenant_id: int, verification_id: UUID, now: datetime, *, most: int
) -> Row[bytes, int] | None:
    """Count one attempt and return the code's hash and the count, or None when no attempt is left."""
    return (
        tenant_session()
        .execute(
            update(VerificationRow)
            .where(
                VerificationRow.tenant_id == tenant_id,
                VerificationRow.id == verification_id,
                VerificationRow.attempts < most,
                VerificationRow.expires_at > now,
                VerificationRow.used_at.is_(None),
            )
            .values(attempts=VerificationRow.attempts + 1)
            .returning(VerificationRow.code_hash, VerificationRow.attempts)
            .execution_options(synchronize_session=False)
        )
        .one_or_none()
    )


def use_verification(tenant_id: int, verification_id: UUID, now: datetime) -> str | None:
    """Use a verification up and return what was asked for, or None when it was used before."""
    sealed = tenant_session().scalar(
        update(VerificationRow)
        .where(
            VerificationRow.tenant_id == tenant_id,
            VerificationRow.id == verification_id,
            VerificationRow.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(VerificationRow.request_sealed)
        .execution_options(synchronize_session=False)
    )
    if sealed is None:
        return None
    return unseal(tenant_id, "verification", "request", verification_id, sealed)


def renew_code(tenant_id: int, verification_id: UUID, code_hash: bytes, expires_at: datetime) -> bool:
    """Replace a code that was not used yet, and tell whether there was one."""
    renewed = tenant_session().scalar(
        update(VerificationRow)
        .where(
            VerificationRow.tenant_id == tenant_id,
            VerificationRow.id == verification_id,
            VerificationRow.used_at.is_(None),
        )
        .values(code_hash=code_hash, expires_at=expires_at, attempts=0)
        .returning(VerificationRow.id)
        .execution_options(synchronize_session=False)
    )
    return renewed is not None
