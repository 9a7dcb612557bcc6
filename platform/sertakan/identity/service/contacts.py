"""Know how an account is reached, and what the people behind accounts are called."""

from collections.abc import Collection
from uuid import UUID

from sertakan.identity import repository
from sertakan.identity.model import Contact


def contact_of(tenant_id: int, account_id: UUID) -> Contact | None:
    """Return how an open account is reached: by e-mail if it has one, else by mobile number."""
    return repository.find_contact(tenant_id, account_id)


def names_of(tenant_id: int, account_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of the people behind accounts."""
    return repository.list_names(tenant_id, account_ids) if account_ids else {}
