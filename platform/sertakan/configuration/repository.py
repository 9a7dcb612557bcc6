"""Queries on drafts of a law part, and on what a proposed or published law would change."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.dialects.postgresql import insert as upsert

from sertakan.configuration.model import (
    Draft,
    DraftState,
    Return,
    SectionChange,
    SectionContent,
    Submission,
)
from sertakan.configuration.rules.retrospect import Position, RetrospectiveCase
from sertakan.configuration.rules.what_if import Consequences, Run, RunState
from sertakan.configuration.tables import (
    ConfigurationDraftRow,
    ConfigurationDraftSectionRow,
    RetrospectiveCaseRow,
    WhatIfRunRow,
)
from sertakan.kernel.identifier import new_id
from sertakan.persistence.crypto import seal, unseal
from sertakan.persistence.database import tenant_session

_OPEN = (DraftState.EDITING, DraftState.SUBMITTED)
_CASE = "retrospective_case"


def find_open_draft(tenant_id: int, *, lock: bool = False) -> Draft | None:
    """Return the draft that is not closed yet, locked for a change if so wished."""
    query = select(ConfigurationDraftRow).where(
        ConfigurationDraftRow.tenant_id == tenant_id, ConfigurationDraftRow.state.in_(_OPEN)
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    row = tenant_session().execute(query).scalar_one_or_none()
    return _to_draft(row) if row else None


def _to_draft(row: ConfigurationDraftRow) -> Draft:
    return Draft(
        id=row.id,
        state=DraftState(row.state),
        base=row.base,
        restores=row.restores,
        started_by=row.started_by,
        started_at=row.started_at,
        submission=_submission(row),
        returned=_returned(row),
    )


def _submission(row: ConfigurationDraftRow) -> Submission | None:
    if row.submitted_by is None or row.submitted_at is None or row.fingerprint is None:
        return None
    return Submission(
        submitted_by=row.submitted_by, submitted_at=row.submitted_at, fingerprint=row.fingerprint
    )


def _returned(row: ConfigurationDraftRow) -> Return | None:
    if row.returned_by is None or row.returned_at is None:
        return None
    return Return(returned_by=row.returned_by, returned_at=row.returned_at, reason=row.return_reason or "")


def insert_draft(tenant_id: int, base: int, restores: int | None, started_by: UUID, now: datetime) -> None:
    """Begin a draft.

    :raises sqlalchemy.exc.IntegrityError: when one is open already
    """
    tenant_session().execute(
        insert(ConfigurationDraftRow).values(
            tenant_id=tenant_id,
            id=new_id(),
            state=DraftState.EDITING,
            base=base,
            restores=restores,
            started_by=started_by,
            started_at=now,
        )
    )


def update_draft(tenant_id: int, draft_id: UUID, values: Mapping[str, Any]) -> None:
    """Write what became of a draft."""
    tenant_session().execute(
        update(ConfigurationDraftRow)
        .where(ConfigurationDraftRow.tenant_id == tenant_id, ConfigurationDraftRow.id == draft_id)
        .values(**values)
    )


def list_newest_sections(tenant_id: int, draft_id: UUID) -> dict[str, SectionContent]:
    """Return the newest version of each section that the draft changed."""
    query = (
        select(ConfigurationDraftSectionRow)
        .where(
            ConfigurationDraftSectionRow.tenant_id == tenant_id,
            ConfigurationDraftSectionRow.draft_id == draft_id,
        )
        .ext(distinct_on(ConfigurationDraftSectionRow.section))
        .order_by(ConfigurationDraftSectionRow.section, ConfigurationDraftSectionRow.version.desc())
    )
    return {row.section: _to_content(row) for row in tenant_session().execute(query).scalars()}


def find_section_version(tenant_id: int, section: str, version: int) -> SectionContent | None:
    """Return one version of a section, of whichever draft."""
    query = select(ConfigurationDraftSectionRow).where(
        ConfigurationDraftSectionRow.tenant_id == tenant_id,
        ConfigurationDraftSectionRow.section == section,
        ConfigurationDraftSectionRow.version == version,
    )
    row = tenant_session().execute(query).scalar_one_or_none()
    return _to_content(row) if row else None


def _to_content(row: ConfigurationDraftSectionRow) -> SectionContent:
    return SectionContent(section=row.section, version=row.version, values=row.content)


def insert_section(tenant_id: int, draft_id: UUID, content: SectionContent, who: UUID, now: datetime) -> None:
    """Keep a new version of a section."""
    tenant_session().execute(
        insert(ConfigurationDraftSectionRow).values(
            tenant_id=tenant_id,
            id=new_id(),
            draft_id=draft_id,
            section=content.section,
            version=content.version,
            content=content.values,
            edited_by=who,
            edited_at=now,
        )
    )


def highest_version(tenant_id: int, section: str) -> int:
    """Return the highest version that a section ever had in any draft, 0 before the first."""
    query = select(func.coalesce(func.max(ConfigurationDraftSectionRow.version), 0)).where(
        ConfigurationDraftSectionRow.tenant_id == tenant_id, ConfigurationDraftSectionRow.section == section
    )
    return int(tenant_session().execute(query).scalar_one())


def list_changes(
    tenant_id: int, draft_id: UUID, *, section: str | None = None, limit: int = 200
) -> list[SectionChange]:
    """Return the versions of a draft's sections, or of one of them, newest first."""
    query = (
        select(ConfigurationDraftSectionRow)
        .where(
            ConfigurationDraftSectionRow.tenant_id == tenant_id,
            ConfigurationDraftSectionRow.draft_id == draft_id,
        )
        .order_by(ConfigurationDraftSectionRow.edited_at.desc(), ConfigurationDraftSectionRow.version.desc())
        .limit(limit)
    )
    if section is not None:
        query = query.where(ConfigurationDraftSectionRow.section == section)
    return [
        SectionChange(content=_to_content(row), edited_by=row.edited_by, edited_at=row.edited_at)
        for row in tenant_session().execute(query).scalars()
    ]


def list_editors(tenant_id: int, draft_id: UUID) -> set[UUID]:
    """Return everybody who changed a section of a draft."""
    query = (
        select(ConfigurationDraftSectionRow.edited_by)
        .where(
            ConfigurationDraftSectionRow.tenant_id == tenant_id,
            ConfigurationDraftSectionRow.draft_id == draft_id,
        )
        .distinct()
    )
    return set(tenant_session().execute(query).scalars())


_UNFINISHED = (RunState.WAITING, RunState.RUNNING)


def insert_run(tenant_id: int, run: Run) -> None:
    """Note that a count was asked for.

    :raises sqlalchemy.exc.IntegrityError: while another one is unfinished
    """
    tenant_session().execute(
        insert(WhatIfRunRow).values(
            tenant_id=tenant_id,
            id=run.id,
            state=RunState.WAITING,
            base=run.base,
            fingerprint=run.fingerprint,
            as_of=run.as_of,
            asked_by=run.asked_by,
            asked_at=run.asked_at,
        )
    )


def find_newest_run(tenant_id: int, *, state: RunState | None = None) -> Run | None:
    """Return the count asked for last, or the last one in a state."""
    query = select(WhatIfRunRow).where(WhatIfRunRow.tenant_id == tenant_id)
    if state is not None:
        query = query.where(WhatIfRunRow.state == state)
    row = tenant_session().execute(query.order_by(WhatIfRunRow.asked_at.desc()).limit(1)).scalar_one_or_none()
    return _to_run(row) if row else None


def find_run(tenant_id: int, run_id: UUID) -> Run | None:
    """Return one count."""
    query = select(WhatIfRunRow).where(WhatIfRunRow.tenant_id == tenant_id, WhatIfRunRow.id == run_id)
    row = tenant_session().execute(query).scalar_one_or_none()
    return _to_run(row) if row else None


def _to_run(row: WhatIfRunRow) -> Run:
    return Run(
        id=row.id,
        state=RunState(row.state),
        base=row.base,
        fingerprint=row.fingerprint,
        as_of=row.as_of,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        total=row.total,
        seen=row.seen,
        finished_at=row.finished_at,
        consequences=Consequences.from_plain(row.counts) if row.counts is not None else None,
        line_count=row.line_count or 0,
        lines_file_id=row.lines_file_id,
    )


