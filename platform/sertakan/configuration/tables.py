"""Rows about changing and opening a regency's space."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    column,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model, TenantOwned


class OpeningItemRow(TenantOwned, Model):
    """Keep the paper, or the stated reason, with which one item of the opening's checklist was settled."""

    __tablename__ = "opening_item"
    __table_args__ = (
        UniqueConstraint("tenant_id", "item"),
        ForeignKeyConstraint(["tenant_id", "file_id"], ["stored_file.tenant_id", "stored_file.id"]),
        CheckConstraint("file_id IS NOT NULL OR reason IS NOT NULL", name="settled"),
    )

    item: Mapped[str] = mapped_column(Text)
    file_id: Mapped[UUID | None]
    reason: Mapped[str | None] = mapped_column(Text)
    settled_by: Mapped[UUID] = mapped_column(Uuid)
    settled_at: Mapped[datetime]


class ConfigurationDraftRow(TenantOwned, Model):
    """Describe one draft of the law part; a regency has one at a time that is not closed."""

    __tablename__ = "configuration_draft"
    __table_args__ = (
        Index(
            "uq_configuration_draft_open",
            "tenant_id",
            unique=True,
            postgresql_where=column("state").in_(["editing", "submitted"]),
        ),
        CheckConstraint("state IN ('editing', 'submitted', 'published', 'discarded')", name="state"),
        CheckConstraint(
            "state NOT IN ('submitted', 'published')"
            " OR (submitted_by IS NOT NULL AND submitted_at IS NOT NULL AND fingerprint IS NOT NULL)",
            name="submitted",
        ),
        CheckConstraint("state <> 'published' OR published_number IS NOT NULL", name="published"),
    )

    state: Mapped[str] = mapped_column(Text)
    base: Mapped[int] = mapped_column(Integer)
    restores: Mapped[int | None]
    started_by: Mapped[UUID]
    started_at: Mapped[datetime]
    submitted_by: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    fingerprint: Mapped[str | None] = mapped_column(Text)
    returned_by: Mapped[UUID | None]
    returned_at: Mapped[datetime | None]
    return_reason: Mapped[str | None] = mapped_column(Text)
    closed_by: Mapped[UUID | None]
    closed_at: Mapped[datetime | None]
    published_number: Mapped[int | None]


class ConfigurationDraftSectionRow(TenantOwned, Model):
    """Keep one version of one section of a draft, which is never changed again."""

    __tablename__ = "configuration_draft_section"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "draft_id"], ["configuration_draft.tenant_id", "configuration_draft.id"]
        ),
        # Numbered over all drafts: a form that slept through a publication still knows what it was painted from.
        UniqueConstraint("tenant_id", "section", "version"),
        Index("ix_configuration_draft_section_draft", "tenant_id", "draft_id", "section", "version"),
        CheckConstraint(
            "section IN ('regulation', 'programme', 'form', 'consent', 'clauses', 'rule_tests')",
            name="section",
        ),
        CheckConstraint("version > 0", name="version"),
    )

    draft_id: Mapped[UUID]
    section: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    content: Mapped[Any] = mapped_column(JSONB)
    edited_by: Mapped[UUID]
    edited_at: Mapped[datetime]
