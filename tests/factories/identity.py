"""People who can sign in."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from tests.factories.tenancy import make

from sertakan.identity.model import Grant, OversightRole, Role, ScopeKind
from sertakan.identity.service import hash_token
from sertakan.identity.tables import (
    AccountRow,
    FactorChallengeRow,
    OversightAccountRow,
    OversightSessionRow,
    PasskeyRow,
    PendingSignInRow,
    RecoveryCodeRow,
    RoleGrantRow,
    SignInSessionRow,
    StaffInvitationRow,
    TotpFactorRow,
    VerificationRow,
)
from sertakan.kernel.identifier import new_id
from sertakan.persistence.crypto import blind_index, seal
from sertakan.persistence.database import tenant_session

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FAR_FUTURE = datetime(2099, 1, 1, tzinfo=UTC)


def make_account(tenant_id: int, *, email: str | None = None, **chosen: Any) -> UUID:
    """Make a verified account that no password opens; give `email` when it matters."""
    account_id = chosen.pop("id", None) or new_id()
    address = email or f"{secrets.token_hex(4)}@contoh.test"
    values = {
        "name": "Ni Wayan Contoh",
        "email_sealed": seal(tenant_id, "account", "email", account_id, address),
        "email_index": blind_index(tenant_id, "email", address),
        "password_hash": "!",
        "verified_at": datetime.now(UTC),
        **chosen,
    }
    return make(AccountRow, tenant_id, id=account_id, **values)


def make_grant(tenant_id: int, account_id: UUID, grant: Grant) -> UUID:
    """Give an account a role."""
    return make(
        RoleGrantRow,
        tenant_id,
        account_id=account_id,
        role=grant.role.value,
        scope_kind=grant.scope_kind.value,
        region_code=grant.region_code,
        work_unit_id=grant.work_unit_id,
    )


def make_staff(tenant_id: int, role: Role = Role.ADMIN, **chosen: Any) -> UUID:
    """Make an account with one role over the whole regency, or over `scope` (a Grant)."""
    grant = chosen.pop("scope", None) or Grant(role=role, scope_kind=ScopeKind.REGENCY)
    account_id = make_account(tenant_id, **chosen)
    make_grant(tenant_id, account_id, grant)
    return account_id


def make_sign_in(tenant_id: int, account_id: UUID, **chosen: Any) -> UUID:
    """Make a sign-in."""
    values = {
        "token_hash": secrets.token_bytes(32),
        "device": "Peramban uji",
        "expires_at": FAR_FUTURE,
        **chosen,
    }
    return make(SignInSessionRow, tenant_id, account_id=account_id, **values)


def sign_in_token(tenant_id: int, account_id: UUID, **chosen: Any) -> str:
    """Make a sign-in and return the token that a cookie would carry."""
    token = secrets.token_urlsafe(32)
    make_sign_in(tenant_id, account_id, token_hash=hash_token(token), **chosen)
    return token


def make_totp(tenant_id: int, account_id: UUID, secret: str = TOTP_SECRET, **chosen: Any) -> UUID:
    """Let an account have an authenticator that counts."""
    row_id = new_id()
    sealed = seal(tenant_id, "totp_factor", "secret", row_id, secret)
    values = {"secret_sealed": sealed, "is_confirmed": True, **chosen}
    return make(TotpFactorRow, tenant_id, id=row_id, account_id=account_id, **values)


def make_passkey(tenant_id: int, account_id: UUID, **chosen: Any) -> UUID:
    """Let an account have a passkey that no device holds."""
    values = {
        "name": "Laptop uji",
        "credential_id": secrets.token_bytes(16),
        "public_key": b"-",
        "sign_count": 0,
        **chosen,
    }
    return make(PasskeyRow, tenant_id, account_id=account_id, **values)


def make_recovery_code(tenant_id: int, account_id: UUID, code: str = "ABCDE23456") -> UUID:
    """Let an account have a recovery code."""
    code_hash = blind_index(tenant_id, "recovery", f"{account_id}|{code}")
    return make(RecoveryCodeRow, tenant_id, account_id=account_id, code_hash=code_hash)


def make_factor_noise(tenant_id: int, account_id: UUID, name: str) -> None:
    """Give an account everything by which it could prove itself, and leave an invitation."""
    make_totp(tenant_id, account_id)
    make_passkey(tenant_id, account_id, name=name)
    make_recovery_code(tenant_id, account_id)
    soon = datetime.now(UTC) + timedelta(minutes=5)
    hashed = {"token_hash": secrets.token_bytes(32), "expires_at": soon}
    make(PendingSignInRow, tenant_id, account_id=account_id, **hashed)
    challenge = {"purpose": "prove", "challenge": secrets.token_bytes(32), "expires_at": soon}
    make(FactorChallengeRow, tenant_id, account_id=account_id, **challenge)
    row_id = new_id()
    make(
        StaffInvitationRow,
        tenant_id,
        id=row_id,
        name=name,
        email_sealed=seal(tenant_id, "staff_invitation", "email", row_id, "undangan@contoh.test"),
        email_index=blind_index(tenant_id, "email", "undangan@contoh.test"),
        grants=[["viewer", "regency", None, None]],
        **hashed,
    )


def make_verification(tenant_id: int, **chosen: Any) -> UUID:
    """Make a code that somebody was sent."""
    row_id = new_id()
    values = {
        "purpose": "sign_up",
        "contact_index": blind_index(tenant_id, "email", "sponsor@contoh.test"),
        "request_sealed": seal(tenant_id, "verification", "request", row_id, "{}"),
        "code_hash": bytes(32),
        "expires_at": datetime.now(UTC) + timedelta(minutes=15),
        **chosen,
    }
    return make(VerificationRow, tenant_id, id=row_id, **values)


def make_overseer(role: OversightRole = OversightRole.VIEWER) -> UUID:
    """Make an account of the centre; inside enter_oversight()."""
    account_id, name = new_id(), "Pengawas Contoh"
    values = {"id": account_id, "email": f"{account_id}@pusat.test", "name": name, "role": role.value}
    tenant_session().execute(insert(OversightAccountRow).values(password_hash="!", **values))
    return account_id


def oversight_token(account_id: UUID) -> str:
    """Make a sign-in at the centre and return the token that a cookie would carry."""
    token = secrets.token_urlsafe(32)
    values = {"id": new_id(), "account_id": account_id, "token_hash": hash_token(token)}
    tenant_session().execute(
        insert(OversightSessionRow).values(device="Peramban uji", expires_at=FAR_FUTURE, **values)
    )
    return token