def update_unfinished_run(tenant_id: int, run_id: UUID, **values: Any) -> None:
    """Write how far a count has come, unless it has ended."""
    tenant_session().execute(
        update(WhatIfRunRow)
        .where(
            WhatIfRunRow.tenant_id == tenant_id,
            WhatIfRunRow.id == run_id,
            WhatIfRunRow.state.in_(_UNFINISHED),
        )
        .values(**values)
    )


def insert_cases(tenant_id: int, revision: int, cases: Sequence[RetrospectiveCase], now: datetime) -> int:
    """List decisions for review and return how many were not listed before."""
    if not cases:
        return 0
    rows = [
        {
            "tenant_id": tenant_id,
            "id": new_id(),
            "revision": revision,
            "enrolment_id": case.enrolment_id,
            "decided_on": case.decided_on,
            "old_verdict": case.old_verdict,
            "old_total": case.old_total,
            "new_verdict": case.new_verdict,
            "new_total": case.new_total,
            "grounds": list(case.grounds),
            "listed_at": now,
        }
        for case in cases
    ]
    known = upsert(RetrospectiveCaseRow).on_conflict_do_nothing()
    return len(tenant_session().execute(known.returning(RetrospectiveCaseRow.enrolment_id), rows).all())


def list_cases(
    tenant_id: int, *, is_open: bool, after: Position | None = None, limit: int = 26
) -> list[RetrospectiveCase]:
    """Return decisions that wait for review, or those that were looked at, by the day of the decision."""
    row = RetrospectiveCaseRow
    query = select(row).where(
        row.tenant_id == tenant_id, row.looked_at.is_(None) if is_open else row.looked_at.is_not(None)
    )
    if after is not None:
        query = query.where(tuple_(row.decided_on, row.id) > tuple_(after.decided_on, after.id))
    rows = tenant_session().execute(query.order_by(row.decided_on, row.id).limit(limit)).scalars()
    return [_to_case(tenant_id, each) for each in rows]


def find_case(tenant_id: int, case_id: UUID) -> RetrospectiveCase | None:
    """Return one decision that was listed, locked for a note."""
    query = (
        select(RetrospectiveCaseRow)
        .where(RetrospectiveCaseRow.tenant_id == tenant_id, RetrospectiveCaseRow.id == case_id)
        .with_for_update()
    )
    row = tenant_session().execute(query).scalar_one_or_none()
    return _to_case(tenant_id, row) if row else None


def _to_case(tenant_id: int, row: RetrospectiveCaseRow) -> RetrospectiveCase:
    return RetrospectiveCase(
        id=row.id,
        revision=row.revision,
        enrolment_id=row.enrolment_id,
        decided_on=row.decided_on,
        old_verdict=row.old_verdict,
        old_total=row.old_total,
        new_verdict=row.new_verdict,
        new_total=row.new_total,
        grounds=tuple(row.grounds),
        looked_by=row.looked_by,
        looked_at=row.looked_at,
        note=unseal(tenant_id, _CASE, "note", row.id, row.note_sealed) if row.note_sealed else None,
    )


def count_cases(tenant_id: int, *, is_open: bool) -> int:
    """Count the decisions that wait for review, or those that were looked at."""
    looked = RetrospectiveCaseRow.looked_at
    query = select(func.count()).where(
        RetrospectiveCaseRow.tenant_id == tenant_id, looked.is_(None) if is_open else looked.is_not(None)
    )
    return int(tenant_session().execute(query).scalar_one())


def update_case(tenant_id: int, case_id: UUID, note: str, who: UUID, now: datetime) -> None:
    """Note what somebody found who looked at a decision."""
    tenant_session().execute(
        update(RetrospectiveCaseRow)
        .where(RetrospectiveCaseRow.tenant_id == tenant_id, RetrospectiveCaseRow.id == case_id)
        .values(looked_by=who, looked_at=now, note_sealed=seal(tenant_id, _CASE, "note", case_id, note))
    )
