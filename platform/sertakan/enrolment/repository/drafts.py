"""Queries on drafts; their answers are sealed."""

import json
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from sertakan.enrolment.errors import Outdated
from sertakan.enrolment.model import Draft, DraftAnswers
from sertakan.enrolment.tables import EnrolmentDraftRow
from sertakan.kernel.refusal import NotFound
from sertakan.persistence.crypto import seal, unseal
from sertakan.persistence.database import tenant_session

_TABLE, _COLUMN = "enrolment_draft", "answers"
_DRAFT_COLUMNS = (
    EnrolmentDraftRow.id,
    EnrolmentDraftRow.sponsor_id,
    EnrolmentDraftRow.answers_sealed,
    EnrolmentDraftRow.version,
    EnrolmentDraftRow.updated_at,
    EnrolmentDraftRow.submitted_enrolment_id,
)


def _sealed(tenant_id: int, draft_id: UUID, answers: DraftAnswers) -> bytes:
    return seal(tenant_id, _TABLE, _COLUMN, draft_id, json.dumps(answers.to_plain(), ensure_ascii=False))


def _to_draft(tenant_id: int, row: Any) -> Draft:
    plain = json.loads(unseal(tenant_id, _TABLE, _COLUMN, row.id, row.answers_sealed))
    return Draft(
        id=row.id,
        sponsor_id=row.sponsor_id,
        answers=DraftAnswers.from_plain(plain),
        version=row.version,
        updated_at=row.updated_at,
        submitted_enrolment_id=row.submitted_enrolment_id,
    )


def insert_draft(
    tenant_id: int, draft_id: UUID, sponsor_id: UUID, answers: DraftAnswers, now: datetime
) -> None:
    """Begin a draft; one that was begun already stays as it is."""
    tenant_session().execute(
        insert(EnrolmentDraftRow)
        .values(
            tenant_id=tenant_id,
            id=draft_id,
            sponsor_id=sponsor_id,
            answers_sealed=_sealed(tenant_id, draft_id, answers),
            created_at=now,
            updated_at=now,
        )
        .on_conflict_do_nothing()
    )


def get_draft(tenant_id: int, sponsor_id: UUID, draft_id: UUID, *, lock: bool = False) -> Draft:
    """Return a sponsor's own draft, locked for submission if so wished.

    :raises NotFound: draft.unknown
    """
    query = select(EnrolmentDraftRow).where(
        EnrolmentDraftRow.tenant_id == tenant_id,
        EnrolmentDraftRow.id == draft_id,
        EnrolmentDraftRow.sponsor_id == sponsor_id,
    )
    row = tenant_session().execute(query.with_for_update() if lock else query).scalar_one_or_none()
    if row is None:
        raise NotFound("draft.unknown")
    return _to_draft(tenant_id, row)


def list_drafts(tenant_id: int, sponsor_id: UUID, *, limit: int) -> list[Draft]:
    """Return a sponsor's unfinished drafts, the last touched first."""
    values = {"tenant_id": tenant_id, "sponsor_id": sponsor_id, "most": limit}
    return [_to_draft(tenant_id, row) for row in tenant_session().ask(_drafts_of_sponsor(), values)]


@cache
def _drafts_of_sponsor() -> Select[*tuple[Any, ...]]:
    return (
        select(*_DRAFT_COLUMNS)
        .where(
            EnrolmentDraftRow.tenant_id == bindparam("tenant_id"),
            EnrolmentDraftRow.sponsor_id == bindparam("sponsor_id"),
            EnrolmentDraftRow.submitted_enrolment_id.is_(None),
        )
        .order_by(EnrolmentDraftRow.updated_at.desc())
        .limit(bindparam("most"))
    )


def update_answers(tenant_id: int, draft: Draft, answers: DraftAnswers, now: datetime) -> None:
    """Keep new answers, unless somebody else has written in the meantime.

    :raises Outdated: draft.outdated
    """
    changed = tenant_session().execute(
        update(EnrolmentDraftRow)
        .where(
            EnrolmentDraftRow.tenant_id == tenant_id,
            EnrolmentDraftRow.id == draft.id,
            EnrolmentDraftRow.version == draft.version,
            EnrolmentDraftRow.submitted_enrolment_id.is_(None),
        )
        .values(
            answers_sealed=_sealed(tenant_id, draft.id, answers), version=draft.version + 1, updated_at=now
        )
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Outdated


def mark_submitted(tenant_id: int, draft: Draft, enrolment_id: UUID, now: datetime) -> None:
    """Close a draft with the enrolment it became; its answers live on there and are forgotten here."""
    tenant_session().execute(
        update(EnrolmentDraftRow)
        .where(EnrolmentDraftRow.tenant_id == tenant_id, EnrolmentDraftRow.id == draft.id)
        .values(
            submitted_enrolment_id=enrolment_id,
            answers_sealed=_sealed(tenant_id, draft.id, DraftAnswers()),
            version=draft.version + 1,
            updated_at=now,
        )
    )


def delete_draft(tenant_id: int, sponsor_id: UUID, draft_id: UUID) -> None:
    """Throw an unfinished draft away."""
    tenant_session().execute(
        delete(EnrolmentDraftRow).where(
            EnrolmentDraftRow.tenant_id == tenant_id,
            EnrolmentDraftRow.id == draft_id,
            EnrolmentDraftRow.sponsor_id == sponsor_id,
            EnrolmentDraftRow.submitted_enrolment_id.is_(None),
        )
    )
