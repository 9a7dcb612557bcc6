"""The directory of tenants and their hosts, which must be read before any tenant is known."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Integer,
    SmallInteger,
    Text,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model


class TenantRow(Model):
    """Name a regency's space, where it lies in time, and its state."""

    __tablename__ = "tenant"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'trial', 'live', 'suspended')", name="state"),
        CheckConstraint(
            "state_before IS NULL OR (state = 'suspended' AND state_before IN ('draft', 'trial', 'live'))",
            name="state_before",
        ),
    )

    id: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    region_code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    state_reason: Mapped[str | None] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(Boolean, server_default="false")
    timezone: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    state_before: Mapped[str | None] = mapped_column(Text)


class RevisionMarkRow(Model):
    """Say which part of a regency's document a revision holds, and from which day it applies."""

    __tablename__ = "revision_mark"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "number"], ["configuration_revision.tenant_id", "configuration_revision.number"]
        ),
        CheckConstraint("part IN ('whole', 'law', 'house')", name="part"),
    )

    tenant_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(Text)
    applied_from: Mapped[date] = mapped_column(Date)


class TenantHostRow(Model):
    """Give a tenant a host of its own besides the one made from its slug."""

    __tablename__ = "tenant_host"

    host: Mapped[str] = mapped_column(Text, primary_key=True)
    tenant_id: Mapped[int] = mapped_column(ForeignKey("tenant.id"))


class DirectoryVersionRow(Model):
    """Count the changes of the directory; every process polls this one row each second."""

    __tablename__ = "directory_version"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(BigInteger)
