"""Queries on accounts, roles and sign-ins of one regency."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import aggregate_order_by

from sertakan.identity.model import Actor, Grant, Role, ScopeKind
from sertakan.identity.tables import AccountRow, RoleGrantRow, SignInSessionRow
from sertakan.kernel.identifier import new_id
from sertakan.persistence.database import tenant_session


def find_actor(tenant_id: int, token_hash: bytes, now: datetime) -> Actor | None:
    """Return who holds an unexpired, unrevoked sign-in, with all roles, in one query."""
    grants = (
        select(
            func.json_agg(
                aggregate_order_by(
                    func.json_build_array(
                        RoleGrantRow.role,
                        RoleGrantRow.scope_kind,
                        RoleGrantRow.region_code,
                        RoleGrantRow.work_unit_id,
                    ),
                    RoleGrantRow.id,
                )
            )
        )
        .where(RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.account_id == AccountRow.id)
        .scalar_subquery()
    )
    row = (
        tenant_session()
        .execute(
            select(
                SignInSessionRow.id,
                AccountRow.id.label("account_id"),
                AccountRow.name,
                grants.label("grants"),
            )
            .join(
                AccountRow,
                (AccountRow.tenant_id == SignInSessionRow.tenant_id)
                & (AccountRow.id == SignInSessionRow.account_id),
            )
            .where(
                SignInSessionRow.tenant_id == tenant_id,
                SignInSessionRow.token_hash == token_hash,
                SignInSessionRow.expires_at > now,
                SignInSessionRow.revoked_at.is_(None),
                AccountRow.is_disabled.is_(False),
            )
        )
        .one_or_none()
    )
    return None if row is None else _to_actor(row.id, row.account_id, row.name, row.grants or ())


def _to_actor(session_id: UUID, account_id: UUID, name: str, grants: Sequence[Sequence[Any]]) -> Actor:
    return Actor(
        account_id=account_id,
        session_id=session_id,
        name=name,
        grants=tuple(
            Grant(
                role=Role(role),
                scope_kind=ScopeKind(kind),
                region_code=code,
                work_unit_id=UUID(unit) if unit else None,
            )
            for role, kind, code, unit in grants
        ),
    )


def insert_session(
    tenant_id: int, account_id: UUID, token_hash: bytes, device: str, expires_at: datetime
) -> UUID:
    """Remember a sign-in."""
    session_id = new_id()
    tenant_session().execute(
        insert(SignInSessionRow).values(
            tenant_id=tenant_id,
            id=session_id,
            account_id=account_id,
            token_hash=token_hash,
            device=device,
            expires_at=expires_at,
        )
    )
    return session_id


def revoke_session(tenant_id: int, session_id: UUID, now: datetime) -> None:
    """End a sign-in at once, on every machine."""
    tenant_session().execute(
        update(SignInSessionRow)
        .where(SignInSessionRow.tenant_id == tenant_id, SignInSessionRow.id == session_id)
        .values(revoked_at=now)
    )
