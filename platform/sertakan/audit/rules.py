"""How records are chained, so that any change of the past shows."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from sertakan.audit.model import Flaw
from sertakan.kernel.month import Month

# The centre's records carry their subject in the payload only.
_NO_SUCH_COLUMN = object()


class Recorded(Protocol):
    """Describe a record as it is stored."""

    sequence: int
    event: str
    payload: str
    hash: bytes
    actor_id: UUID | None
    recorded_at: datetime


def canonical(content: dict[str, object]) -> str:
    """Return the one way to write a record's content."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Month):
        return str(value)
    if isinstance(value, tuple | frozenset | set):
        return list(value)
    raise TypeError(type(value).__name__)


def chain(previous: bytes, sequence: int, payload: str) -> bytes:
    """Return the hash of a record, which covers its place and the hash before it."""
    return sha256(previous + sequence.to_bytes(8, signed=True) + payload.encode()).digest()


def find_flaw(records: Iterable[Recorded], head: tuple[int, bytes]) -> Flaw | None:
    """Return the first place where a chain does not hold, or None when it holds to its head."""
    previous, expected = b"", 1
    for record in records:
        if record.sequence != expected:
            return Flaw(sequence=expected, reason="missing")
        if record.hash != chain(previous, record.sequence, record.payload):
            return Flaw(sequence=expected, reason="altered")
        if not _columns_agree(record):
            return Flaw(sequence=expected, reason="columns")
        previous, expected = record.hash, expected + 1
    if head != (expected - 1, previous):
        return Flaw(sequence=expected, reason="head")
    return None


def _columns_agree(record: Recorded) -> bool:
    content = json.loads(record.payload)
    subject = getattr(record, "subject_id", _NO_SUCH_COLUMN)
    return (
        content["event"] == record.event
        and content["actor"] == (str(record.actor_id) if record.actor_id else None)
        and (subject is _NO_SUCH_COLUMN or content["subject"] == (str(subject) if subject else None))
        and datetime.fromisoformat(content["at"]) == record.recorded_at
    )
