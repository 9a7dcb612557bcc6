"""When a code of an authenticator fits, what a recovery code looks like, and who must have a second factor."""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

from pyotp import TOTP, random_base32

from sertakan.identity.model import Actor, Factors, Grant, Role
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import SpaceState, Tenant

STEP_SECONDS = 30
FRESH = timedelta(minutes=10)
RECOVERY_CODES = 10
RECOVERY_SIGNS = 10
# Without the signs that people mistake for others: no 0 and O, no 1, I and L.
RECOVERY_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_OBLIGED = frozenset({Role.ADMIN, Role.APPROVER})


def new_secret() -> str:
    """Return a secret to share with an authenticator."""
    return random_base32()


def provisioning_address(secret: str, *, account: str, issuer: str) -> str:
    """Return what an authenticator reads from the picture: the secret, and what to call it."""
    return TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def code_of_step(secret: str, step: int) -> str:
    """Return the six digits of one half-minute, counted since 1970 (RFC 6238)."""
    return TOTP(secret).generate_otp(step)


def step_of(now: datetime) -> int:
    """Return the half-minute of a moment."""
    return int(now.timestamp()) // STEP_SECONDS


def find_step(secret: str, code: str, now: datetime) -> int | None:
    """Return the half-minute whose code was typed: this one, the one before or the next, else None.

    The phone's clock may be off by that much, and typing takes a while.
    """
    present = step_of(now)
    fitting = [
        step
        for step in (present - 1, present, present + 1)
        if hmac.compare_digest(code_of_step(secret, step).encode(), code.encode())
    ]
    return fitting[-1] if fitting else None


def tidy_recovery_code(typed: str) -> str:
    """Return a recovery code as it is compared, however it was typed."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def show_recovery_code(code: str) -> str:
    """Return a recovery code as it is printed, in two halves."""
    half = RECOVERY_SIGNS // 2
    return f"{code[:half]}-{code[half:]}"


def is_factor_required(grants: Iterable[Grant], tenant: Tenant) -> bool:
    """Tell whether these roles may only be used with a second factor: where real people are, even while it rests."""
    holds_real_people = SpaceState.LIVE in {tenant.state, tenant.state_before}
    return holds_real_people and is_factor_advised(grants)


def is_factor_advised(grants: Iterable[Grant]) -> bool:
    """Tell whether these roles are powerful enough for a second factor in any space."""
    return any(grant.role in _OBLIGED for grant in grants)


def is_fresh(actor: Actor, now: datetime) -> bool:
    """Tell whether somebody proved within the last minutes, by whatever they have, who they are."""
    return actor.proven_at is not None and now - actor.proven_at < FRESH


def has_fresh_factor(actor: Actor, now: datetime) -> bool:
    """Tell whether somebody showed a second factor within the last minutes."""
    return actor.factor is not None and is_fresh(actor, now)


def ensure_may_remove(factors: Factors, *, is_required: bool) -> None:
    """Refuse to take off the only second factor of somebody who must have one.

    :raises Refusal: factor.last
    """
    if is_required and int(factors.has_totp) + len(factors.passkeys) <= 1:
        raise Refusal("factor.last")
