"""Queries on sign-ins."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    bindparam,
    insert,
    select,
    update,
)

from sertakan.identity.model import (
    Actor,
)
from sertakan.identity.repository.accounts import grants_of_account, to_grants
from sertakan.identity.tables import (
    AccountRow,
    SignInSessionRow,
)
from sertakan.kernel.identifier import new_id
from sertakan.persistence.database import tenant_session


def find_actor(tenant_id: int, token_hash: bytes, now: datetime) -> Actor | None:
    """Return who holds an unexpired, unrevoked sign-in, with all roles, in one query."""
    values = {"tenant_id": tenant_id, "token_hash": token_hash, "now": now}
    row = tenant_session().ask(_actor_query(), values).one_or_none()
    if row is None:
        return None
    return Actor(
        account_id=row.account_id,
        session_id=row.id,
        name=row.name,
        grants=to_grants(row.grants or ()),
        sponsor_id=row.sponsor_id,
    )


@cache
def _actor_query() -> Select[Any]:
    """Return the question of every signed-in page, put together once."""
    return (
        select(
            SignInSessionRow.id,
            AccountRow.id.label("account_id"),
            AccountRow.name,
            AccountRow.sponsor_id,
            grants_of_account(bindparam("tenant_id")).label("grants"),
        )
        .join(
            AccountRow,
            (AccountRow.tenant_id == SignInSessionRow.tenant_id)
            & (AccountRow.id == SignInSessionRow.account_id),
        )
        .where(
            SignInSessionRow.tenant_id == bindparam("tenant_id"),
            SignInSessionRow.token_hash == bindparam("token_hash"),
            SignInSessionRow.expires_at > bindparam("now"),
            SignInSessionRow.revoked_at.is_(None),
            AccountRow.is_disabled.is_(False),
        )
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


def end_sessions(tenant_id: int, account_id: UUID, now: datetime) -> None:
    """End all of an account's sign-ins at once."""
    tenant_session().execute(
        update(SignInSessionRow)
        .where(
            SignInSessionRow.tenant_id == tenant_id,
            SignInSessionRow.account_id == account_id,
            SignInSessionRow.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )
