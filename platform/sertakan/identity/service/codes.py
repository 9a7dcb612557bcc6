"""Draw the six digits that prove a contact, and judge what people type."""

import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sertakan.identity import repository
from sertakan.identity.model import Purpose
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.crypto import blind_index
from sertakan.persistence.database import enter_tenant

CODE_LIVES = timedelta(minutes=15)
MOST_ATTEMPTS = 5
_CODES = 1_000_000


def draw_code(tenant_id: int, verification_id: UUID) -> tuple[str, bytes]:
    """Return a code, and what is kept of it."""
    code = f"{secrets.randbelow(_CODES):06d}"
    return code, _hash_code(tenant_id, verification_id, code)


def no_code() -> bytes:
    """Return what is kept where no code in the world shall fit."""
    return secrets.token_bytes(32)


def check_code(tenant_id: int, verification_id: UUID, purpose: Purpose, code: str, now: datetime) -> None:
    """Refuse anything but the right code for a purpose.

    The attempt is spent before it is judged, and stays spent when the request is refused.

    :raises Refusal: code.wrong(left), code.exhausted, code.expired, code.used, code.unknown
    """
    with enter_tenant(tenant_id):
        spent = repository.spend_code_attempt(tenant_id, verification_id, purpose, now, most=MOST_ATTEMPTS)
    if spent is None:
        raise Refusal(_why_closed(tenant_id, verification_id, purpose, now), field="code")
    if not hmac.compare_digest(spent.code_hash, _hash_code(tenant_id, verification_id, code)):
        left = MOST_ATTEMPTS - spent.attempts
        raise (
            Refusal("code.wrong", field="code", left=left)
            if left
            else Refusal("code.exhausted", field="code")
        )


def _why_closed(tenant_id: int, verification_id: UUID, purpose: Purpose, now: datetime) -> str:
    row = repository.find_verification(tenant_id, verification_id)
    if row is None:
        return "code.unknown"
    if row.used_at is not None or row.purpose != purpose:
        return "code.used"
    return "code.expired" if row.expires_at <= now else "code.exhausted"


def _hash_code(tenant_id: int, verification_id: UUID, code: str) -> bytes:
    return blind_index(tenant_id, "code", f"{verification_id}|{code}")
