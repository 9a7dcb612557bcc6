"""Give staff their accounts and roles, and keep the accounts of a regency."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sertakan.audit.service import record
from sertakan.identity import passwords, repository, rules
from sertakan.identity.events import AccountCreated, AccountDisabled, PasswordChanged
from sertakan.identity.model import Contact, ContactKind, Grant, StaffAccount
from sertakan.identity.service.roles import give
from sertakan.kernel.identifier import parse_email
from sertakan.kernel.refusal import NotFound, Refusal


def add_staff(
    tenant_id: int, *, name: str, email: str, password: str, grants: Sequence[Grant], now: datetime
) -> UUID:
    """Give somebody an account with roles; whoever calls has decided that the password will do.

    :raises Refusal: account.exists, grant.scope_missing, email.*
    """
    for grant in grants:
        rules.check_grant(grant)
    contact = Contact(kind=ContactKind.EMAIL, value=parse_email(email))
    account_id = repository.insert_account(
        tenant_id, name, contact, passwords.hash_password(password), now=now
    )
    if account_id is None:
        raise Refusal("account.exists", field="email")
    record(AccountCreated(way="command"), at=now, actor_id=None, subject_id=account_id)
    for grant in grants:
        give(tenant_id, account_id, grant, by=None, now=now)
    return account_id


def list_staff(tenant_id: int) -> list[StaffAccount]:
    """Return a regency's staff by name, each with roles and last sign-in."""
    return repository.list_staff(tenant_id)


def link_sponsor(tenant_id: int, account_id: UUID, sponsor_id: UUID) -> None:
    """Let an account act as a sponsor.

    :raises NotFound: account.unknown
    """
    if not repository.update_account(tenant_id, account_id, sponsor_id=sponsor_id):
        raise NotFound("account.unknown")


def disable(tenant_id: int, email: str) -> None:
    """Close an account; all its sign-ins end.

    :raises NotFound: account.unknown
    """
    now, account_id = datetime.now(UTC), _get_account(tenant_id, email)
    repository.update_account(tenant_id, account_id, is_disabled=True)
    repository.end_sessions(tenant_id, account_id, now)
    record(AccountDisabled(), at=now, actor_id=None, subject_id=account_id)


def set_password(tenant_id: int, email: str, password: str) -> None:
    """Give an account another password; all its sign-ins end, and a closed account opens again.

    :raises NotFound: account.unknown
    """
    now, account_id = datetime.now(UTC), _get_account(tenant_id, email)
    repository.update_account(
        tenant_id, account_id, password_hash=passwords.hash_password(password), is_disabled=False
    )
    repository.end_sessions(tenant_id, account_id, now)
    record(PasswordChanged(way="command"), at=now, actor_id=None, subject_id=account_id)


def has_password(tenant_id: int, email: str, password: str) -> bool | None:
    """Tell whether a password opens an account; None when there is no such account."""
    contact = Contact(kind=ContactKind.EMAIL, value=parse_email(email))
    found = repository.find_credentials(tenant_id, contact)
    return passwords.is_password(found.password_hash, password) if found else None


def _get_account(tenant_id: int, email: str) -> UUID:
    contact = Contact(kind=ContactKind.EMAIL, value=parse_email(email))
    found = repository.find_credentials(tenant_id, contact)
    if found is None:
        raise NotFound("account.unknown")
    return found.account_id
