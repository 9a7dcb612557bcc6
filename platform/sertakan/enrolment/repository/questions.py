"""Queries on what officers ask sponsors; how an answer is explained is sealed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update

from sertakan.enrolment.model import Question
from sertakan.enrolment.tables import EnrolmentQuestionRow
from sertakan.kernel.identifier import new_id
from sertakan.persistence.crypto import seal, unseal
from sertakan.persistence.database import tenant_session

_TABLE, _COLUMN = "enrolment_question", "explanation"


def list_questions(tenant_id: int, enrolment_id: UUID) -> tuple[Question, ...]:
    """Return what was asked about an enrolment, newest first."""
    query = (
        select(EnrolmentQuestionRow)
        .where(EnrolmentQuestionRow.tenant_id == tenant_id, EnrolmentQuestionRow.enrolment_id == enrolment_id)
        .order_by(EnrolmentQuestionRow.asked_at.desc())
    )
    return tuple(_to_question(tenant_id, row) for row in tenant_session().execute(query).scalars())


def _to_question(tenant_id: int, row: EnrolmentQuestionRow) -> Question:
    sealed = row.explanation_sealed
    return Question(
        id=row.id,
        field=row.field,
        question=row.question,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        explanation=unseal(tenant_id, _TABLE, _COLUMN, row.id, sealed) if sealed else None,
    )


def insert_question(
    tenant_id: int, enrolment_id: UUID, *, field: str, question: str, asked_by: UUID, now: datetime
) -> None:
    """Ask something about one field."""
    tenant_session().execute(
        insert(EnrolmentQuestionRow).values(
            tenant_id=tenant_id,
            id=new_id(),
            enrolment_id=enrolment_id,
            field=field,
            question=question,
            asked_by=asked_by,
            asked_at=now,
        )
    )


def close_question(tenant_id: int, question_id: UUID, explanation: str | None, now: datetime) -> None:
    """Note that a question was answered, and how the sponsor explains the answer."""
    sealed = seal(tenant_id, _TABLE, _COLUMN, question_id, explanation) if explanation else None
    tenant_session().execute(
        update(EnrolmentQuestionRow)
        .where(EnrolmentQuestionRow.tenant_id == tenant_id, EnrolmentQuestionRow.id == question_id)
        .values(answered_at=now, explanation_sealed=sealed)
    )
