from dataclasses import dataclass
from typing import ClassVar

import pytest

from sertakan.kernel.event import Event
from sertakan.kernel.refusal import Conflict, Forbidden, NotFound, Refusal


@dataclass(frozen=True, kw_only=True)
class WorkerEnrolled(Event):
    name: ClassVar[str] = "worker.enrolled"
    months: int


def test_refusal_carries_code_field_and_parameters() -> None:
    refusal = Refusal("nik.length", field="nik", digits=15)
    assert (refusal.code, refusal.field, refusal.params) == ("nik.length", "nik", {"digits": 15})


@pytest.mark.parametrize(
    ("refusal", "text"),
    [
        (Refusal("a.b"), "a.b"),
        (Refusal("a.b", field="c"), "a.b [c]"),
        (Refusal("a.b", field="c", d=1, e="x"), "a.b [c] d=1 e='x'"),
    ],
)
def test_refusal_is_printed_for_programmers(refusal: Refusal, text: str) -> None:
    assert str(refusal) == text


@pytest.mark.parametrize("kind", [NotFound, Forbidden, Conflict])
def test_kinds_are_refusals(kind: type[Refusal]) -> None:
    assert isinstance(kind("a.b"), Refusal)


def test_event_tells_its_fields() -> None:
    assert WorkerEnrolled(months=3).details() == {"months": 3}
    assert (WorkerEnrolled.name, Event.name) == ("worker.enrolled", "")
