"""Queries on accounts, roles and sign-ins of one regency."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.dialects.postgresql import insert as postgresql_insert

from sertakan.identity.model import (
    Actor,
    Contact,
    ContactKind,
    Credentials,
    Grant,
    Role,
    ScopeKind,
    StaffAccount,
)
from sertakan.identity.tables import (
    AccountRow,
    OversightThrottleRow,
    RoleGrantRow,
    SignInSessionRow,
    VerificationRow,
)
from sertakan.kernel.identifier import new_id
from sertakan.persistence.crypto import blind_index, seal, unseal
from sertakan.persistence.database import tenant_session
from sertakan.persistence.tables import ThrottleRow

_MOST_ATTEMPTS_COUNTED = 30_000
_CODES_KEPT = timedelta(days=1)
_SIGN_INS_KEPT = timedelta(days=90)


def find_actor(tenant_id: int, token_hash: bytes, now: datetime) -> Actor | None:
    """Return who holds an unexpired, unrevoked sign-in, with all roles, in one query."""
    values = {"tenant_id": tenant_id, "token_hash": token_hash, "now": now}
    row = tenant_session().execute(_actor_query(), values).one_or_none()
    if row is None:
        return None
    return Actor(
        account_id=row.account_id,
        session_id=row.id,
        name=row.name,
        grants=_to_grants(row.grants or ()),
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
            _grants_of_account(bindparam("tenant_id")).label("grants"),
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


def _grants_of_account(tenant_id: int | BindParameter[Any]) -> ScalarSelect[Any]:
    content = func.json_build_array(
        RoleGrantRow.role, RoleGrantRow.scope_kind, RoleGrantRow.region_code, RoleGrantRow.work_unit_id
    )
    return (
        select(func.json_agg(aggregate_order_by(content, RoleGrantRow.id)))
        .where(RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.account_id == AccountRow.id)
        .correlate(AccountRow)
        .scalar_subquery()
    )


def _to_grants(grants: Sequence[Sequence[Any]]) -> tuple[Grant, ...]:
    return tuple(
        Grant(
            role=Role(role),
            scope_kind=ScopeKind(kind),
            region_code=code,
            work_unit_id=UUID(unit) if unit else None,
        )
        for role, kind, code, unit in grants
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


def _has_contact(tenant_id: int, contact: Contact) -> ColumnElement[bool]:
    index = AccountRow.email_index if contact.kind is ContactKind.EMAIL else AccountRow.mobile_index
    return and_(
        AccountRow.tenant_id == tenant_id, index == blind_index(tenant_id, contact.kind.value, contact.value)
    )


def find_credentials(tenant_id: int, contact: Contact) -> Credentials | None:
    """Return what decides whether the holder of a contact may sign in."""
    is_staff = exists().where(RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.account_id == AccountRow.id)
    row = (
        tenant_session()
        .execute(
            select(
                AccountRow.id, AccountRow.password_hash, AccountRow.is_disabled, is_staff.label("is_staff")
            ).where(_has_contact(tenant_id, contact))
        )
        .one_or_none()
    )
    if row is None:
        return None
    return Credentials(
        account_id=row.id,
        password_hash=row.password_hash,
        is_disabled=row.is_disabled,
        is_staff=row.is_staff,
    )


def insert_account(
    tenant_id: int, name: str, contact: Contact, password_hash: str, *, now: datetime
) -> UUID | None:
    """Add an account with a verified contact, or return None when the contact has one already."""
    account_id, kind = new_id(), contact.kind.value
    statement = (
        postgresql_insert(AccountRow)
        .values(
            {
                "tenant_id": tenant_id,
                "id": account_id,
                "name": name,
                f"{kind}_sealed": seal(tenant_id, "account", kind, account_id, contact.value),
                f"{kind}_index": blind_index(tenant_id, kind, contact.value),
                "password_hash": password_hash,
                "verified_at": now,
            }
        )
        .on_conflict_do_nothing()
        .returning(AccountRow.id)
    )
    return tenant_session().execute(statement).scalar_one_or_none()


def update_account(tenant_id: int, account_id: UUID, **values: object) -> bool:
    """Change an account and tell whether there is one."""
    changed = tenant_session().execute(
        update(AccountRow)
        .where(AccountRow.tenant_id == tenant_id, AccountRow.id == account_id)
        .values(**values)
        .returning(AccountRow.id)
        .execution_options(synchronize_session=False)
    )
    return changed.scalar_one_or_none() is not None


def insert_grant(tenant_id: int, account_id: UUID, grant: Grant) -> None:
    """Give an account a role."""
    tenant_session().execute(
        insert(RoleGrantRow).values(
            tenant_id=tenant_id,
            id=new_id(),
            account_id=account_id,
            role=grant.role,
            scope_kind=grant.scope_kind,
            region_code=grant.region_code,
            work_unit_id=grant.work_unit_id,
        )
    )


def list_staff(tenant_id: int) -> list[StaffAccount]:
    """Return all accounts that hold a role, by name, in one query."""
    last = (
        select(func.max(SignInSessionRow.created_at))
        .where(SignInSessionRow.tenant_id == tenant_id, SignInSessionRow.account_id == AccountRow.id)
        .scalar_subquery()
    )
    grants = _grants_of_account(tenant_id)
    rows = tenant_session().execute(
        select(
            AccountRow.id,
            AccountRow.name,
            AccountRow.email_sealed,
            AccountRow.is_disabled,
            grants.label("grants"),
            last.label("last_sign_in"),
        )
        .where(AccountRow.tenant_id == tenant_id, grants.is_not(None))
        .order_by(AccountRow.name, AccountRow.id)
    )
    return [
        StaffAccount(
            account_id=row.id,
            name=row.name,
            email=unseal(tenant_id, "account", "email", row.id, row.email_sealed)
            if row.email_sealed
            else None,
            is_disabled=row.is_disabled,
            grants=_to_grants(row.grants),
            last_sign_in=row.last_sign_in,
        )
        for row in rows
    ]


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


def count_attempts(
    tenant_id: int | None, windows: Mapping[UUID, datetime], now: datetime
) -> dict[UUID, tuple[int, datetime]]:
    """Count one attempt in each window, of a regency or of the centre, and return where they stand."""
    table = ThrottleRow if tenant_id is not None else OversightThrottleRow
    owner = {"tenant_id": tenant_id} if tenant_id is not None else {}
    # Always in the same order, so that two requests never wait for each other.
    fresh = [
        {**owner, "id": key, "attempts": 1, "window_ends_at": ends_at}
        for key, ends_at in sorted(windows.items())
    ]
    statement = postgresql_insert(table).values(fresh)
    is_over = table.window_ends_at <= now
    statement = statement.on_conflict_do_update(
        index_elements=[*owner, "id"],
        set_={
            "attempts": case((is_over, 1), else_=func.least(table.attempts + 1, _MOST_ATTEMPTS_COUNTED)),
            "window_ends_at": case((is_over, statement.excluded.window_ends_at), else_=table.window_ends_at),
        },
    )
    rows = tenant_session().execute(
        statement.returning(table.id, table.attempts, table.window_ends_at).execution_options(
            synchronize_session=False
        )
    )
    return {row.id: (row.attempts, row.window_ends_at) for row in rows}


def give_attempts_back(tenant_id: int | None, keys: Sequence[UUID]) -> None:
    """Take one attempt off each window, because it succeeded."""
    table = ThrottleRow if tenant_id is not None else OversightThrottleRow
    statement = update(table).where(table.id.in_(keys)).values(attempts=func.greatest(table.attempts - 1, 0))
    if tenant_id is not None:
        statement = statement.where(ThrottleRow.tenant_id == tenant_id)
    tenant_session().execute(statement.execution_options(synchronize_session=False))


def delete_stale(tenant_id: int, now: datetime) -> None:
    """Forget codes a day after they expired, windows that are over, and sign-ins of a quarter ago."""
    session = tenant_session()
    for table, is_stale in (
        (VerificationRow, VerificationRow.expires_at < now - _CODES_KEPT),
        (ThrottleRow, ThrottleRow.window_ends_at < now),
        (SignInSessionRow, SignInSessionRow.expires_at < now - _SIGN_INS_KEPT),
    ):
        session.execute(
            delete(table)
            .where(table.tenant_id == tenant_id, is_stale)
            .execution_options(synchronize_session=False)
        )


def find_contact(tenant_id: int, account_id: UUID) -> Contact | None:
    """Return how an open account is reached: by e-mail if it has one, else by mobile number."""
    row = (
        tenant_session()
        .execute(
            select(AccountRow.email_sealed, AccountRow.mobile_sealed).where(
                AccountRow.tenant_id == tenant_id,
                AccountRow.id == account_id,
                AccountRow.is_disabled.is_(False),
            )
        )
        .one_or_none()
    )
    if row is None:
        return None
    kind, sealed = (
        (ContactKind.EMAIL, row.email_sealed) if row.email_sealed else (ContactKind.MOBILE, row.mobile_sealed)
    )
    return Contact(kind=kind, value=unseal(tenant_id, "account", kind.value, account_id, sealed))


def list_names(tenant_id: int, account_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of the people behind accounts."""
    rows = tenant_session().execute(
        select(AccountRow.id, AccountRow.name).where(
            AccountRow.tenant_id == tenant_id, AccountRow.id.in_(account_ids)
        )
    )
    return {row.id: row.name for row in rows}
