"""Queries on drafts of a law part and on the versions of their sections."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import distinct_on

from sertakan.configuration.model import (
    Draft,
    DraftState,
    Return,
    SectionChange,
    SectionContent,
    Submission,
)
from sertakan.configuration.tables import ConfigurationDraftRow, ConfigurationDraftSectionRow
from sertakan.kernel.identifier import new_id
from sertakan.persistence.database import tenant_session

_OPEN = (DraftState.EDITING, DraftState.SUBMITTED)


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
