from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

import pytest

from sertakan.audit.model import Flaw
from sertakan.audit.rules import canonical, chain, find_flaw
from sertakan.kernel.month import Month

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
SOMEBODY = UUID(int=7)


class Colour(StrEnum):
    RED = "merah"


@dataclass
class Record:
    sequence: int
    payload: str
    hash: bytes = b""
    event: str = "test.done"
    actor_id: UUID | None = None
    subject_id: UUID | None = SOMEBODY
    recorded_at: datetime = NOON


def chained(count: int) -> list[Record]:
    records, previous = [], b""
    for number in range(1, count + 1):
        content = {
            "event": "test.done",
            "at": NOON,
            "actor": None,
            "subject": SOMEBODY,
            "details": {"n": number},
        }
        payload = canonical(content)
        previous = chain(previous, number, payload)
        records.append(Record(number, payload, previous))
    return records


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1, "1"),
        (None, "null"),
        ("desa é", '"desa é"'),
        (Colour.RED, '"merah"'),
        (NOON, '"2026-11-22T04:00:00+00:00"'),
        (date(2026, 11, 22), '"2026-11-22"'),
        (SOMEBODY, '"00000000-0000-0000-0000-000000000007"'),
        (Month(2026, 11), '"2026-11"'),
        ((1, 2), "[1,2]"),
        (frozenset({3}), "[3]"),
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
    ],
)
def test_content_is_written_one_way(value: object, written: str) -> None:
    assert canonical({"x": value}) == f'{{"x":{written}}}'


def test_unknown_type_is_not_guessed() -> None:
    with pytest.raises(TypeError):
        canonical({"x": object()})


def test_hash_covers_place_and_past() -> None:
    hashes = {chain(b"", 1, "x"), chain(b"", 2, "x"), chain(b"a", 1, "x"), chain(b"", 1, "y")}
    assert len(hashes) == 4


def test_whole_chain_holds() -> None:
    records = chained(4)
    assert find_flaw(records, (4, records[-1].hash)) is None


def test_empty_chain_holds() -> None:
    assert find_flaw([], (0, b"")) is None


@pytest.mark.parametrize(
    ("records", "flaw"),
    [
        (chained(4)[1:], Flaw(sequence=1, reason="missing")),
        ([*chained(4)[:1], *chained(4)[2:]], Flaw(sequence=2, reason="missing")),
        (chained(3), Flaw(sequence=4, reason="head")),
        ([], Flaw(sequence=1, reason="head")),
        ([chained(4)[1], chained(4)[0], *chained(4)[2:]], Flaw(sequence=1, reason="missing")),
        ([replace(chained(4)[0], payload="{}"), *chained(4)[1:]], Flaw(sequence=1, reason="altered")),
        ([replace(chained(4)[0], event="x"), *chained(4)[1:]], Flaw(sequence=1, reason="columns")),
        ([replace(chained(4)[0], actor_id=SOMEBODY), *chained(4)[1:]], Flaw(sequence=1, reason="columns")),
        ([replace(chained(4)[0], subject_id=None), *chained(4)[1:]], Flaw(sequence=1, reason="columns")),
    ],
)
def test_flaw_is_found_at_its_place(records: list[Record], flaw: Flaw) -> None:
    assert find_flaw(records, (4, chained(4)[-1].hash)) == flaw
