"""Rows of villages' targets, banjar, the roll of civil servants, and imports of sheets."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    Uuid,
    column,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model, TenantKeyed, TenantOwned


class VillageTargetRow(TenantOwned, Model):
    """Say how many workers the regency wants to see enrolled in one village."""

    __tablename__ = "village_target"
    __table_args__ = (
        UniqueConstraint("tenant_id", "village_code"),
        CheckConstraint("worker_target >= 0", name="counts"),
    )

    village_code: Mapped[str] = mapped_column(Text(collation="C"))
    worker_target: Mapped[int | None] = mapped_column(Integer)


class BanjarRow(TenantOwned, Model):
    """Name one banjar (dusun, lingkungan) of a village."""

    __tablename__ = "banjar"
    __table_args__ = (UniqueConstraint("tenant_id", "village_code", "name"),)

    village_code: Mapped[str] = mapped_column(Text(collation="C"))
    name: Mapped[str] = mapped_column(Text)


class RollMemberRow(TenantOwned, Model):
    """Keep one civil servant of the roll; who they are is sealed, because most of them never came to us."""

    __tablename__ = "asn_roll_member"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "work_unit_id"], ["work_unit.tenant_id", "work_unit.id"]),
        UniqueConstraint("tenant_id", "nip_index"),
        Index("ix_asn_roll_member_state", "tenant_id", "state", "id"),
        Index("ix_asn_roll_member_unit", "tenant_id", "work_unit_id", "state", "id"),
        CheckConstraint("state IN ('active', 'transferred', 'retired', 'died')", name="state"),
        CheckConstraint("rank IN ('regency_head', 'eselon_2', 'eselon_3', 'eselon_4', 'other')", name="rank"),
    )

    nip_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    nip_index: Mapped[bytes] = mapped_column(LargeBinary)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    work_unit_id: Mapped[UUID | None]
    rank: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    since: Mapped[date] = mapped_column(Date)
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())


class RollWordRow(TenantKeyed, Model):
    """Find a civil servant by the keyed hash of one whole word of the name, which itself stands nowhere."""

    __tablename__ = "asn_roll_word"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["asn_roll_member.tenant_id", "asn_roll_member.id"]),
        Index("ix_asn_roll_word_member", "tenant_id", "member_id"),
    )

    word_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    member_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class SheetImportRow(TenantOwned, Model):
    """Keep one sheet that somebody sent: what it lists, how far it has come, and what was decided about it."""

    __tablename__ = "sheet_import"
    __table_args__ = (
        Index("ix_sheet_import_newest", "tenant_id", "kind", "created_at"),
        CheckConstraint("kind IN ('units', 'roll')", name="kind"),
        CheckConstraint("state IN ('previewed', 'running', 'done', 'dropped')", name="state"),
    )

    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    row_count: Mapped[int] = mapped_column(Integer)
    sheet_title: Mapped[str] = mapped_column(Text)
    notes: Mapped[dict[str, Any]] = mapped_column(JSONB)
    choices: Mapped[dict[str, Any]] = mapped_column(JSONB)
    left_count: Mapped[int] = mapped_column(Integer, server_default="0")
    uploaded_by: Mapped[UUID]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class SheetLineRow(TenantOwned, Model):
    """Keep one row of a sheet, sealed, with what it would do and, once entered, what it did."""

    __tablename__ = "sheet_import_row"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "import_id"], ["sheet_import.tenant_id", "sheet_import.id"]),
        UniqueConstraint("tenant_id", "import_id", "number"),
        Index("ix_sheet_import_row_key", "tenant_id", "import_id", "key_index"),
        Index(
            "ix_sheet_import_row_waiting",
            "tenant_id",
            "import_id",
            "number",
            postgresql_where=column("outcome").is_(None),
        ),
        CheckConstraint("effect IN ('added', 'changed', 'unchanged', 'refused')", name="effect"),
        CheckConstraint("outcome IN ('added', 'changed', 'unchanged', 'refused')", name="outcome"),
    )

    import_id: Mapped[UUID] = mapped_column(Uuid)
    number: Mapped[int] = mapped_column(Integer)
    key_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    content_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    effect: Mapped[str] = mapped_column(Text)
    has_warning: Mapped[bool] = mapped_column(Boolean)
    outcome: Mapped[str | None] = mapped_column(Text)
