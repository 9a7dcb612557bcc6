"""Let people who forgot their password choose another, once they prove that the account's contact is theirs.

A contact without an open account is treated alike at every step, but no code in the world fits it.
"""

import hmac
import json
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sertakan.audit.service import record
from sertakan.identity import passwords, repository, rules
from sertakan.identity.events import PasswordChanged
from sertakan.identity.model import (
    Challenge,
    Contact,
    ContactKind,
    Credentials,
    Origin,
    Purpose,
    Ticket,
    Verification,
)
from sertakan.identity.service import throttling
from sertakan.identity.service.codes import CODE_LIVES, check_code, draw_code, no_code
from sertakan.identity.service.sessions import begin_session, hash_token, new_token
from sertakan.identity.tables import VerificationRow
from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import Refusal


def begin(tenant_id: int, contact: Contact, *, network: str, now: datetime) -> Challenge:
    """Begin with a code for the contact.

    :raises Refusal: throttle.reset, throttle.code
    """
    throttling.spend(
        tenant_id, {throttling.RESET_NETWORK: network, throttling.CODES_TO_CONTACT: contact.value}, now
    )
    verification_id = new_id()
    code, code_hash = _draw(tenant_id, verification_id, contact)
    repository.insert_verification(
        tenant_id,
        Verification(
            id=verification_id,
            purpose=Purpose.RESET,
            contact=contact,
            request=json.dumps(asdict(contact)),
            code_hash=code_hash,
            expires_at=now + CODE_LIVES,
        ),
    )
    return Challenge(verification_id=verification_id, contact=contact, code=code)


def renew(tenant_id: int, verification_id: UUID, *, now: datetime) -> Challenge:
    """Draw another code; the one before no longer counts.

    :raises Refusal: code.unknown, code.used, throttle.code
    """
    row = repository.find_verification(tenant_id, verification_id)
    if row is None:
        raise Refusal("code.unknown")
    contact = _read_contact(tenant_id, row)
    throttling.spend(tenant_id, {throttling.CODES_TO_CONTACT: contact.value}, now)
    code, code_hash = _draw(tenant_id, verification_id, contact)
    if not repository.renew_code(tenant_id, verification_id, Purpose.RESET, code_hash, now + CODE_LIVES):
        raise Refusal("code.used")
    return Challenge(verification_id=verification_id, contact=contact, code=code)


def prove(tenant_id: int, verification_id: UUID, code: str, *, now: datetime) -> str:
    """Exchange the right code for a token that allows one change of password for a quarter of an hour.

    :raises Refusal: code.wrong(left), code.exhausted, code.expired, code.used, code.unknown
    """
    check_code(tenant_id, verification_id, Purpose.RESET, code, now)
    token = new_token()
    if not repository.turn_into_proof(tenant_id, verification_id, hash_token(token), now + CODE_LIVES):
        raise Refusal("code.used", field="code")
    return token


def change_password(
    tenant_id: int, verification_id: UUID, token: str, password: str, *, origin: Origin, now: datetime
) -> Ticket:
    """Give the account its new password, end all its sign-ins, and begin one here.

    :raises Refusal: reset.over, password.*
    """
    row = repository.find_verification(tenant_id, verification_id)
    if row is None or not _is_proven(row, token, now):
        raise Refusal("reset.over")
    contact = _read_contact(tenant_id, row)
    found = _find_open(tenant_id, contact)
    if found is None:
        raise Refusal("reset.over")
    names = repository.list_names(tenant_id, [found.account_id])
    rules.check_password(
        password,
        personal=rules.personal_words(names[found.account_id], contact),
        common=rules.common_passwords(),
    )
    if repository.use_verification(tenant_id, verification_id, Purpose.RESET_PROVEN, now) is None:
        raise Refusal("reset.over")
    _replace_password(tenant_id, found.account_id, password, now)
    repository.close_resets(tenant_id, contact, now)
    return begin_session(tenant_id, found.account_id, origin=origin, now=now, is_staff=found.is_staff)


def _replace_password(tenant_id: int, account_id: UUID, password: str, now: datetime) -> None:
    repository.update_account(tenant_id, account_id, password_hash=passwords.hash_password(password))
    repository.end_sessions(tenant_id, account_id, now)
    record(PasswordChanged(way="reset"), at=now, actor_id=account_id, subject_id=account_id)


def _draw(tenant_id: int, verification_id: UUID, contact: Contact) -> tuple[str | None, bytes]:
    if _find_open(tenant_id, contact) is None:
        return None, no_code()
    return draw_code(tenant_id, verification_id)


def _find_open(tenant_id: int, contact: Contact) -> Credentials | None:
    # A closed account is opened again by those who closed it, not by whoever reads its mail.
    found = repository.find_credentials(tenant_id, contact)
    return None if found is None or found.is_disabled else found


def _is_proven(row: VerificationRow, token: str, now: datetime) -> bool:
    is_open = row.purpose == Purpose.RESET_PROVEN and row.used_at is None and row.expires_at > now
    return is_open and hmac.compare_digest(row.code_hash, hash_token(token))


def _read_contact(tenant_id: int, row: VerificationRow) -> Contact:
    kept = json.loads(repository.open_request(tenant_id, row))
    return Contact(kind=ContactKind(kept["kind"]), value=kept["value"])
