"""Accounts as people make them: through the services, with passwords that open."""

from datetime import datetime
from uuid import UUID

from sertakan.identity import passwords, repository
from sertakan.identity.model import Contact, ContactKind, Origin, SignUpWish

PASSWORD = "kursi lampu ember"
ORIGIN = Origin(network="192.0.2.7", device="Peramban uji")


def email(value: str = "luh@contoh.test") -> Contact:
    """Return an e-mail address as a contact."""
    return Contact(kind=ContactKind.EMAIL, value=value)


def mobile(value: str = "+6281234567890") -> Contact:
    """Return a mobile number as a contact."""
    return Contact(kind=ContactKind.MOBILE, value=value)


def wish(contact: Contact | None = None) -> SignUpWish:
    """Return what a civil servant who exists nowhere says at sign-up."""
    return SignUpWish(
        category="asn",
        name="Ni Luh Contoh",
        contact=contact or email(),
        nip="198505172010011000",
        organisation="Dinas Contoh",
    )


def make_known_account(tenant_id: int, now: datetime, contact: Contact | None = None) -> UUID:
    """Make an account that PASSWORD opens."""
    made = repository.insert_account(
        tenant_id, "Ni Luh Contoh", contact or email(), passwords.hash_password(PASSWORD), now=now
    )
    assert made is not None
    return made
