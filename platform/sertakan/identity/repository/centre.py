"""Queries on the accounts and sign-ins of central oversight, which belong to no regency."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update

from sertakan.identity.model import OversightActor, OversightRole, OversightScope, OversightScopeKind
from sertakan.identity.tables import OversightAccountRow, OversightSessionRow
from sertakan.kernel.identifier import new_id
from sertakan.persistence.database import tenant_session


def find_overseer(token_hash: bytes, now: datetime) -> OversightActor | None:
    """Return who holds an unexpired, unrevoked sign-in at the centre."""
    row = (
        tenant_session()
        .execute(
            select(
                OversightSessionRow.id,
                OversightAccountRow.id.label("account_id"),
                OversightAccountRow.name,
                OversightAccountRow.role,
                OversightAccountRow.scope_kind,
                OversightAccountRow.province_code,
            )
            .join(OversightAccountRow, OversightAccountRow.id == OversightSessionRow.account_id)
            .where(
                OversightSessionRow.token_hash == token_hash,
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
        account_id=row.account_id,
        session_id=row.id,
        name=row.name,
        role=OversightRole(row.role),
        scope=OversightScope(kind=OversightScopeKind(row.scope_kind), province_code=row.province_code),
    )


def insert_oversight_session(account_id: UUID, token_hash: bytes, device: str, expires_at: datetime) -> None:
    """Remember a sign-in at the centre."""
    tenant_session().execute(
        insert(OversightSessionRow).values(
            id=new_id(), account_id=account_id, token_hash=token_hash, device=device, expires_at=expires_at
        )
    )


def revoke_oversight_session(session_id: UUID, now: datetime) -> None:
    """End a sign-in at the centre."""
    tenant_session().execute(
        update(OversightSessionRow).where(OversightSessionRow.id == session_id).values(revoked_at=now)
    )


def end_oversight_sessions(account_id: UUID, now: datetime) -> None:
    """End all of an account's sign-ins at the centre."""
    tenant_session().execute(
        update(OversightSessionRow)
        .where(OversightSessionRow.account_id == account_id, OversightSessionRow.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def insert_oversight_account(
    name: str, email: str, password_hash: str, role: OversightRole, scope: OversightScope
) -> UUID:
    """Add an account at the centre."""
    account_id = new_id()
    tenant_session().execute(
        insert(OversightAccountRow).values(
            id=account_id,
            name=name,
            email=email,
            password_hash=password_hash,
            role=role,
            scope_kind=scope.kind,
            province_code=scope.province_code,
        )
    )
    return account_id


def find_oversight_account(email: str) -> OversightAccountRow | None:
    """Return the account at the centre that has this e-mail."""
    return tenant_session().scalar(select(OversightAccountRow).where(OversightAccountRow.email == email))


def list_oversight_accounts() -> list[OversightAccountRow]:
    """Return all accounts at the centre, by e-mail."""
    return list(tenant_session().scalars(select(OversightAccountRow).order_by(OversightAccountRow.email)))
