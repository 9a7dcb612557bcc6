"""Rows of sponsors, workers, consents, drafts and enrolments."""

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
    SmallInteger,
    Text,
    UniqueConstraint,
    Uuid,
    column,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model, TenantKeyed, TenantOwned


class SponsorRow(TenantOwned, Model):
    """Describe a person or organisation that pays for workers near them."""

    __tablename__ = "sponsor"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "account_id"], ["account.tenant_id", "account.id"]),
        ForeignKeyConstraint(["tenant_id", "work_unit_id"], ["work_unit.tenant_id", "work_unit.id"]),
        UniqueConstraint("tenant_id", "account_id"),
        Index("ix_sponsor_nip", "tenant_id", "nip_index"),
        Index("ix_sponsor_nik", "tenant_id", "nik_index"),
        CheckConstraint("category IN ('pns', 'pppk', 'non_asn', 'public', 'organisation')", name="category"),
    )

    account_id: Mapped[UUID | None]
    category: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    nip_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    nip_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    nik_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    nik_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    work_unit_id: Mapped[UUID | None]
    organisation: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class WorkerRow(TenantOwned, Model):
    """Describe a worker, who is a person of their own and not a field of the sponsor."""

    __tablename__ = "worker"
    __table_args__ = (
        Index("ix_worker_nik", "tenant_id", "nik_index"),
        Index("ix_worker_mobile", "tenant_id", "mobile_index"),
        CheckConstraint("sex IN ('L', 'P')", name="sex"),
        CheckConstraint("sector IN ('transport', 'non_transport')", name="sector"),
    )

    name: Mapped[str] = mapped_column(Text)
    nik_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    nik_index: Mapped[bytes] = mapped_column(LargeBinary)
    birth_place: Mapped[str] = mapped_column(Text)
    birth_date: Mapped[date] = mapped_column(Date)
    sex: Mapped[str] = mapped_column(Text)
    occupation: Mapped[str] = mapped_column(Text)
    sector: Mapped[str] = mapped_column(Text)
    village_code: Mapped[str] = mapped_column(Text)
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    work_village_code: Mapped[str] = mapped_column(Text)
    workplace_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    mobile_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    mobile_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    optional_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class EnrolmentDraftRow(TenantOwned, Model):
    """Keep the sealed answers of an enrolment that is being written, and what became of it."""

    __tablename__ = "enrolment_draft"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "sponsor_id"], ["sponsor.tenant_id", "sponsor.id"]),
        Index("ix_enrolment_draft_sponsor", "tenant_id", "sponsor_id", "updated_at"),
    )

    sponsor_id: Mapped[UUID] = mapped_column(Uuid)
    answers_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(Integer, server_default="1")
    submitted_enrolment_id: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())


