"""Slow down whoever tries too often, by rows that every process and machine sees."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from sertakan.identity import repository
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.crypto import blind_index, crossing_hash
from sertakan.persistence.database import TenantSession, enter_oversight, enter_tenant

_QUARTER = timedelta(minutes=15)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """Allow so many attempts in a window; `code` is the refusal of the next one."""

    kind: str
    code: str
    most: int
    window: timedelta


SIGN_IN_ACCOUNT = Limit("sign_in_account", "throttle.sign_in", 10, _QUARTER)
# Whole offices and villages share one address; guessing one account is stopped by the limit above.
SIGN_IN_NETWORK = Limit("sign_in_network", "throttle.sign_in", 60, _QUARTER)
SIGN_UP_NETWORK = Limit("sign_up_network", "throttle.sign_up", 60, _HOUR)
RESET_NETWORK = Limit("reset_network", "throttle.reset", 60, _HOUR)
CODES_TO_CONTACT = Limit("codes_to_contact", "throttle.code", 5, _HOUR)


def spend(tenant_id: int | None, counted: Mapping[Limit, str], now: datetime) -> None:
    """Count one attempt, of a regency or of the centre, before it is known how it ends.

    It counts in a transaction of its own, because a refused request is rolled back.

    :raises Refusal: the limit's code, with the minutes to wait
    """
    keys = {_key(tenant_id, limit, value): limit for limit, value in counted.items()}
    windows = {key: now + limit.window for key, limit in keys.items()}
    with _own_transaction(tenant_id):
        standing = repository.count_attempts(tenant_id, windows, now)
    for key, limit in keys.items():
        attempts, ends_at = standing[key]
        if attempts > limit.most:
            raise Refusal(limit.code, minutes=max(1, ceil((ends_at - now) / timedelta(minutes=1))))


def give_back(tenant_id: int | None, counted: Mapping[Limit, str]) -> None:
    """Take an attempt off again that succeeded, so that only failures add up."""
    keys = sorted(_key(tenant_id, limit, value) for limit, value in counted.items())
    with _own_transaction(tenant_id):
        repository.give_attempts_back(tenant_id, keys)


def _own_transaction(tenant_id: int | None) -> AbstractContextManager[TenantSession]:
    return enter_oversight() if tenant_id is None else enter_tenant(tenant_id)


def _key(tenant_id: int | None, limit: Limit, value: str) -> UUID:
    text = f"{limit.kind}|{value}"
    hashed = (
        crossing_hash("throttle", text) if tenant_id is None else blind_index(tenant_id, "throttle", text)
    )
    return UUID(bytes=hashed[:16])
