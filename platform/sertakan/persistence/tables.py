"""Rows that serve every capability: keys and files."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model, TenantOwned


class DataKeyRow(TenantOwned, Model):
    """Keep one wrapped key of a tenant."""

    __tablename__ = "data_key"
    __table_args__ = (UniqueConstraint("tenant_id", "purpose", "number"),)

    purpose: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(SmallInteger)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class StoredFileRow(TenantOwned, Model):
    """Describe one file; its sealed bytes lie in the file store under its content's hash."""

    __tablename__ = "stored_file"
    __table_args__ = (Index("ix_stored_file_content", "tenant_id", "content_hash"),)

    purpose: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    byte_count: Mapped[int] = mapped_column(BigInteger)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    owner_account_id: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
