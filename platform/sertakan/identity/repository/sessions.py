"""Queries on sign-ins."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    bindparam,
    delete,
    insert,
    select,
    true,
    update,
)

from sertakan.identity.model import Actor, Factor, NewSignIn, SignIn
from sertakan.identity.repository.accounts import grants_of_account, to_grants
from sertakan.identity.tables import (
    AccountRow,
    PendingSignInRow,
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
        factor=Factor(row.factor) if row.factor else None,
        proven_at=row.proven_at,
        seen_at=row.seen_at,
    )


@cache
def _actor_query() -> Select[Any]:
    """Return the question of every signed-in page, put together once."""
    return (
        select(
            SignInSessionRow.id,
            SignInSessionRow.factor,
            SignInSessionRow.proven_at,
            SignInSessionRow.seen_at,
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


def insert_session(tenant_id: int, account_id: UUID, new: NewSignIn) -> UUID:
    """Remember a sign-in."""
    session_id = new_id()
    tenant_session().execute(
        insert(SignInSessionRow).values(
            tenant_id=tenant_id,
            id=session_id,
            account_id=account_id,
            token_hash=new.token_hash,
            device=new.device,
            network=new.network,
            factor=new.factor,
            proven_at=new.proven_at,
            seen_at=new.proven_at,
            expires_at=new.expires_at,
        )
    )
    return session_id


def list_sign_ins(tenant_id: int, account_id: UUID, now: datetime) -> list[SignIn]:
    """Return an account's sign-ins that hold, the last seen first."""
    rows = tenant_session().execute(
        select(
            SignInSessionRow.id,
            SignInSessionRow.device,
            SignInSessionRow.network,
            SignInSessionRow.factor,
            SignInSessionRow.created_at,
            SignInSessionRow.seen_at,
        )
        .where(
            SignInSessionRow.tenant_id == tenant_id,
            SignInSessionRow.account_id == account_id,
            SignInSessionRow.expires_at > now,
            SignInSessionRow.revoked_at.is_(None),
        )
        .order_by(SignInSessionRow.seen_at.desc(), SignInSessionRow.id.desc())
    )
    return [
        SignIn(
            id=row.id,
            device=row.device,
            network=row.network,
            factor=Factor(row.factor) if row.factor else None,
            begun_at=row.created_at,
            seen_at=row.seen_at,
        )
        for row in rows
    ]


def note_seen(tenant_id: int, session_id: UUID, now: datetime, *, unless_since: datetime) -> None:
    """Note that a sign-in was used, unless somebody noted it lately."""
    tenant_session().execute(
        update(SignInSessionRow)
        .where(
            SignInSessionRow.tenant_id == tenant_id,
            SignInSessionRow.id == session_id,
            SignInSessionRow.seen_at <= unless_since,
        )
        .values(seen_at=now)
        .execution_options(synchronize_session=False)
    )


def note_proof(tenant_id: int, session_id: UUID, factor: Factor | None, now: datetime) -> None:
    """Note that a sign-in's person was just proven again, and by what."""
    tenant_session().execute(
        update(SignInSessionRow)
        .where(SignInSessionRow.tenant_id == tenant_id, SignInSessionRow.id == session_id)
        .values(factor=factor, proven_at=now)
        .execution_options(synchronize_session=False)
    )


def revoke_session(tenant_id: int, session_id: UUID, now: datetime) -> None:
    """End a sign-in at once, on every machine."""
    tenant_session().execute(
        update(SignInSessionRow)
        .where(SignInSessionRow.tenant_id == tenant_id, SignInSessionRow.id == session_id)
        .values(revoked_at=now)
    )


def end_session(tenant_id: int, account_id: UUID, session_id: UUID, now: datetime) -> bool:
    """End one sign-in of an account, and tell whether it held."""
    ended = tenant_session().scalar(
        update(SignInSessionRow)
        .where(
            SignInSessionRow.tenant_id == tenant_id,
            SignInSessionRow.account_id == account_id,
            SignInSessionRow.id == session_id,
            SignInSessionRow.revoked_at.is_(None),
        )
        .values(revoked_at=now)
        .returning(SignInSessionRow.id)
        .execution_options(synchronize_session=False)
    )
    return ended is not None


def end_sessions(tenant_id: int, account_id: UUID, now: datetime, *, but: UUID | None = None) -> None:
    """End all of an account's sign-ins at once, or all but one; one that waits for its second factor too."""
    tenant_session().execute(
        update(SignInSessionRow)
        .where(
            SignInSessionRow.tenant_id == tenant_id,
            SignInSessionRow.account_id == account_id,
            SignInSessionRow.revoked_at.is_(None),
            SignInSessionRow.id != but if but else true(),
        )
        .values(revoked_at=now)
        .execution_options(synchronize_session=False)
    )
    tenant_session().execute(
        delete(PendingSignInRow)
        .where(PendingSignInRow.tenant_id == tenant_id, PendingSignInRow.account_id == account_id)
        .execution_options(synchronize_session=False)
    )


def insert_pending(tenant_id: int, account_id: UUID, token_hash: bytes, expires_at: datetime) -> None:
    """Remember that a password was right."""
    tenant_session().execute(
        insert(PendingSignInRow).values(
            tenant_id=tenant_id,
            id=new_id(),
            account_id=account_id,
            token_hash=token_hash,
            expires_at=expires_at,
        )
    )


def find_pending(tenant_id: int, token_hash: bytes, now: datetime) -> UUID | None:
    """Return whose sign-in waits for a second factor."""
    return tenant_session().scalar(
        select(PendingSignInRow.account_id).where(
            PendingSignInRow.tenant_id == tenant_id,
            PendingSignInRow.token_hash == token_hash,
            PendingSignInRow.expires_at > now,
        )
    )


def use_pending(tenant_id: int, token_hash: bytes) -> bool:
    """Let a waiting sign-in go on, once, and tell whether it was there."""
    used = tenant_session().scalar(
        delete(PendingSignInRow)
        .where(PendingSignInRow.tenant_id == tenant_id, PendingSignInRow.token_hash == token_hash)
        .returning(PendingSignInRow.id)
        .execution_options(synchronize_session=False)
    )
    return used is not None
