"""The accounts of central oversight, which stand apart from every regency's."""

from datetime import UTC, datetime
from uuid import UUID

from sertakan.audit.service import record
from sertakan.identity import passwords
from sertakan.identity.events import (
    AccountCreated,
    AccountDisabled,
    PasswordChanged,
    SignedIn,
    SignedOut,
    SignInFailed,
)
from sertakan.identity.model import NATIONAL, Origin, OversightActor, OversightRole, OversightScope, Ticket
from sertakan.identity.repository import centre as repository
from sertakan.identity.service import throttling
from sertakan.identity.service.sessions import STAFF_SIGN_IN, hash_token, new_token
from sertakan.identity.tables import OversightAccountRow
from sertakan.kernel.identifier import parse_email
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.persistence.database import enter_oversight


def find_overseer(token: str, now: datetime) -> OversightActor | None:
    """Return who is signed in at the centre with a token."""
    return repository.find_overseer(hash_token(token), now)


def sign_in_overseer(email: str, password: str, *, origin: Origin, now: datetime) -> Ticket:
    """Sign somebody in at the centre; unknown and wrong are answered alike.

    :raises Refusal: sign_in.wrong, sign_in.disabled, throttle.sign_in(minutes)
    """
    counted = {throttling.SIGN_IN_ACCOUNT: email, throttling.SIGN_IN_NETWORK: origin.network}
    throttling.spend(None, counted, now)
    found = repository.find_oversight_account(email)
    if not passwords.is_password(found.password_hash if found else None, password) or found is None:
        raise _failed(found.id if found else None, "sign_in.wrong", now)
    if found.is_disabled:
        raise _failed(found.id, "sign_in.disabled", now)
    throttling.give_back(None, counted)
    token = new_token()
    repository.insert_oversight_session(found.id, hash_token(token), origin.device[:120], now + STAFF_SIGN_IN)
    record(SignedIn(), at=now, actor_id=found.id, subject_id=found.id)
    return Ticket(token=token, account_id=found.id, is_staff=True)


def _failed(account_id: UUID | None, code: str, now: datetime) -> Refusal:
    with enter_oversight():
        record(SignInFailed(), at=now, actor_id=None, subject_id=account_id)
    return Refusal(code)


def sign_out_overseer(actor: OversightActor, now: datetime) -> None:
    """End a sign-in at the centre at once."""
    repository.revoke_oversight_session(actor.session_id, now)
    record(SignedOut(), at=now, actor_id=actor.account_id, subject_id=actor.account_id)


def add_oversight_account(
    *, name: str, email: str, password: str, role: OversightRole, scope: OversightScope = NATIONAL
) -> UUID:
    """Give somebody an account at the centre that sees as far as its scope.

    :raises Refusal: account.exists, email.*
    """
    address = parse_email(email)
    if repository.find_oversight_account(address) is not None:
        raise Refusal("account.exists", field="email")
    account_id = repository.insert_oversight_account(
        name, address, passwords.hash_password(password), role, scope
    )
    record(AccountCreated(way="command"), at=datetime.now(UTC), actor_id=None, subject_id=account_id)
    return account_id


def list_overseers() -> list[OversightAccountRow]:
    """Return all accounts at the centre, by e-mail."""
    return repository.list_oversight_accounts()


def disable_overseer(email: str) -> None:
    """Close an account at the centre; all its sign-ins end.

    :raises NotFound: account.unknown
    """
    account = _get_account(email)
    account.is_disabled = True
    repository.end_oversight_sessions(account.id, datetime.now(UTC))
    record(AccountDisabled(), at=datetime.now(UTC), actor_id=None, subject_id=account.id)


def set_overseer_password(email: str, password: str) -> None:
    """Give an account at the centre another password; all its sign-ins end.

    :raises NotFound: account.unknown
    """
    account = _get_account(email)
    account.password_hash, account.is_disabled = passwords.hash_password(password), False
    repository.end_oversight_sessions(account.id, datetime.now(UTC))
    record(PasswordChanged(way="command"), at=datetime.now(UTC), actor_id=None, subject_id=account.id)


def has_overseer_password(email: str, password: str) -> bool | None:
    """Tell whether a password opens an account at the centre; None when there is no such account."""
    found = repository.find_oversight_account(parse_email(email))
    return passwords.is_password(found.password_hash, password) if found else None


def _get_account(email: str) -> OversightAccountRow:
    found = repository.find_oversight_account(parse_email(email))
    if found is None:
        raise NotFound("account.unknown")
    return found
