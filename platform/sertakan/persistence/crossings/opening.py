"""A regency's wish to be opened to real people, which the centre must see and only the centre grants."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model


class OpeningRow(Model):
    """Keep how far the opening of one regency's space has come; the checklist names items, never people."""

    __tablename__ = "opening"
    __table_args__ = (CheckConstraint("state IN ('asked', 'withdrawn', 'begun', 'opened')", name="state"),)

    tenant_id: Mapped[int] = mapped_column(ForeignKey("tenant.id"), primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(Text)
    law: Mapped[int] = mapped_column(Integer)
    house: Mapped[int] = mapped_column(Integer)
    checklist: Mapped[dict[str, Any]] = mapped_column(JSONB)
    asked_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    removed: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
