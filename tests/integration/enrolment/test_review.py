"""What a decision does: state, record, cover, message; and what it refuses."""

from typing import Any

import pytest
from sqlalchemy import func, select
from tests.factories.casework import (
    NOW,
    Waiting,
    case_of,
    held_person,
    look,
    make_waiting,
    nik_number,
    officer,
    write,
)
from tests.factories.enrolment import NIK
from tests.factories.identity import make_staff
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.audit import service as audit
from sertakan.enrolment.model import ConsentState, EnrolmentState, RejectionCode
from sertakan.enrolment.rules.rejecting import read_rejection
from sertakan.enrolment.service import cover, review
from sertakan.enrolment.service.answering import refuse_as_worker
from sertakan.identity.model import Reach
from sertakan.kernel.month import Month, month_range
from sertakan.kernel.refusal import Conflict, NotFound, Refusal
from sertakan.notifications import service as notifications
from sertakan.persistence.crossings.cover_month import CoverMonthRow
from sertakan.persistence.crypto import blind_index
from sertakan.persistence.database import TenantSession
from sertakan.tenancy.model import Tenant

ELSEWHERE = Reach(villages=frozenset({"51.04.02.2001"}))


def test_approval_claims_cover_and_tells_the_sponsor(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        waiting, account = make_waiting(tenant.id), make_staff(tenant.id)
        review.approve(officer(tenant, account), case_of(tenant.id, waiting.id), write)
    with as_tenant(tenant):
        found = look(tenant.id, waiting.id)
        assert (found.state, found.decided_at) == (EnrolmentState.APPROVED, NOW)
        months = list(month_range(Month(2026, 12), 12))
        until = cover.find_covered_until(tenant.id, NIK, found.worker_name, found.birth_date, months)
        assert until == Month(2027, 2)
        assert [message.subject for message in notifications.list_held(tenant.id)] == [found.reference]
        assert [row.event for row in audit.history_of(tenant.id, waiting.id)] == ["enrolment.approved"]


def test_question_returns_and_is_recorded(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        waiting, account = make_waiting(tenant.id), make_staff(tenant.id)
        case = case_of(tenant.id, waiting.id)
        review.return_with_question(
            officer(tenant, account), case, write, field="address", question="Di banjar mana?"
        )
    with as_tenant(tenant):
        found = look(tenant.id, waiting.id)
        assert found.state is EnrolmentState.RETURNED
        assert found.open_question is not None
        assert found.open_question.question == "Di banjar mana?"
        assert held_person(tenant.id, waiting.id)


@pytest.mark.parametrize("field", ["", "password", "email"])  # this regency's form hides the e-mail address
def test_question_about_no_field_is_refused(session: TenantSession, tenant: Tenant, field: str) -> None:
    waiting, account = make_waiting(tenant.id), make_staff(tenant.id)
    case = case_of(tenant.id, waiting.id)
    with pytest.raises(Refusal, match="choice.missing"):
        review.return_with_question(officer(tenant, account), case, write, field=field, question="?")


def test_rejection_frees_the_person(session: TenantSession, tenant: Tenant) -> None:
    waiting, account = make_waiting(tenant.id), make_staff(tenant.id)
    case = case_of(tenant.id, waiting.id)
    review.reject(
        officer(tenant, account), case, write, code=RejectionCode.AGE, explanation="Usianya 67 tahun."
    )
    found = look(tenant.id, waiting.id)
    assert found.state is EnrolmentState.REJECTED
    assert held_person(tenant.id, waiting.id) is None
    kept = read_rejection(found.state_ground)
    assert kept is not None
    assert (kept.code, kept.explanation, kept.instrument) == (RejectionCode.AGE, "Usianya 67 tahun.", None)


def test_rejecting_one_claim_leaves_anothers_cover(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        account = make_staff(tenant.id)
        first = make_waiting(tenant.id)
        second = make_waiting(tenant.id, name="Ni Putu Lain", active_person=None)
        deciding = officer(tenant, account)
        review.approve(deciding, case_of(tenant.id, first.id), write)
        review.reject(
            deciding,
            case_of(tenant.id, second.id),
            write,
            code=RejectionCode.UNTRUE,
            explanation="NIK orang lain.",
        )
    with as_tenant(tenant) as session:
        assert session.scalar(select(func.count()).select_from(CoverMonthRow)) == 3


def _refusable(tenant: Tenant, **chosen: Any) -> Waiting:
    return make_waiting(
        tenant.id, consent={"refusal_code_hash": blind_index(tenant.id, "refusal", "ABCD2345")}, **chosen
    )


def test_refusing_one_claim_leaves_anothers_cover(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        first = make_waiting(tenant.id)
        review.approve(officer(tenant, make_staff(tenant.id)), case_of(tenant.id, first.id), write)
        _refusable(tenant, name="Ni Putu Lain", active_person=None)
    with as_tenant(tenant):
        refuse_as_worker(tenant.id, "ABCD2345", NOW)
    with as_tenant(tenant) as session:
        assert session.scalar(select(func.count()).select_from(CoverMonthRow)) == 3


def test_refusing_what_was_approved_gives_its_cover_back(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        waiting = _refusable(tenant)
        review.approve(officer(tenant, make_staff(tenant.id)), case_of(tenant.id, waiting.id), write)
    with as_tenant(tenant):
        refuse_as_worker(tenant.id, "ABCD2345", NOW)
    with as_tenant(tenant) as session:
        assert look(tenant.id, waiting.id).state is EnrolmentState.ENDED
        assert session.scalar(select(func.count()).select_from(CoverMonthRow)) == 0


def test_refusal_after_a_rejection_keeps_its_ground(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        waiting, deciding = _refusable(tenant), officer(tenant, make_staff(tenant.id))
        case = case_of(tenant.id, waiting.id)
        review.reject(deciding, case, write, code=RejectionCode.AGE, explanation="Usianya 67 tahun.")
    with as_tenant(tenant):
        refuse_as_worker(tenant.id, "ABCD2345", NOW)
        found = look(tenant.id, waiting.id)
    assert (found.state, found.consent_state) == (EnrolmentState.REJECTED, ConsentState.REFUSED)
    assert read_rejection(found.state_ground) is not None


def test_second_claim_on_a_number_waits_for_the_first(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        account = make_staff(tenant.id)
        make_waiting(tenant.id)
        second = make_waiting(tenant.id, name="Ni Putu Lain", active_person=None)
    with as_tenant(tenant), pytest.raises(Conflict, match="enrolment.number_taken"):
        review.approve(officer(tenant, account), case_of(tenant.id, second.id), write)


def test_slower_officer_is_told(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        waiting, account = make_waiting(tenant.id), make_staff(tenant.id)
        case = case_of(tenant.id, waiting.id)
        review.return_with_question(officer(tenant, account), case, write, field="sex", question="Benar?")
    with as_tenant(tenant), pytest.raises(Conflict, match="enrolment.outdated"):
        review.approve(officer(tenant, account), case, write)


def test_refused_consent_cannot_be_approved(session: TenantSession, tenant: Tenant) -> None:
    waiting = make_waiting(tenant.id, consent={"state": "refused"})
    with pytest.raises(Conflict, match="enrolment.refused_by_worker"):
        review.approve(officer(tenant, make_staff(tenant.id)), case_of(tenant.id, waiting.id), write)


def test_nobody_approves_an_enrolment_of_their_own(session: TenantSession, tenant: Tenant) -> None:
    waiting = make_waiting(tenant.id)

    with pytest.raises(Conflict, match="enrolment.own"):
        review.approve(officer(tenant, waiting.account_id), case_of(tenant.id, waiting.id), write)


def test_nobody_decides_out_of_reach(session: TenantSession, tenant: Tenant) -> None:
    waiting, account = make_waiting(tenant.id), make_staff(tenant.id)
    case, far = case_of(tenant.id, waiting.id), officer(tenant, account, ELSEWHERE)
    for decide in (
        lambda: review.approve(far, case, write),
        lambda: review.return_with_question(far, case, write, field="sex", question="Benar?"),
        lambda: review.reject(far, case, write, code=RejectionCode.OTHER, explanation="Tidak."),
        lambda: review.reveal_nik(far, waiting.id, "memeriksa KTP"),
        lambda: review.find_proof(far, waiting.id),
        lambda: review.open_case(tenant.id, ELSEWHERE, waiting.id),
    ):
        with pytest.raises(NotFound, match="enrolment.unknown"):
            decide()


def test_number_is_revealed_for_a_recorded_reason(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        waiting, account = make_waiting(tenant.id), make_staff(tenant.id)
        with pytest.raises(Refusal, match="reason.short"):
            review.reveal_nik(officer(tenant, account), waiting.id, "12 34")
        with pytest.raises(Refusal, match="reason.number"):
            review.reveal_nik(officer(tenant, account), waiting.id, f"memeriksa {NIK}")
        assert review.reveal_nik(officer(tenant, account), waiting.id, "memeriksa KTP") == NIK
    with as_tenant(tenant):
        (record,) = audit.history_of(tenant.id, waiting.id)
        assert record.event == "nik.revealed"
        assert "memeriksa KTP" in record.payload
        assert NIK not in record.payload


def test_search_by_number_is_recorded_without_it(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        account = make_staff(tenant.id)
        review.seek_person(officer(tenant, account), NIK)
    with as_tenant(tenant):
        (record,) = audit.list_records(tenant.id, None, event="nik.sought")
        assert record.actor_id == account
        assert NIK not in record.payload


def test_export_masks_numbers_and_is_recorded(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        account = make_staff(tenant.id)
        for number in range(3):
            make_waiting(tenant.id, nik=nik_number(number))
        wanted = review.Wanted()
        lines, is_more = review.export(officer(tenant, account), wanted)
        assert (len(lines), is_more) == (3, False)
        assert all("••••" in line.masked_nik for line in lines)
    with as_tenant(tenant):
        assert audit.list_records(tenant.id, None, event="enrolment.exported")


def test_decision_that_fails_leaves_nothing(database: Database, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        waiting, account = make_waiting(tenant.id), make_staff(tenant.id)

    def fail(_: object) -> None:
        raise RuntimeError

    with as_tenant(tenant) as session:
        with pytest.raises(RuntimeError):
            review.approve(officer(tenant, account), case_of(tenant.id, waiting.id), fail)  # type: ignore[arg-type]
        session.rollback()
    with as_tenant(tenant) as session:
        assert look(tenant.id, waiting.id).state is EnrolmentState.SUBMITTED
        assert not audit.history_of(tenant.id, waiting.id)
        assert session.scalar(select(func.count()).select_from(CoverMonthRow)) == 0
