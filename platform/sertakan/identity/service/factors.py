"""Add and take off second factors: an authenticator's codes, passkeys, and codes for the day one is lost."""

import secrets
from datetime import datetime
from uuid import UUID

from sertakan.audit.service import record
from sertakan.identity import passkeys, repository
from sertakan.identity.events import FactorAdded, FactorRemoved, FactorsReset, RecoveryCodesRenewed
from sertakan.identity.model import Actor, Contact, ContactKind, Factor, Factors, RelyingParty, StaffEditor
from sertakan.identity.repository import factors as kept
from sertakan.identity.repository import staffing
from sertakan.identity.rules import factor as rules
from sertakan.identity.service.contacts import contact_of
from sertakan.identity.service.proving import CHALLENGE_BYTES, CHALLENGE_LASTS, use_challenge
from sertakan.kernel.identifier import parse_email
from sertakan.kernel.refusal import NotFound, Refusal

_ADD = "add"
_MOST_PASSKEYS = 10


def has_second_factor(tenant_id: int, account_id: UUID) -> bool:
    """Tell whether an account has a second factor that counts."""
    return kept.has_factor(tenant_id, account_id)


def count_admins_with_factor(tenant_id: int) -> int:
    """Count a regency's admins who have a second factor and an open account."""
    return kept.count_admins_with_factor(tenant_id)


def begin_totp(tenant_id: int, actor: Actor) -> None:
    """Draw a secret for somebody's authenticator; it counts once a code of it was typed."""
    kept.insert_secret(tenant_id, actor.account_id, rules.new_secret())


def find_new_secret(tenant_id: int, actor: Actor) -> str | None:
    """Return the secret that waits to be confirmed."""
    return kept.find_secret(tenant_id, actor.account_id, is_confirmed=False)


def confirm_totp(tenant_id: int, actor: Actor, code: str, now: datetime) -> tuple[str, ...]:
    """Let a new secret count, in place of the one before; return recovery codes if these are the first.

    :raises Refusal: factor.not_begun, factor.code_wrong
    """
    secret = find_new_secret(tenant_id, actor)
    if secret is None:
        raise Refusal("factor.not_begun")
    step = rules.find_step(secret, code, now)
    if step is None:
        raise Refusal("factor.code_wrong", field="code")
    is_first = not has_second_factor(tenant_id, actor.account_id)
    if not kept.confirm_secret(tenant_id, actor.account_id, step):
        raise Refusal("factor.not_begun")
    return _added(tenant_id, actor, Factor.TOTP, now, is_first=is_first)


def ask_new_passkey(tenant_id: int, actor: Actor, site: RelyingParty, now: datetime) -> str:
    """Return what to ask a device that shall make a passkey, as JSON for the browser.

    :raises Refusal: passkey.many(most)
    """
    known = kept.list_credentials(tenant_id, actor.account_id)
    if len(known) >= _MOST_PASSKEYS:
        raise Refusal("passkey.many", most=_MOST_PASSKEYS)
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    kept.insert_challenge(tenant_id, actor.account_id, _ADD, challenge, now + CHALLENGE_LASTS)
    contact = contact_of(tenant_id, actor.account_id)
    name = contact.value if contact else actor.name
    return passkeys.creation_options(
        site, account_id=actor.account_id, name=name, challenge=challenge, known=known
    )


def add_passkey(
    tenant_id: int, actor: Actor, *, name: str, answer: str, site: RelyingParty, now: datetime
) -> tuple[str, ...]:
    """Remember a passkey that a device made; return recovery codes if these are the first.

    :raises Refusal: passkey.refused, passkey.late
    """
    challenge = use_challenge(tenant_id, actor.account_id, _ADD, answer, now)
    key = passkeys.read_new_key(answer, site, challenge)
    is_first = not has_second_factor(tenant_id, actor.account_id)
    kept.insert_passkey(tenant_id, actor.account_id, name, key)
    return _added(tenant_id, actor, Factor.PASSKEY, now, is_first=is_first)


def _added(tenant_id: int, actor: Actor, factor: Factor, now: datetime, *, is_first: bool) -> tuple[str, ...]:
    record(FactorAdded(factor=factor.value), at=now, actor_id=actor.account_id, subject_id=actor.account_id)
    repository.note_proof(tenant_id, actor.session_id, factor, now)
    if not is_first:
        return ()
    # What was signed in by the password alone must not outlive the second factor.
    repository.end_sessions(tenant_id, actor.account_id, now, but=actor.session_id)
    return _new_codes(tenant_id, actor.account_id)


