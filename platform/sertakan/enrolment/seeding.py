"""Put a demo's enrolment where no page leads yet, saying so in the record."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sertakan.audit import service as audit
from sertakan.enrolment.model import EnrolmentState
from sertakan.enrolment.repository import enrolments
from sertakan.kernel.event import Event


@dataclass(frozen=True, kw_only=True)
class DemoMoved(Event):
    """An enrolment was moved by the demo, not decided by anybody."""

    name: ClassVar[str] = "demo.moved"
    state: str


def move(tenant_id: int, enrolment_id: UUID, state: EnrolmentState, now: datetime) -> None:
    """Move a demo's enrolment to a state without a decision."""
    enrolment = enrolments.get_enrolment(tenant_id, enrolment_id, lock=True)
    enrolments.change_enrolment(tenant_id, enrolment, state=state)
    audit.record(DemoMoved(state=state.value), at=now, actor_id=None, subject_id=enrolment_id)
