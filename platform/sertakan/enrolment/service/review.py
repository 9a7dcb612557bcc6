"""What an officer does with enrolments: look, search, approve, ask, reject; each within their reach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError

from sertakan.audit import service as audit
from sertakan.enrolment.events import EnrolmentsExported, NikRevealed, NikSought, ProofOpened
from sertakan.enrolment.model import (
    ConsentState,
    Enrolment,
    EnrolmentLine,
    ExportLine,
    Figures,
    Listed,
    Position,
    RejectionCode,
    Turn,
    Wanted,
)
from sertakan.enrolment.repository import enrolments, listing, questions, sponsors
from sertakan.enrolment.rules import transition
from sertakan.enrolment.rules.asking import list_askable
from sertakan.enrolment.rules.rejecting import ground_on_clause, write_rejection
from sertakan.enrolment.service import cover
from sertakan.identity.model import ContactKind, Reach
from sertakan.identity.service import throttling
from sertakan.identity.service.contacts import contact_of
from sertakan.kernel.clock import local_date
from sertakan.kernel.identifier import Nik
from sertakan.kernel.month import month_range
from sertakan.kernel.refusal import Conflict, NotFound, Refusal
from sertakan.notifications import service as notifications
from sertakan.notifications.model import Channel, Text
from sertakan.persistence.crypto import blind_index, unseal
from sertakan.persistence.database import tenant_session
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import Tenant

MOST_EXPORTED = 5_000
DIGITS_OF_A_PERSON = 9  # the reason stays in the record for ever; a number that names somebody must not
SHORTEST_REASON = 5
_NIK_SEARCHES = throttling.Limit("nik_search", "throttle.nik_search", 60, timedelta(hours=1))
_PERSON_KEY = "uq_enrolment_tenant_id_active_person"

# Writes to the sponsor what became of the enrolment; prose is the web's business.
Letter = Callable[[Enrolment], Text]


@dataclass(frozen=True, kw_only=True)
class Officer:
    """Say who decides where and when, and how far their permission goes."""

    tenant: Tenant
    document: RegencyDocument
    account_id: UUID
    reach: Reach
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Case:
    """Name an enrolment in the version that the officer was looking at."""

    enrolment_id: UUID
    version: int


def list_page(tenant_id: int, reach: Reach, wanted: Wanted, turn: Turn) -> Listed:
    """Return one page of enrolments."""
    return listing.list_enrolments(tenant_id, reach, wanted, turn)


def list_waiting(
    tenant_id: int, reach: Reach, after: Position | None = None, *, limit: int = 12
) -> tuple[EnrolmentLine, ...]:
    """Return what waits for a decision, longest waiting first."""
    return listing.list_waiting(tenant_id, reach, after, limit=limit)


def figures_of_day(tenant_id: int, reach: Reach, now: datetime, zone: str) -> Figures:
    """Count today's figures; day and week (from Monday) begin on the regency's clock."""
    today = local_date(now, zone)
    monday = today - timedelta(days=today.weekday())
    starts = [datetime.combine(day, time(), ZoneInfo(zone)) for day in (today, monday)]
    return listing.count_figures(tenant_id, reach, day_start=starts[0], week_start=starts[1])


def open_case(tenant_id: int, reach: Reach, enrolment_id: UUID) -> Enrolment:
    """Return an enrolment within reach.

    :raises NotFound: enrolment.unknown
    """
    listing.ensure_within(tenant_id, reach, enrolment_id)
    return enrolments.get_enrolment(tenant_id, enrolment_id)


def _take(officer: Officer, case: Case) -> Enrolment:
    """Return the enrolment locked, if it is still as the officer saw it."""
    listing.ensure_within(officer.tenant.id, officer.reach, case.enrolment_id)
    enrolment = enrolments.get_enrolment(officer.tenant.id, case.enrolment_id, lock=True)
    if enrolment.version != case.version:
        raise Conflict("enrolment.outdated")
    return enrolment


def approve(officer: Officer, case: Case, letter: Letter) -> Enrolment:
    """Approve an enrolment and claim the months of cover for its worker.

    :raises NotFound: enrolment.unknown
    :raises Conflict: enrolment.outdated, enrolment.state, enrolment.own, enrolment.refused_by_worker,
        enrolment.number_taken
    """
    tenant_id, enrolment = officer.tenant.id, _take(officer, case)
    if sponsors.find_sponsor_id(tenant_id, officer.account_id) == enrolment.sponsor_id:
        raise Conflict("enrolment.own")
    if enrolment.consent_state is ConsentState.REFUSED:
        raise Conflict("enrolment.refused_by_worker")
    state, event = transition.approve(enrolment.state, enrolment.reference)
    nik = enrolments.get_nik(tenant_id, enrolment.worker_id)
    _change(officer, enrolment, state=state, active_person=blind_index(tenant_id, "nik", nik))
    months = list(month_range(enrolment.first_month, enrolment.months))
    cover.claim(tenant_id, nik, enrolment.worker_name, enrolment.birth_date, months)
    audit.record(event, at=officer.now, actor_id=officer.account_id, subject_id=enrolment.id)
    _write_to_sponsor(officer, enrolment, letter, "enrolment_approved")
    return enrolment


def _change(officer: Officer, enrolment: Enrolment, **values: Any) -> None:
    try:
        enrolments.change_enrolment(officer.tenant.id, enrolment, decided_at=officer.now, **values)
    except IntegrityError as error:
        # Another open enrolment holds the number under another name; both cannot be true.
        if _PERSON_KEY not in str(error.orig):
            raise
        tenant_session().rollback()
        raise Conflict("enrolment.number_taken") from None


def return_with_question(
    officer: Officer, case: Case, letter: Letter, *, field: str, question: str
) -> Enrolment:
    """Return an enrolment to its sponsor with a question on one field.

    :raises NotFound: enrolment.unknown
    :raises Conflict: enrolment.outdated, enrolment.state
    :raises Refusal: choice.missing
    """
    if field not in list_askable(officer.document.form):
        raise Refusal("choice.missing", field="field")
    enrolment = _take(officer, case)
    state, event = transition.return_with_question(enrolment.state, enrolment.reference, field)
    questions.insert_question(
        officer.tenant.id,
        enrolment.id,
        field=field,
        question=question,
        asked_by=officer.account_id,
        now=officer.now,
    )
    enrolments.change_enrolment(officer.tenant.id, enrolment, state=state)
    audit.record(event, at=officer.now, actor_id=officer.account_id, subject_id=enrolment.id)
    _write_to_sponsor(officer, enrolment, letter, "enrolment_returned")
    return enrolment


def reject(
    officer: Officer, case: Case, letter: Letter, *, code: RejectionCode, explanation: str
) -> Enrolment:
    """Reject an enrolment on a ground; the worker may then be enrolled anew.

    Months of cover are claimed by an approval only, so there are none to give back.

    :raises NotFound: enrolment.unknown
    :raises Conflict: enrolment.outdated, enrolment.state
    """
    enrolment = _take(officer, case)
    state, event = transition.reject(enrolment.state, enrolment.reference, code.value)
    rejection = ground_on_clause(
        code, explanation, officer.document, local_date(officer.now, officer.document.identity.timezone)
    )
    _change(officer, enrolment, state=state, state_ground=write_rejection(rejection), active_person=None)
    audit.record(event, at=officer.now, actor_id=officer.account_id, subject_id=enrolment.id)
    _write_to_sponsor(officer, enrolment, letter, "enrolment_rejected")
    return enrolment


def _write_to_sponsor(officer: Officer, enrolment: Enrolment, letter: Letter, template: str) -> None:
    sponsor = sponsors.get_sponsor(officer.tenant.id, enrolment.sponsor_id)
    contact = contact_of(officer.tenant.id, sponsor.account_id) if sponsor.account_id else None
    if contact is None:
        return
    notifications.send(
        officer.tenant,
        channel=Channel.EMAIL if contact.kind is ContactKind.EMAIL else Channel.SMS,
        recipient=contact.value,
        template=template,
        text=letter(enrolment),
    )


def reveal_nik(officer: Officer, enrolment_id: UUID, reason: str) -> str:
    """Return a worker's full number to an officer who says why; who, when and why is recorded.

    :raises NotFound: enrolment.unknown
    :raises Refusal: reason.short, reason.number
    """
    if sum(sign.isdigit() for sign in reason) >= DIGITS_OF_A_PERSON:
        raise Refusal("reason.number", field="reason")
    if sum(sign.isalpha() for sign in reason) < SHORTEST_REASON:
        raise Refusal("reason.short", field="reason", min=SHORTEST_REASON)
    enrolment = open_case(officer.tenant.id, officer.reach, enrolment_id)
    event = NikRevealed(reference=enrolment.reference, reason=reason)
    audit.record(event, at=officer.now, actor_id=officer.account_id, subject_id=enrolment.id)
    return enrolments.get_nik(officer.tenant.id, enrolment.worker_id)


def seek_person(officer: Officer, nik: str) -> bytes:
    """Return the keyed hash by which a list finds one person; that it was sought is recorded.

    :raises Refusal: throttle.nik_search(minutes)
    """
    throttling.spend(officer.tenant.id, {_NIK_SEARCHES: str(officer.account_id)}, officer.now)
    audit.record(NikSought(), at=officer.now, actor_id=officer.account_id)
    return blind_index(officer.tenant.id, "nik", nik)


def find_proof(officer: Officer, enrolment_id: UUID) -> UUID:
    """Return the file that proves a worker's consent; that it was opened is recorded.

    :raises NotFound: enrolment.unknown, file.unknown
    """
    enrolment = open_case(officer.tenant.id, officer.reach, enrolment_id)
    if enrolment.consent_proof is None:
        raise NotFound("file.unknown")
    event = ProofOpened(reference=enrolment.reference)
    audit.record(event, at=officer.now, actor_id=officer.account_id, subject_id=enrolment.id)
    return enrolment.consent_proof


def export(officer: Officer, wanted: Wanted) -> tuple[list[ExportLine], bool]:
    """Return the newest enrolments of a list with masked numbers, and whether there are more; it is recorded."""
    tenant_id = officer.tenant.id
    rows = listing.list_for_export(tenant_id, officer.reach, wanted, limit=MOST_EXPORTED + 1)
    kept = rows[:MOST_EXPORTED]
    event = EnrolmentsExported(lines=len(kept))
    audit.record(event, at=officer.now, actor_id=officer.account_id)
    lines = [
        ExportLine(
            line=enrolments.to_line(row),
            masked_nik=Nik(unseal(tenant_id, "worker", "nik", row.worker_id, row.nik_sealed)).masked,
            decided_at=row.decided_at,
        )
        for row in kept
    ]
    return lines, len(rows) > MOST_EXPORTED