def renew_recovery_codes(tenant_id: int, actor: Actor, now: datetime) -> tuple[str, ...]:
    """Return new recovery codes, shown this once; the ones before no longer work.

    :raises Refusal: factor.none
    """
    if not has_second_factor(tenant_id, actor.account_id):
        raise Refusal("factor.none")
    record(RecoveryCodesRenewed(), at=now, actor_id=actor.account_id, subject_id=actor.account_id)
    return _new_codes(tenant_id, actor.account_id)


def _new_codes(tenant_id: int, account_id: UUID) -> tuple[str, ...]:
    codes = [
        "".join(secrets.choice(rules.RECOVERY_ALPHABET) for _ in range(rules.RECOVERY_SIGNS))
        for _ in range(rules.RECOVERY_CODES)
    ]
    kept.replace_recovery_codes(tenant_id, account_id, codes)
    return tuple(rules.show_recovery_code(code) for code in codes)


def remove_totp(tenant_id: int, actor: Actor, now: datetime, *, is_required: bool) -> None:
    """Take an authenticator off.

    :raises NotFound: factor.unknown
    :raises Refusal: factor.last
    """
    rules.ensure_may_remove(_locked_factors(tenant_id, actor.account_id), is_required=is_required)
    if not kept.delete_totp(tenant_id, actor.account_id, is_confirmed=True):
        raise NotFound("factor.unknown")
    _removed(tenant_id, actor, Factor.TOTP, now)


def remove_passkey(
    tenant_id: int, actor: Actor, passkey_id: UUID, now: datetime, *, is_required: bool
) -> None:
    """Take a passkey off.

    :raises NotFound: factor.unknown
    :raises Refusal: factor.last
    """
    rules.ensure_may_remove(_locked_factors(tenant_id, actor.account_id), is_required=is_required)
    if not kept.delete_passkeys(tenant_id, actor.account_id, passkey_id):
        raise NotFound("factor.unknown")
    _removed(tenant_id, actor, Factor.PASSKEY, now)


def _locked_factors(tenant_id: int, account_id: UUID) -> Factors:
    # Two that are removed at the same moment would each see the other still standing.
    staffing.lock_account(tenant_id, account_id)
    return kept.list_factors(tenant_id, account_id)


def _removed(tenant_id: int, actor: Actor, factor: Factor, now: datetime) -> None:
    if not has_second_factor(tenant_id, actor.account_id):
        kept.delete_recovery_codes(tenant_id, actor.account_id)
        repository.note_proof(tenant_id, actor.session_id, None, now)
    event = FactorRemoved(factor=factor.value)
    record(event, at=now, actor_id=actor.account_id, subject_id=actor.account_id)


def reset_factors(editor: StaffEditor, account_id: UUID) -> Contact | None:
    """Take all second factors off somebody else who lost theirs, and return how to tell them; their sign-ins end.

    :raises Refusal: factor.own, factor.none
    """
    if editor.account_id == account_id:
        raise Refusal("factor.own")
    if not has_second_factor(editor.tenant_id, account_id):
        raise Refusal("factor.none")
    kept.delete_totp(editor.tenant_id, account_id, is_confirmed=True)
    kept.delete_totp(editor.tenant_id, account_id, is_confirmed=False)
    kept.delete_passkeys(editor.tenant_id, account_id)
    kept.delete_recovery_codes(editor.tenant_id, account_id)
    repository.end_sessions(editor.tenant_id, account_id, editor.now)
    event = FactorsReset(way="admin" if editor.account_id else "command")
    record(event, at=editor.now, actor_id=editor.account_id, subject_id=account_id)
    return contact_of(editor.tenant_id, account_id)


def reset_factors_of(editor: StaffEditor, email: str) -> Contact | None:
    """Take all second factors off the account that has an e-mail address.

    :raises NotFound: account.unknown
    :raises Refusal: factor.none
    """
    contact = Contact(kind=ContactKind.EMAIL, value=parse_email(email))
    found = repository.find_credentials(editor.tenant_id, contact)
    if found is None:
        raise NotFound("account.unknown")
    return reset_factors(editor, found.account_id)
