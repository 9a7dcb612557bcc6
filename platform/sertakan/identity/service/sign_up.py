"""Make an account out of a wish and a proven contact; before the proof nothing is created."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sertakan.audit.service import record
from sertakan.identity import passwords, repository, rules
from sertakan.identity.events import AccountCreated
from sertakan.identity.model import Challenge, Contact, ContactKind, Purpose, SignUpWish, Verification
from sertakan.identity.service import throttling
from sertakan.identity.service.codes import CODE_LIVES, check_code, draw_code, no_code
from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import Tenant


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedUp:
    """Hold the new account and what its owner said, for whoever registers the sponsor."""

    account_id: UUID
    wish: SignUpWish


def begin(
    tenant: Tenant, wish: SignUpWish, password: str, *, invited: Collection[str], network: str, now: datetime
) -> Challenge:
    """Keep a wish for an account, sealed, until its contact is proven.

    A contact that has an account already is treated alike, but gets no code.

    :raises Refusal: sponsor.not_invited, password.*, nik.*, nip.*, throttle.sign_up, throttle.code
    """
    rules.check_category(wish.category, wish.nip, invited=invited)
    rules.check_numbers(wish.nik, wish.nip, wants_synthetic=tenant.wants_synthetic_people)
    rules.check_password(
        password,
        personal=rules.personal_words(wish.name, wish.contact),
        common=rules.common_passwords(),
    )
    throttling.spend(
        tenant.id,
        {throttling.SIGN_UP_NETWORK: network, throttling.CODES_TO_CONTACT: wish.contact.value},
        now,
    )
    verification_id = new_id()
    request = {"wish": asdict(wish), "password_hash": passwords.hash_password(password)}
    code, code_hash = _draw(tenant.id, verification_id, wish.contact)
    repository.insert_verification(
        tenant.id,
        Verification(
            id=verification_id,
            purpose=Purpose.SIGN_UP,
            contact=wish.contact,
            request=json.dumps(request, default=str),
            code_hash=code_hash,
            expires_at=now + CODE_LIVES,
        ),
    )
    return Challenge(verification_id=verification_id, contact=wish.contact, code=code)


def renew(tenant_id: int, verification_id: UUID, *, now: datetime) -> Challenge:
    """Draw another code for a wish; the one before no longer counts.

    :raises Refusal: code.unknown, code.used, throttle.code(minutes)
    """
    row = repository.find_verification(tenant_id, verification_id)
    if row is None:
        raise Refusal("code.unknown")
    kept = repository.open_request(tenant_id, row)
    contact = _read_wish(kept).contact
    throttling.spend(tenant_id, {throttling.CODES_TO_CONTACT: contact.value}, now)
    code, code_hash = _draw(tenant_id, verification_id, contact)
    if not repository.renew_code(tenant_id, verification_id, Purpose.SIGN_UP, code_hash, now + CODE_LIVES):
        raise Refusal("code.used")
    return Challenge(verification_id=verification_id, contact=contact, code=code)


def _draw(tenant_id: int, verification_id: UUID, contact: Contact) -> tuple[str | None, bytes]:
    if repository.find_credentials(tenant_id, contact) is not None:
        return None, no_code()
    return draw_code(tenant_id, verification_id)


def confirm(tenant_id: int, verification_id: UUID, code: str, *, now: datetime) -> SignedUp:
    """Create the account whose contact is proven by the right code.

    :raises Refusal: code.wrong(left), code.exhausted, code.expired, code.used, code.unknown, account.exists
    """
    check_code(tenant_id, verification_id, Purpose.SIGN_UP, code, now)
    kept = repository.use_verification(tenant_id, verification_id, Purpose.SIGN_UP, now)
    if kept is None:
        raise Refusal("code.used", field="code")
    wish = _read_wish(kept)
    account_id = repository.insert_account(
        tenant_id, wish.name, wish.contact, json.loads(kept)["password_hash"], now=now
    )
    if account_id is None:
        raise Refusal("account.exists")
    record(AccountCreated(way="sign_up"), at=now, actor_id=account_id, subject_id=account_id)
    return SignedUp(account_id=account_id, wish=wish)


def _read_wish(kept: str) -> SignUpWish:
    said = json.loads(kept)["wish"]
    contact = said.pop("contact")
    unit = said.pop("work_unit_id")
    return SignUpWish(
        **said,
        contact=Contact(kind=ContactKind(contact["kind"]), value=contact["value"]),
        work_unit_id=UUID(unit) if unit else None,
    )
