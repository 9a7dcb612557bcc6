"""Rows of the audit record and of its heads."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model, TenantOwned


class AuditRecordRow(TenantOwned, Model):
    """State one decision; its hash covers the hash before it, so no past can be changed unseen."""

    __tablename__ = "audit_record"
    __table_args__ = (
        UniqueConstraint("tenant_id", "sequence"),
        Index("ix_audit_record_subject", "tenant_id", "subject_id", "sequence"),
        Index("ix_audit_record_event", "tenant_id", "event", "sequence"),
    )

    sequence: Mapped[int] = mapped_column(BigInteger)
    recorded_at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    event: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[UUID | None]
    payload: Mapped[str] = mapped_column(Text)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditHeadRow(TenantOwned, Model):
    """Hold the newest link of one tenant's chain; locked last in a transaction."""

    __tablename__ = "audit_head"
    __table_args__ = (UniqueConstraint("tenant_id"),)

    sequence: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class OversightAuditRecordRow(Model):
    """State one act of the centre, chained as a regency's are; whom it is about stands in its payload only."""

    __tablename__ = "oversight_audit_record"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger, unique=True)
    recorded_at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    event: Mapped[str] = mapped_column(Text)
    payload: Mapped[str] = mapped_column(Text)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class OversightAuditHeadRow(Model):
    """Hold the newest link of the centre's chain."""

    __tablename__ = "oversight_audit_head"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
