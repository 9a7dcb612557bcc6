"""Queries on accounts and their roles."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    and_,
    exists,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.dialects.postgresql import insert as postgresql_insert

from sertakan.identity.model import (
    Contact,
    ContactKind,
    Credentials,
    Grant,
    Role,
    ScopeKind,
    StaffAccount,
)
from sertakan.identity.repository.factors import holds_factor
from sertakan.identity.tables import (
    AccountRow,
    RoleGrantRow,
    SignInSessionRow,
)
from sertakan.kernel.identifier import new_id
from sertakan.persistence.crypto import blind_index, seal, unseal
from sertakan.persistence.database import tenant_session


def _has_contact(tenant_id: int, contact: Contact) -> ColumnElement[bool]:
    index = AccountRow.email_index if contact.kind is ContactKind.EMAIL else AccountRow.mobile_index
    return and_(
        AccountRow.tenant_id == tenant_id, index == blind_index(tenant_id, contact.kind.value, contact.value)
    )


def find_credentials(tenant_id: int, contact: Contact) -> Credentials | None:
    """Return what decides whether the holder of a contact may sign in."""
    return _find_credentials(tenant_id, _has_contact(tenant_id, contact))


def find_credentials_of(tenant_id: int, account_id: UUID) -> Credentials | None:
    """Return what decides whether the holder of an account may sign in."""
    return _find_credentials(tenant_id, AccountRow.id == account_id)


def _find_credentials(tenant_id: int, whose: ColumnElement[bool]) -> Credentials | None:
    is_staff = exists().where(RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.account_id == AccountRow.id)
    row = (
        tenant_session()
        .execute(
            select(
                AccountRow.id,
                AccountRow.password_hash,
                AccountRow.is_disabled,
                is_staff.label("is_staff"),
                holds_factor(tenant_id).label("has_factor"),
            ).where(AccountRow.tenant_id == tenant_id, whose)
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
        has_factor=row.has_factor,
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


def list_staff(tenant_id: int, account_id: UUID | None = None) -> list[StaffAccount]:
    """Return all accounts that hold a role, or one of them, by name, in one query."""
    last = (
        select(func.max(SignInSessionRow.created_at))
        .where(SignInSessionRow.tenant_id == tenant_id, SignInSessionRow.account_id == AccountRow.id)
        .scalar_subquery()
    )
    grants = grants_of_account(tenant_id)
    one = AccountRow.id == account_id if account_id else true()
    rows = tenant_session().execute(
        select(
            AccountRow.id,
            AccountRow.name,
            AccountRow.email_sealed,
            AccountRow.is_disabled,
            grants.label("grants"),
            last.label("last_sign_in"),
            holds_factor(tenant_id).label("has_factor"),
        )
        .where(AccountRow.tenant_id == tenant_id, grants.is_not(None), one)
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
            grants=to_grants(row.grants),
            last_sign_in=row.last_sign_in,
            has_factor=row.has_factor,
        )
        for row in rows
    ]


def grants_of_account(tenant_id: int | BindParameter[Any]) -> ScalarSelect[Any]:
    """Return, for use inside a query on accounts, all roles of each account."""
    content = func.json_build_array(
        RoleGrantRow.role, RoleGrantRow.scope_kind, RoleGrantRow.region_code, RoleGrantRow.work_unit_id
    )
    return (
        select(func.json_agg(aggregate_order_by(content, RoleGrantRow.id)))
        .where(RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.account_id == AccountRow.id)
        .correlate(AccountRow)
        .scalar_subquery()
    )


def to_grants(grants: Sequence[Sequence[Any]]) -> tuple[Grant, ...]:
    """Return roles as the query above brings them."""
    return tuple(
        Grant(
            role=Role(role),
            scope_kind=ScopeKind(kind),
            region_code=code,
            work_unit_id=UUID(unit) if unit else None,
        )
        for role, kind, code, unit in grants
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
