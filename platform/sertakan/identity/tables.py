"""Rows of people's accounts, their roles and sign-ins; the centre's stand apart from the regencies'."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    Text,
    UniqueConstraint,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model, TenantOwned


class AccountRow(TenantOwned, Model):
    """Let one person sign in at one regency."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("tenant_id", "email_index"),
        UniqueConstraint("tenant_id", "mobile_index"),
        CheckConstraint("email_index IS NOT NULL OR mobile_index IS NOT NULL", name="contact"),
    )

    name: Mapped[str] = mapped_column(Text)
    email_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    email_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    mobile_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    mobile_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    password_hash: Mapped[str] = mapped_column(Text)
    # Written when a sponsor registers, a floor above; here so that knowing who is signed in takes one query.
    sponsor_id: Mapped[UUID | None]
    is_disabled: Mapped[bool] = mapped_column(Boolean, server_default="false")
    verified_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class RoleGrantRow(TenantOwned, Model):
    """Give an account a role within a scope: the regency, a work unit, a district or a village."""

    __tablename__ = "role_grant"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "account_id"], ["account.tenant_id", "account.id"]),
        ForeignKeyConstraint(["tenant_id", "work_unit_id"], ["work_unit.tenant_id", "work_unit.id"]),
        Index("ix_role_grant_account", "tenant_id", "account_id"),
        CheckConstraint(
            "(scope_kind = 'regency' AND region_code IS NULL AND work_unit_id IS NULL)"
            " OR (scope_kind = 'work_unit' AND work_unit_id IS NOT NULL AND region_code IS NULL)"
            " OR (scope_kind IN ('district', 'village') AND region_code IS NOT NULL AND work_unit_id IS NULL)",
            name="scope",
        ),
    )

    account_id: Mapped[UUID] = mapped_column(Uuid)
    role: Mapped[str] = mapped_column(Text)
    scope_kind: Mapped[str] = mapped_column(Text)
    region_code: Mapped[str | None] = mapped_column(Text)
    work_unit_id: Mapped[UUID | None]
    granted_at: Mapped[datetime] = mapped_column(server_default=func.now())


class SignInSessionRow(TenantOwned, Model):
    """Remember one sign-in, so that it can be revoked; only the hash of its token is kept."""

    __tablename__ = "sign_in_session"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "account_id"], ["account.tenant_id", "account.id"]),
        UniqueConstraint("tenant_id", "token_hash"),
        Index("ix_sign_in_session_account", "tenant_id", "account_id"),
        CheckConstraint("factor IN ('totp', 'recovery', 'passkey')", name="factor"),
    )

    account_id: Mapped[UUID] = mapped_column(Uuid)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    device: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    # Shortened: enough to recognise one's own office, too little to find a house.
    network: Mapped[str] = mapped_column(Text, server_default="")
    seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    factor: Mapped[str | None] = mapped_column(Text)
    proven_at: Mapped[datetime] = mapped_column(server_default=func.now())


class VerificationRow(TenantOwned, Model):
    """Wait for the six-digit code that proves a contact; what was asked for is sealed with it."""

    __tablename__ = "verification"

    purpose: Mapped[str] = mapped_column(Text)
    contact_index: Mapped[bytes] = mapped_column(LargeBinary)
    request_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ThrottleRow(TenantOwned, Model):
    """Count attempts in a window; the id is a keyed hash of what is counted."""

    __tablename__ = "throttle"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    attempts: Mapped[int] = mapped_column(SmallInteger)
    window_ends_at: Mapped[datetime]


class StaffInvitationRow(TenantOwned, Model):
    """Wait for somebody to become staff; the link's token is kept as a hash, the address sealed."""

    __tablename__ = "staff_invitation"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token_hash"),
        CheckConstraint("state IN ('waiting', 'accepted', 'revoked')", name="state"),
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str] = mapped_column(Text)
    email_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    email_index: Mapped[bytes] = mapped_column(LargeBinary)
    grants: Mapped[list[list[str | None]]] = mapped_column(JSONB)
    state: Mapped[str] = mapped_column(Text, server_default="waiting")
    invited_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


# One invitation at a time waits for an address.
Index(
    "uq_staff_invitation_waiting",
    StaffInvitationRow.tenant_id,
    StaffInvitationRow.email_index,
    unique=True,
    postgresql_where=StaffInvitationRow.state == "waiting",
)


class PendingSignInRow(TenantOwned, Model):
    """Remember that a password was right, until the second factor comes or five minutes are over."""

    __tablename__ = "pending_sign_in"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "account_id"], ["account.tenant_id", "account.id"]),
        UniqueConstraint("tenant_id", "token_hash"),
    )

    account_id: Mapped[UUID] = mapped_column(Uuid)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime]


class TotpFactorRow(TenantOwned, Model):
    """Share a secret with somebody's authenticator; it counts once a code of it was typed."""

    __tablename__ = "totp_factor"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "account_id"], ["account.tenant_id", "account.id"]),
        UniqueConstraint("tenant_id", "account_id", "is_confirmed"),
    )

    account_id: Mapped[UUID] = mapped_column(Uuid)
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    is_confirmed: Mapped[bool] = mapped_column(Boolean, server_default="false")
    # The newest half-minute whose code was used: that code and older ones are never taken again.
    last_step: Mapped[int] = mapped_column(BigInteger, server_default="0")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class RecoveryCodeRow(TenantOwned, Model):
    """Let somebody in once without their device; only a keyed hash of the code is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "account_id"], ["account.tenant_id", "account.id"]),
        UniqueConstraint("tenant_id", "account_id", "code_hash"),
    )

    account_id: Mapped[UUID] = mapped_column(Uuid)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    used_at: Mapped[datetime | None]


class PasskeyRow(TenantOwned, Model):
    """Know a device by its public key; the private one never leaves the device."""

    __tablename__ = "passkey"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "account_id"], ["account.tenant_id", "account.id"]),
        UniqueConstraint("tenant_id", "credential_id"),
        Index("ix_passkey_account", "tenant_id", "account_id"),
    )

    account_id: Mapped[UUID] = mapped_column(Uuid)
    name: Mapped[str] = mapped_column(Text)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    used_at: Mapped[datetime | None]


class FactorChallengeRow(TenantOwned, Model):
    """Keep what a passkey must sign, once and for a few minutes."""

    __tablename__ = "factor_challenge"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "account_id"], ["account.tenant_id", "account.id"]),
        UniqueConstraint("tenant_id", "challenge"),
        CheckConstraint("purpose IN ('add', 'prove')", name="purpose"),
    )

    account_id: Mapped[UUID] = mapped_column(Uuid)
    purpose: Mapped[str] = mapped_column(Text)
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime]


class OversightAccountRow(Model):
    """Let one person sign in at the centre."""

    __tablename__ = "oversight_account"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    scope_kind: Mapped[str] = mapped_column(Text, server_default="national")
    province_code: Mapped[str | None] = mapped_column(Text)
    is_disabled: Mapped[bool] = mapped_column(Boolean, server_default="false")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class OversightSessionRow(Model):
    """Remember one sign-in at the centre."""

    __tablename__ = "oversight_session"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(Uuid)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    device: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class OversightThrottleRow(Model):
    """Count sign-in attempts at the centre; the id is a keyed hash of what is counted."""

    __tablename__ = "oversight_throttle"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    attempts: Mapped[int] = mapped_column(SmallInteger)
    window_ends_at: Mapped[datetime]
