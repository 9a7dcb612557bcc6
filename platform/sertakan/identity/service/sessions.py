"""Sign people in and out of a regency, and know them by the token that their cookie carries."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sertakan.audit.service import record
from sertakan.identity import passwords, repository
from sertakan.identity.events import SignedIn, SignedOut, SignInEnded, SignInFailed
from sertakan.identity.model import (
    Actor,
    Contact,
    Credentials,
    Factor,
    NewSignIn,
    Origin,
    PendingTicket,
    SignIn,
    Ticket,
)
from sertakan.identity.rules.device import shorten_network
from sertakan.identity.service import throttling
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.persistence.database import enter_tenant

STAFF_SIGN_IN = timedelta(hours=12)
SPONSOR_SIGN_IN = timedelta(days=30)
PENDING_LASTS = timedelta(minutes=5)
_TOKEN_BYTES = 32
_LONGEST_DEVICE = 200
_SEEN_EVERY = timedelta(hours=1)


def hash_token(token: str) -> bytes:
    """Return what is kept of a sign-in's token; the token itself lies only in the person's cookie."""
    return sha256(token.encode()).digest()


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def find_actor(tenant_id: int, token: str, now: datetime) -> Actor | None:
    """Return who is signed in at a regency with a token, and note at most once an hour that they were seen."""
    actor = repository.find_actor(tenant_id, hash_token(token), now)
    if actor is not None and actor.seen_at is not None and now - actor.seen_at >= _SEEN_EVERY:
        # In a transaction of its own, because a page that is only read leaves nothing behind.
        with enter_tenant(tenant_id):
            repository.note_seen(tenant_id, actor.session_id, now, unless_since=now - _SEEN_EVERY)
    return actor


def sign_in(
    tenant_id: int, contact: Contact, password: str, *, origin: Origin, now: datetime
) -> Ticket | PendingTicket:
    """Sign somebody in who knows an account's contact and password, or let them wait for their second factor.

    Unknown and wrong are answered alike, and take equally long.

    :raises Refusal: sign_in.wrong, sign_in.disabled, throttle.sign_in(minutes)
    """
    counted = {throttling.SIGN_IN_ACCOUNT: contact.value, throttling.SIGN_IN_NETWORK: origin.network}
    throttling.spend(tenant_id, counted, now)
    found = repository.find_credentials(tenant_id, contact)
    if not passwords.is_password(found.password_hash if found else None, password) or found is None:
        raise _failed(tenant_id, found, "sign_in.wrong", now)
    if found.is_disabled:
        raise _failed(tenant_id, found, "sign_in.disabled", now)
    throttling.give_back(tenant_id, counted)
    if passwords.is_outdated(found.password_hash):
        repository.update_account(
            tenant_id, found.account_id, password_hash=passwords.hash_password(password)
        )
    return let_in(tenant_id, found, origin=origin, now=now)


def let_in(tenant_id: int, found: Credentials, *, origin: Origin, now: datetime) -> Ticket | PendingTicket:
    """Sign in whoever proved the first factor, or let them wait for their second one if the account has any."""
    if found.has_factor:
        return _wait_for_factor(tenant_id, found.account_id, now)
    return begin_session(tenant_id, found.account_id, origin=origin, now=now, is_staff=found.is_staff)


def _wait_for_factor(tenant_id: int, account_id: UUID, now: datetime) -> PendingTicket:
    token = new_token()
    repository.insert_pending(tenant_id, account_id, hash_token(token), now + PENDING_LASTS)
    return PendingTicket(token=token)


def _failed(tenant_id: int, found: Credentials | None, code: str, now: datetime) -> Refusal:
    # In a transaction of its own: the request that is refused is rolled back, its record must stand.
    with enter_tenant(tenant_id):
        record(SignInFailed(), at=now, actor_id=None, subject_id=found.account_id if found else None)
    return Refusal(code)


def begin_session(
    tenant_id: int,
    account_id: UUID,
    *,
    origin: Origin,
    now: datetime,
    is_staff: bool = False,
    factor: Factor | None = None,
) -> Ticket:
    """Begin a sign-in for somebody whose contact, password or second factor was just proven."""
    token = new_token()
    new = NewSignIn(
        token_hash=hash_token(token),
        device=origin.device[:_LONGEST_DEVICE],
        network=shorten_network(origin.network),
        factor=factor,
        proven_at=now,
        expires_at=now + (STAFF_SIGN_IN if is_staff else SPONSOR_SIGN_IN),
    )
    repository.insert_session(tenant_id, account_id, new)
    event = SignedIn(factor=factor.value if factor else "none")
    record(event, at=now, actor_id=account_id, subject_id=account_id)
    return Ticket(token=token, account_id=account_id, is_staff=is_staff)


def sign_out(tenant_id: int, actor: Actor, now: datetime) -> None:
    """End a sign-in at once, on every machine."""
    repository.revoke_session(tenant_id, actor.session_id, now)
    record(SignedOut(), at=now, actor_id=actor.account_id, subject_id=actor.account_id)


def list_sign_ins(tenant_id: int, account_id: UUID, now: datetime) -> list[SignIn]:
    """Return where an account is signed in, the last seen first."""
    return repository.list_sign_ins(tenant_id, account_id, now)


def end_sign_in(tenant_id: int, actor: Actor, account_id: UUID, session_id: UUID, now: datetime) -> None:
    """End one sign-in of an account from its list.

    :raises NotFound: sign_in.unknown
    """
    if not repository.end_session(tenant_id, account_id, session_id, now):
        raise NotFound("sign_in.unknown")
    record(SignInEnded(which="one"), at=now, actor_id=actor.account_id, subject_id=account_id)


def end_sign_ins(tenant_id: int, actor: Actor, account_id: UUID, now: datetime) -> None:
    """End all sign-ins of an account, except the one with which its own holder does so."""
    repository.end_sessions(tenant_id, account_id, now, but=actor.session_id)
    record(SignInEnded(which="all"), at=now, actor_id=actor.account_id, subject_id=account_id)