class EnrolmentRow(TenantOwned, Model):
    """Join a sponsor and a worker in the programme, with the rules that decided."""

    __tablename__ = "enrolment"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "sponsor_id"], ["sponsor.tenant_id", "sponsor.id"]),
        ForeignKeyConstraint(["tenant_id", "worker_id"], ["worker.tenant_id", "worker.id"]),
        UniqueConstraint("tenant_id", "reference"),
        UniqueConstraint("tenant_id", "draft_id"),
        # One open enrolment per person: the key, not the page, prevents a second one.
        UniqueConstraint("tenant_id", "active_person"),
        Index("ix_enrolment_newest", "tenant_id", "submitted_at", "id"),
        Index("ix_enrolment_state", "tenant_id", "state", "submitted_at", "id"),
        Index("ix_enrolment_sponsor", "tenant_id", "sponsor_id", "submitted_at"),
        Index("ix_enrolment_worker", "tenant_id", "worker_id"),
        Index("ix_enrolment_unit", "tenant_id", "work_unit_id", "submitted_at", "id"),
        Index("ix_enrolment_district", "tenant_id", "district_code", "submitted_at", "id"),
        Index("ix_enrolment_village", "tenant_id", "village_code", "submitted_at", "id"),
        Index("ix_enrolment_decided", "tenant_id", "decided_at"),
        Index(
            "ix_enrolment_hinted",
            "tenant_id",
            "submitted_at",
            "id",
            postgresql_where=func.jsonb_array_length(column("hints")) > 0,
        ),
        CheckConstraint(
            "state IN ('submitted', 'returned', 'rejected', 'approved', 'sent', 'refused', 'payable',"
            " 'registered', 'ended')",
            name="state",
        ),
        CheckConstraint("months IN (1, 3, 6, 12)", name="months"),
        CheckConstraint("relation IN ('family', 'household_help', 'neighbour', 'other')", name="relation"),
        CheckConstraint("employment IN ('none', 'sponsor_company', 'other_company')", name="employment"),
    )

    reference: Mapped[str] = mapped_column(Text)
    draft_id: Mapped[UUID] = mapped_column(Uuid)
    sponsor_id: Mapped[UUID] = mapped_column(Uuid)
    worker_id: Mapped[UUID] = mapped_column(Uuid)
    sponsor_name: Mapped[str] = mapped_column(Text)
    worker_name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    state_ground: Mapped[str | None] = mapped_column(Text)
    active_person: Mapped[bytes | None] = mapped_column(LargeBinary)
    village_code: Mapped[str] = mapped_column(Text(collation="C"))
    district_code: Mapped[str] = mapped_column(Text(collation="C"))
    work_unit_id: Mapped[UUID | None]
    relation: Mapped[str | None] = mapped_column(Text)
    employment: Mapped[str | None] = mapped_column(Text)
    construction_project: Mapped[bool | None]
    member_elsewhere: Mapped[bool | None]
    occupation: Mapped[str] = mapped_column(Text)
    sector: Mapped[str] = mapped_column(Text)
    funding: Mapped[str] = mapped_column(Text)
    bracket: Mapped[int] = mapped_column(SmallInteger)
    first_month: Mapped[int] = mapped_column(Integer)
    months: Mapped[int] = mapped_column(SmallInteger)
    total: Mapped[int] = mapped_column(Integer)
    own_code_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    revision: Mapped[int] = mapped_column(Integer)
    national_version: Mapped[str] = mapped_column(Text)
    decision: Mapped[dict[str, Any]] = mapped_column(JSONB)
    hints: Mapped[list[str]] = mapped_column(JSONB, server_default="[]")
    is_halted: Mapped[bool] = mapped_column(Boolean, server_default="false")
    version: Mapped[int] = mapped_column(Integer, server_default="1")
    submitted_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


class EnrolmentWordRow(TenantKeyed, Model):
    """Find an enrolment by one folded word of its worker's or sponsor's name."""

    __tablename__ = "enrolment_word"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "enrolment_id"], ["enrolment.tenant_id", "enrolment.id"]),
        # Where every word is common, the newest enrolments are walked and asked for their words.
        Index("ix_enrolment_word_enrolment", "tenant_id", "enrolment_id", "word"),
    )

    word: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class ConsentRow(TenantOwned, Model):
    """Keep whose consent it is, to which text, in which language, and how it was given."""

    __tablename__ = "consent"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "worker_id"], ["worker.tenant_id", "worker.id"]),
        ForeignKeyConstraint(["tenant_id", "enrolment_id"], ["enrolment.tenant_id", "enrolment.id"]),
        ForeignKeyConstraint(["tenant_id", "proof_file_id"], ["stored_file.tenant_id", "stored_file.id"]),
        UniqueConstraint("tenant_id", "enrolment_id"),
        UniqueConstraint("tenant_id", "refusal_code_hash"),
        CheckConstraint("way IN ('code', 'paper', 'present')", name="way"),
        CheckConstraint("state IN ('given', 'unverified', 'refused')", name="state"),
    )

    worker_id: Mapped[UUID] = mapped_column(Uuid)
    enrolment_id: Mapped[UUID] = mapped_column(Uuid)
    text_version: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    proof_file_id: Mapped[UUID | None]
    told_by: Mapped[str] = mapped_column(Text)
    refusal_code_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    refusal_code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    given_at: Mapped[datetime]
    refused_at: Mapped[datetime | None]


class EnrolmentQuestionRow(TenantOwned, Model):
    """Ask the sponsor one thing about one field of a returned enrolment."""

    __tablename__ = "enrolment_question"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "enrolment_id"], ["enrolment.tenant_id", "enrolment.id"]),
        Index("ix_enrolment_question_enrolment", "tenant_id", "enrolment_id"),
    )

    enrolment_id: Mapped[UUID] = mapped_column(Uuid)
    field: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[UUID] = mapped_column(Uuid)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    explanation_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
