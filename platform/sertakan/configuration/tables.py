"""Rows about changing and opening a regency's space."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Text, UniqueConstraint, Uuid
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
