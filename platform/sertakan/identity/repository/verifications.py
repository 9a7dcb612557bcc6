"""Queries on what waits for a six-digit code."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Row,
    insert,
    select,
    update,
)

from sertakan.identity.model import Contact, Purpose, Verification
from sertakan.identity.tables import (
    VerificationRow,
)
from sertakan.persistence.crypto import blind_index, seal, unseal
from sertakan.persistence.database import tenant_session


def insert_verification(tenant_id: int, new: Verification) -> None:
    """Keep what waits for a code, sealed."""
    tenant_session().execute(
        insert(VerificationRow).values(
            tenant_id=tenant_id,
            id=new.id,
            purpose=new.purpose,
            contact_index=blind_index(tenant_id, new.contact.kind.value, new.contact.value),
            request_sealed=seal(tenant_id, "verification", "request", new.id, new.request),
            code_hash=new.code_hash,
            expires_at=new.expires_at,
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
    tenant_id: int, verification_id: UUID, purpose: Purpose, now: datetime, *, most: int
) -> Row[bytes, int] | None:
    """Count one attempt and return the code's hash and the count, or None when no attempt is left."""
    return (
        tenant_session()
        .execute(
            update(VerificationRow)
            .where(
                VerificationRow.tenant_id == tenant_id,
                VerificationRow.id == verification_id,
                VerificationRow.purpose == purpose,
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


def use_verification(tenant_id: int, verification_id: UUID, purpose: Purpose, now: datetime) -> str | None:
    """Use a verification up and return what was asked for, or None when it was used before."""
    sealed = tenant_session().scalar(
        update(VerificationRow)
        .where(
            VerificationRow.tenant_id == tenant_id,
            VerificationRow.id == verification_id,
            VerificationRow.purpose == purpose,
            VerificationRow.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(VerificationRow.request_sealed)
        .execution_options(synchronize_session=False)
    )
    if sealed is None:
        return None
    return unseal(tenant_id, "verification", "request", verification_id, sealed)


def renew_code(
    tenant_id: int, verification_id: UUID, purpose: Purpose, code_hash: bytes, expires_at: datetime
) -> bool:
    """Replace a code that was not used yet, and tell whether there was one."""
    return _replace_code(tenant_id, verification_id, purpose, code_hash=code_hash, expires_at=expires_at)


def turn_into_proof(tenant_id: int, verification_id: UUID, token_hash: bytes, expires_at: datetime) -> bool:
    """Let a token stand for a code that was right, and tell whether it was not used yet."""
    return _replace_code(
        tenant_id,
        verification_id,
        Purpose.RESET,
        purpose=Purpose.RESET_PROVEN,
        code_hash=token_hash,
        expires_at=expires_at,
    )


def _replace_code(tenant_id: int, verification_id: UUID, expected: Purpose, **values: object) -> bool:
    replaced = tenant_session().scalar(
        update(VerificationRow)
        .where(
            VerificationRow.tenant_id == tenant_id,
            VerificationRow.id == verification_id,
            VerificationRow.purpose == expected,
            VerificationRow.used_at.is_(None),
        )
        .values(attempts=0, **values)
        .returning(VerificationRow.id)
        .execution_options(synchronize_session=False)
    )
    return replaced is not None


def close_resets(tenant_id: int, contact: Contact, now: datetime) -> None:
    """Use up everything that would still change the password behind a contact."""
    tenant_session().execute(
        update(VerificationRow)
        .where(
            VerificationRow.tenant_id == tenant_id,
            VerificationRow.contact_index == blind_index(tenant_id, contact.kind.value, contact.value),
            VerificationRow.purpose.in_((Purpose.RESET, Purpose.RESET_PROVEN)),
            VerificationRow.used_at.is_(None),
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
