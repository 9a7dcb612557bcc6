"""Write what one submission writes, in as few statements as the tables allow."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from sertakan.enrolment.model import ConsentState, ConsentWay, DraftAnswers, EnrolmentState, Submission
from sertakan.enrolment.tables import ConsentRow, EnrolmentRow, EnrolmentWordRow, WorkerRow
from sertakan.kernel.month import Month
from sertakan.kernel.text import words
from sertakan.persistence.crossings.cover_month import CoverMonthRow
from sertakan.persistence.crypto import blind_index, seal
from sertakan.persistence.database import tenant_session


def month_number(month: Month) -> int:
    """Return a month as it is stored, such as 202611."""
    return month.year * 100 + month.month


def to_month(number: int) -> Month:
    """Return a stored month."""
    return Month(number // 100, number % 100)


def insert_submission(tenant_id: int, submission: Submission) -> None:
    """Write worker, enrolment, consent and search words.

    The unique keys refuse a second enrolment of the same draft, reference or person.
    """
    session = tenant_session()
    session.execute(insert(WorkerRow), [_worker(tenant_id, submission)])
    session.execute(insert(EnrolmentRow), [_enrolment(tenant_id, submission)])
    session.execute(insert(ConsentRow), [_consent(tenant_id, submission)])
    insert_words(tenant_id, submission.id, f"{submission.draft.answers.full_name} {submission.sponsor.name}")


def insert_words(tenant_id: int, enrolment_id: UUID, names: str) -> None:
    """Make an enrolment be found by names; names in another script than ours leave no words."""
    found = [{"tenant_id": tenant_id, "word": word, "enrolment_id": enrolment_id} for word in words(names)]
    if found:
        tenant_session().execute(insert(EnrolmentWordRow), found)


def _worker(tenant_id: int, submission: Submission) -> dict[str, Any]:
    answers, row_id = submission.draft.answers, submission.worker_id

    def sealed(column: str, text: str | None) -> bytes | None:
        return seal(tenant_id, "worker", column, row_id, text) if text else None

    return {
        "tenant_id": tenant_id,
        "id": row_id,
        "name": answers.full_name,
        "nik_sealed": sealed("nik", submission.nik.value),
        "nik_index": blind_index(tenant_id, "nik", submission.nik.value),
        "birth_place": answers.birth_place,
        "birth_date": answers.birth_date,
        "sex": answers.sex,
        "occupation": answers.occupation,
        "sector": submission.sector,
        "village_code": answers.village_code,
        "address_sealed": sealed("address", answers.address),
        "work_village_code": answers.work_village_code,
        "workplace_sealed": sealed("workplace", answers.workplace),
        "mobile_sealed": sealed("mobile", answers.mobile),
        "mobile_index": blind_index(tenant_id, "mobile", answers.mobile) if answers.mobile else None,
        "optional_sealed": sealed("optional", json.dumps(answers.optional) if answers.optional else None),
    }


def _enrolment(tenant_id: int, submission: Submission) -> dict[str, Any]:
    answers, own_code = submission.draft.answers, submission.draft.answers.own_code
    village = str(answers.village_code)
    return {
        "tenant_id": tenant_id,
        "id": submission.id,
        "reference": submission.reference,
        "draft_id": submission.draft.id,
        "sponsor_id": submission.sponsor.id,
        "worker_id": submission.worker_id,
        "sponsor_name": submission.sponsor.name,
        "worker_name": answers.full_name,
        "state": EnrolmentState.SUBMITTED,
        "active_person": blind_index(tenant_id, "nik", submission.nik.value)
        if submission.is_only_claim
        else None,
        "village_code": village,
        "district_code": village[:8],
        "work_unit_id": submission.sponsor.work_unit_id,
        "relation": answers.relation,
        "employment": answers.employment,
        "construction_project": answers.construction_project,
        "member_elsewhere": answers.member_elsewhere,
        "occupation": answers.occupation,
        "sector": submission.sector,
        "funding": submission.funding,
        "bracket": answers.bracket,
        "first_month": month_number(submission.first_month),
        "months": answers.months,
        "total": submission.total,
        "own_code_sealed": seal(tenant_id, "enrolment", "own_code", submission.id, own_code)
        if own_code
        else None,
        "revision": submission.revision,
        "national_version": submission.national_version,
        "decision": submission.decision,
        "hints": list(submission.hints),
        "submitted_at": submission.submitted_at,
    }


def state_of_consent(answers: DraftAnswers) -> ConsentState:
    """Return how sure we are that a worker agreed: only what can be shown counts as given."""
    is_sure = answers.consent_way in {ConsentWay.CODE, ConsentWay.PAPER}
    return ConsentState.GIVEN if is_sure else ConsentState.UNVERIFIED


def _consent(tenant_id: int, submission: Submission) -> dict[str, Any]:
    answers = submission.draft.answers
    return {
        "tenant_id": tenant_id,
        "id": submission.consent_id,
        "worker_id": submission.worker_id,
        "enrolment_id": submission.id,
        "text_version": answers.consent_version,
        "language": answers.consent_language,
        "way": answers.consent_way,
        "state": state_of_consent(answers),
        "proof_file_id": answers.consent_proof,
        "told_by": "sms" if answers.mobile else "slip",
        "refusal_code_sealed": seal(
            tenant_id, "consent", "refusal_code", submission.consent_id, submission.refusal_code
        ),
        "refusal_code_hash": blind_index(tenant_id, "refusal", submission.refusal_code),
        "given_at": answers.consent_at,
    }


def find_open_enrolment(tenant_id: int, nik: str) -> tuple[str, Any, Month] | None:
    """Return name and birth date of the person whom an open enrolment of this number names, and its last month."""
    row = (
        tenant_session()
        .execute(
            select(WorkerRow.name, WorkerRow.birth_date, EnrolmentRow.first_month, EnrolmentRow.months)
            .join(
                WorkerRow,
                (WorkerRow.tenant_id == EnrolmentRow.tenant_id) & (WorkerRow.id == EnrolmentRow.worker_id),
            )
            .where(
                EnrolmentRow.tenant_id == tenant_id,
                EnrolmentRow.active_person == blind_index(tenant_id, "nik", nik),
            )
        )
        .one_or_none()
    )
    if row is None:
        return None
    return row.name, row.birth_date, to_month(row.first_month) + (row.months - 1)


def count_same_mobile(tenant_id: int, mobile: str, *, at_most: int) -> int:
    """Count the workers who gave this mobile number, up to a limit."""
    query = (
        select(WorkerRow.id)
        .where(
            WorkerRow.tenant_id == tenant_id,
            WorkerRow.mobile_index == blind_index(tenant_id, "mobile", mobile),
        )
        .limit(at_most)
    )
    return len(tenant_session().execute(query).all())


def find_covered_until(
    tenant_id: int, person_hash: bytes, match_hash: bytes, months: list[Month]
) -> Month | None:
    """Return the last of these months in which some regency's record covers this very person."""
    del tenant_id  # a crossing: the answer is the same whoever asks, and does not say whose record it is
    found = tenant_session().execute(
        select(CoverMonthRow.month)
        .where(
            CoverMonthRow.person_hash == person_hash,
            CoverMonthRow.match_hash == match_hash,
            CoverMonthRow.month.in_([month_number(month) for month in months]),
        )
        .order_by(CoverMonthRow.month.desc())
        .limit(1)
    )
    number = found.scalar_one_or_none()
    return to_month(number) if number else None


def claim_cover(tenant_id: int, person_hash: bytes, match_hash: bytes, months: list[Month]) -> None:
    """Claim months of cover for a person; what another regency claimed first stays with it."""
    tenant_session().execute(
        upsert(CoverMonthRow).on_conflict_do_nothing(),
        [
            {
                "person_hash": person_hash,
                "match_hash": match_hash,
                "month": month_number(month),
                "tenant_id": tenant_id,
            }
            for month in months
        ],
    )
