"""Know how an account is reached, and what the people behind accounts are called."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from sertakan.identity.model import Contact, ContactKind
from sertakan.identity.tables import AccountRow
from sertakan.persistence.crypto import unseal
from sertakan.persistence.database import tenant_session


def contact_of(tenant_id: int, account_id: UUID) -> Contact | None:
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


def names_of(tenant_id: int, account_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of the people behind accounts."""
    if not account_ids:
        return {}
    rows = tenant_session().execute(
        select(AccountRow.id, AccountRow.name).where(
            AccountRow.tenant_id == tenant_id, AccountRow.id.in_(account_ids)
        )
    )
    return {row.id: row.name for row in rows}
