"""Prove a second time who somebody is: to go on signing in, or once more before something grave."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sertakan.audit.service import record
from sertakan.identity import passkeys, passwords, repository
from sertakan.identity.events import SignInFailed
from sertakan.identity.model import (
    Actor,
    Credentials,
    Factor,
    Factors,
    Origin,
    Proof,
    RelyingParty,
    Ticket,
)
from sertakan.identity.repository import factors as kept
from sertakan.identity.rules import factor as rules
from sertakan.identity.service import throttling
from sertakan.identity.service.sessions import begin_session, hash_token
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.database import enter_tenant

CHALLENGE_LASTS = timedelta(minutes=5)
CHALLENGE_BYTES = 32
_PROVE = "prove"


def find_waiting(tenant_id: int, token: str, now: datetime) -> UUID | None:
    """Return whose sign-in waits for a second factor; None once five minutes are over."""
    return repository.find_pending(tenant_id, hash_token(token), now)


def finish_sign_in(tenant_id: int, token: str, proof: Proof, *, origin: Origin, now: datetime) -> Ticket:
    """Sign in whoever waits and proves themselves.

    :raises Refusal: sign_in.waited, sign_in.disabled, factor.*, passkey.*, throttle.factor(minutes)
    """
    account_id = find_waiting(tenant_id, token, now)
    found = repository.find_credentials_of(tenant_id, account_id) if account_id else None
    if found is None:
        raise Refusal("sign_in.waited")
    if found.is_disabled:
        raise Refusal("sign_in.disabled")
    _prove(tenant_id, found.account_id, proof, now)
    if not repository.use_pending(tenant_id, hash_token(token)):
        raise Refusal("sign_in.waited")
    return begin_session(
        tenant_id,
        found.account_id,
        origin=origin,
        now=now,
        is_staff=found.is_staff,
        factor=proof.factor,
    )


def prove_again(tenant_id: int, actor: Actor, proof: Proof, now: datetime) -> None:
    """Note that somebody who is signed in proved themselves by a second factor just now.

    :raises Refusal: factor.*, passkey.*, throttle.factor(minutes)
    """
    _prove(tenant_id, actor.account_id, proof, now)
    repository.note_proof(tenant_id, actor.session_id, proof.factor, now)


def prove_by_password(tenant_id: int, actor: Actor, password: str, now: datetime) -> None:
    """Note that somebody who has no second factor typed their password again just now.

    :raises Refusal: factor.password_wrong, throttle.factor(minutes)
    """

    def check(found: Credentials | None) -> None:
        # Whoever has a second factor shows that, and no less.
        is_right = passwords.is_password(found.password_hash if found else None, password)
        if found is None or found.has_factor or not is_right:
            raise Refusal("factor.password_wrong", field="password")

    found = repository.find_credentials_of(tenant_id, actor.account_id)
    _throttled(tenant_id, actor.account_id, "password", now, lambda: check(found))
    repository.note_proof(tenant_id, actor.session_id, None, now)


def factors_of(tenant_id: int, account_id: UUID) -> Factors:
    """Return by what an account can prove itself a second time."""
    return kept.list_factors(tenant_id, account_id)


def ask_passkey(tenant_id: int, account_id: UUID, site: RelyingParty, now: datetime) -> str:
    """Return what to ask a device that holds one of an account's passkeys, as JSON for the browser."""
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    kept.insert_challenge(tenant_id, account_id, _PROVE, challenge, now + CHALLENGE_LASTS)
    known = kept.list_credentials(tenant_id, account_id)
    return passkeys.request_options(site, challenge=challenge, known=known)


def use_challenge(tenant_id: int, account_id: UUID, purpose: str, answer: str, now: datetime) -> bytes:
    """Return the challenge that a browser answered, used up even if the answer is refused.

    :raises Refusal: passkey.refused, passkey.late
    """
    challenge = passkeys.challenge_in(answer)
    with enter_tenant(tenant_id):
        is_good = kept.use_challenge(tenant_id, account_id, purpose, challenge, now)
    if not is_good:
        raise Refusal("passkey.late")
    return challenge


def _prove(tenant_id: int, account_id: UUID, proof: Proof, now: datetime) -> None:
    _throttled(
        tenant_id,
        account_id,
        proof.factor.value,
        now,
        lambda: _CHECKS[proof.factor](tenant_id, account_id, proof, now),
    )


def _throttled(tenant_id: int, account_id: UUID, step: str, now: datetime, check: Callable[[], None]) -> None:
    counted = dict.fromkeys((throttling.FACTOR_ACCOUNT, throttling.FACTOR_DAY), str(account_id))
    throttling.spend(tenant_id, counted, now)
    try:
        check()
    except Refusal:
        # In a transaction of its own: the request that is refused is rolled back, its record must stand.
        with enter_tenant(tenant_id):
            record(SignInFailed(step=step), at=now, actor_id=None, subject_id=account_id)
        raise
    throttling.give_back(tenant_id, counted)


def _check_code(tenant_id: int, account_id: UUID, proof: Proof, now: datetime) -> None:
    secret = kept.find_secret(tenant_id, account_id, is_confirmed=True)
    step = rules.find_step(secret, proof.text, now) if secret else None
    if step is None:
        raise Refusal("factor.code_wrong", field="code")
    if not kept.use_step(tenant_id, account_id, step):
        raise Refusal("factor.code_used", field="code")


def _check_recovery(tenant_id: int, account_id: UUID, proof: Proof, now: datetime) -> None:
    code = rules.tidy_recovery_code(proof.text)
    if not kept.use_recovery_code(tenant_id, account_id, code, now):
        raise Refusal("factor.recovery_wrong", field="recovery_code")


def _check_passkey(tenant_id: int, account_id: UUID, proof: Proof, now: datetime) -> None:
    challenge = use_challenge(tenant_id, account_id, _PROVE, proof.text, now)
    credential_id = passkeys.credential_in(proof.text)
    key = kept.lock_passkey(tenant_id, account_id, credential_id)
    if key is None or proof.site is None:
        raise Refusal("passkey.unknown")
    count = passkeys.count_after(
        proof.text, proof.site, challenge, public_key=key.public_key, count=key.sign_count
    )
    kept.note_passkey_use(tenant_id, credential_id, count, now)


_CHECKS: Mapping[Factor, Callable[[int, UUID, Proof, datetime], None]] = {
    Factor.TOTP: _check_code,
    Factor.RECOVERY: _check_recovery,
    Factor.PASSKEY: _check_passkey,
}
