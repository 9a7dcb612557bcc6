"""Rows of the regions known to all, and of what each regency keeps about itself."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model, TenantOwned


class RegionRow(Model):
    """Name one province, regency, district or village by its official code (Kemendagri)."""

    __tablename__ = "region"
    __table_args__ = (
        Index("ix_region_parent_code", "parent_code"),
        Index(
            "ix_region_search_name",
            "level",
            "search_name",
            postgresql_ops={"search_name": "text_pattern_ops"},
        ),
    )

    code: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    level: Mapped[int] = mapped_column(SmallInteger)
    parent_code: Mapped[str | None] = mapped_column(Text(collation="C"))
    search_name: Mapped[str] = mapped_column(Text)


class ConfigurationRevisionRow(TenantOwned, Model):
    """Keep one numbered revision of a regency's document, which is never changed again."""

    __tablename__ = "configuration_revision"
    __table_args__ = (UniqueConstraint("tenant_id", "number"),)

    number: Mapped[int] = mapped_column(Integer)
    document: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(Text)
    published_by: Mapped[UUID | None]
    approved_by: Mapped[UUID | None]
    restores: Mapped[int | None]
    published_at: Mapped[datetime] = mapped_column(server_default=func.now())


class WorkUnitRow(TenantOwned, Model):
    """Name one work unit (OPD) of the regency's government; a closed one is kept for what happened in it."""

    __tablename__ = "work_unit"
    __table_args__ = (
        UniqueConstraint("tenant_id", "name"),
        UniqueConstraint("tenant_id", "code"),
        ForeignKeyConstraint(["tenant_id", "merged_into"], ["work_unit.tenant_id", "work_unit.id"]),
        CheckConstraint("asn_count >= 0 AND worker_target >= 0", name="counts"),
        CheckConstraint(
            "merged_into IS NULL OR (closed_on IS NOT NULL AND merged_into <> id)", name="merged"
        ),
    )

    name: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text)
    head: Mapped[str | None] = mapped_column(Text)
    asn_count: Mapped[int | None] = mapped_column(Integer)
    worker_target: Mapped[int | None] = mapped_column(Integer)
    closed_on: Mapped[date | None] = mapped_column(Date)
    merged_into: Mapped[UUID | None]
