"""Sign people up and in, and know who they are."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from sertakan.identity import repository
from sertakan.identity.model import Actor, OversightActor, OversightRole
from sertakan.identity.tables import OversightAccountRow, OversightSessionRow
from sertakan.persistence.database import tenant_session


def hash_token(token: str) -> bytes:
    """Return what is kept of a sign-in's token; the token itself lies only in the person's cookie."""
    return sha256(token.encode()).digest()


def find_actor(tenant_id: int, token: str, now: datetime) -> Actor | None:
    """Return who is signed in at a regency with a token."""
    return repository.find_actor(tenant_id, hash_token(token), now)


def find_overseer(token: str, now: datetime) -> OversightActor | None:
    """Return who is signed in at the centre with a token."""
    row = (
        tenant_session()
        .execute(
            select(
                OversightSessionRow.id,
                OversightAccountRow.id.label("account_id"),
                OversightAccountRow.name,
                OversightAccountRow.role,
            )
            .join(OversightAccountRow, OversightAccountRow.id == OversightSessionRow.account_id)
            .where(
                OversightSessionRow.token_hash == hash_token(token),
                OversightSessionRow.expires_at > now,
                OversightSessionRow.revoked_at.is_(None),
                OversightAccountRow.is_disabled.is_(False),
            )
        )
        .one_or_none()
    )
    if row is None:
        return None
    return OversightActor(
        account_id=row.account_id, session_id=row.id, name=row.name, role=OversightRole(row.role)
    )
