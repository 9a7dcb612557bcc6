"""What becomes of an enrolment from the sponsor's and the worker's side after it was sent in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sertakan.audit import service as audit
from sertakan.enrolment.events import ConsentRefused
from sertakan.enrolment.model import ConsentState, Enrolment, EnrolmentLine
from sertakan.enrolment.repository import enrolments as repository
from sertakan.enrolment.repository import questions
from sertakan.enrolment.rules import transition
from sertakan.enrolment.rules.asking import find_changes
from sertakan.enrolment.service import cover, revising
from sertakan.enrolment.service.submission import Circumstances
from sertakan.identity.service import throttling
from sertakan.kernel.refusal import Conflict, NotFound, Refusal

_REFUSAL_CODES = throttling.Limit("refusal_codes", "throttle.refusal", 30, timedelta(hours=1))


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Answer one question, by other values than before or by saying why they are right."""

    question_id: UUID
    given: Mapping[str, Any]
    explanation: str | None


def list_of_sponsor(
    tenant_id: int, sponsor_id: UUID, *, limit: int = 50, offset: int = 0
) -> tuple[list[EnrolmentLine], bool]:
    """Return a sponsor's own enrolments, newest first, and whether there may be drafts besides."""
    return repository.list_of_sponsor(tenant_id, sponsor_id, limit=limit, offset=offset)


def get_own_enrolment(
    tenant_id: int, sponsor_id: UUID, enrolment_id: UUID, *, lock: bool = False
) -> Enrolment:
    """Return a sponsor's own enrolment.

    :raises NotFound: enrolment.unknown, also for another sponsor's
    """
    enrolment = repository.get_enrolment(tenant_id, enrolment_id, lock=lock)
    if enrolment.sponsor_id != sponsor_id:
        raise NotFound("enrolment.unknown")
    return enrolment


def answer_question(
    sponsor_id: UUID, enrolment_id: UUID, reply: Reply, here: Circumstances
) -> dict[str, Any]:
    """Answer what an officer asked about one field, send the enrolment in again, and return what changed.

    :raises NotFound: enrolment.unknown
    :raises Conflict: enrolment.state, question.answered
    :raises Refusal: answer.unchanged, nik.real_in_trial, nik.synthetic
    :raises AlreadyCovered: when the number turns out to be somebody's who is enrolled here
    """
    tenant_id = here.tenant_id
    enrolment = get_own_enrolment(tenant_id, sponsor_id, enrolment_id, lock=True)
    question = enrolment.open_question
    if question is None or question.id != reply.question_id:
        raise Conflict("question.answered")
    before = revising.read_answers(tenant_id, enrolment)
    changed = find_changes(question.field, before, reply.given)
    state, event = transition.answer(
        enrolment.state, enrolment.reference, question.field, is_changed=bool(changed)
    )
    if changed:
        revising.revise(enrolment, before.with_answers(**reply.given), changed, here)
    elif reply.explanation:
        repository.change_enrolment(tenant_id, enrolment, state=state)
    else:
        raise Refusal("answer.unchanged", field="explanation")
    questions.close_question(tenant_id, question.id, reply.explanation, here.now)
    audit.record(event, at=here.now, actor_id=here.actor_id, subject_id=enrolment.id)
    return changed


def find_refusable(tenant_id: int, code: str, network: str, now: datetime) -> UUID | None:
    """Return the enrolment that a worker's code stops, or None when there is no such code.

    Only wrong codes add up: a whole village may say no from behind one address.

    :raises Refusal: throttle.refusal(minutes)
    """
    throttling.spend(tenant_id, {_REFUSAL_CODES: network}, now)
    if (found := repository.find_by_refusal_code(tenant_id, _as_written(code))) is None:
        return None
    throttling.give_back(tenant_id, {_REFUSAL_CODES: network})
    return found[1]


def refuse_as_worker(tenant_id: int, code: str, now: datetime) -> None:
    """Stop everything onward at the worker's word; doing it twice changes nothing.

    :raises Refusal: refusal.code_unknown
    """
    if (found := repository.find_by_refusal_code(tenant_id, _as_written(code))) is None:
        raise Refusal("refusal.code_unknown", field="code")
    consent_id, enrolment_id, state = found
    if state is ConsentState.REFUSED:
        return
    enrolment = repository.get_enrolment(tenant_id, enrolment_id, lock=True)
    repository.refuse_consent(tenant_id, consent_id, now)
    stopped = transition.halt(enrolment.state)
    if enrolment.state.holds_cover:
        cover.release(tenant_id, repository.get_nik(tenant_id, enrolment.worker_id))
    repository.change_enrolment(
        tenant_id,
        enrolment,
        state=stopped,
        state_ground=enrolment.state_ground if enrolment.state.is_closed else "stopped",
        active_person=None,
        is_halted=True,
        decided_at=now,
    )
    audit.record(ConsentRefused(consent_id=consent_id), at=now, actor_id=None, subject_id=enrolment_id)


def _as_written(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
