"""Queries on second factors: shared secrets, recovery codes, passkeys and what they must sign."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, or_, select, update

from sertakan.identity.model import Factors, Passkey, Role
from sertakan.identity.passkeys import NewKey
from sertakan.identity.tables import (
    AccountRow,
    FactorChallengeRow,
    PasskeyRow,
    RecoveryCodeRow,
    RoleGrantRow,
    TotpFactorRow,
)
from sertakan.kernel.identifier import new_id
from sertakan.persistence.crypto import blind_index, seal, unseal
from sertakan.persistence.database import tenant_session

_TABLE = "totp_factor"


def holds_factor(tenant_id: int) -> ColumnElement[bool]:
    """Return, for use inside a query on accounts, whether each account has a second factor."""
    totp = exists().where(
        TotpFactorRow.tenant_id == tenant_id,
        TotpFactorRow.account_id == AccountRow.id,
        TotpFactorRow.is_confirmed,
    )
    passkey = exists().where(PasskeyRow.tenant_id == tenant_id, PasskeyRow.account_id == AccountRow.id)
    return or_(totp, passkey)


def has_factor(tenant_id: int, account_id: UUID) -> bool:
    """Tell whether an account has a second factor."""
    return bool(
        tenant_session().scalar(
            select(holds_factor(tenant_id)).where(
                AccountRow.tenant_id == tenant_id, AccountRow.id == account_id
            )
        )
    )


def count_admins_with_factor(tenant_id: int) -> int:
    """Count the open accounts that are admin of the whole regency and have a second factor."""
    is_admin = exists().where(
        RoleGrantRow.tenant_id == tenant_id,
        RoleGrantRow.account_id == AccountRow.id,
        RoleGrantRow.role == Role.ADMIN,
        RoleGrantRow.scope_kind == "regency",
    )
    return int(
        tenant_session().scalar(
            select(func.count())
            .select_from(AccountRow)
            .where(
                AccountRow.tenant_id == tenant_id,
                AccountRow.is_disabled.is_(False),
                is_admin,
                holds_factor(tenant_id),
            )
        )
        or 0
    )


def list_factors(tenant_id: int, account_id: UUID) -> Factors:
    """Return by what an account can prove itself."""
    session = tenant_session()
    has_totp = session.scalar(
        select(TotpFactorRow.id).where(
            TotpFactorRow.tenant_id == tenant_id,
            TotpFactorRow.account_id == account_id,
            TotpFactorRow.is_confirmed,
        )
    )
    left = session.scalar(
        select(func.count())
        .select_from(RecoveryCodeRow)
        .where(
            RecoveryCodeRow.tenant_id == tenant_id,
            RecoveryCodeRow.account_id == account_id,
            RecoveryCodeRow.used_at.is_(None),
        )
    )
    keys = session.execute(
        select(PasskeyRow.id, PasskeyRow.name, PasskeyRow.created_at, PasskeyRow.used_at)
        .where(PasskeyRow.tenant_id == tenant_id, PasskeyRow.account_id == account_id)
        .order_by(PasskeyRow.id)
    )
    passkeys = tuple(
        Passkey(id=key.id, name=key.name, added_at=key.created_at, used_at=key.used_at) for key in keys
    )
    return Factors(has_totp=has_totp is not None, passkeys=passkeys, recovery_left=left or 0)


def insert_secret(tenant_id: int, account_id: UUID, secret: str) -> None:
    """Keep a secret that does not count yet, in place of one that never came to count."""
    delete_totp(tenant_id, account_id, is_confirmed=False)
    secret_id = new_id()
    tenant_session().execute(
        insert(TotpFactorRow).values(
            tenant_id=tenant_id,
            id=secret_id,
            account_id=account_id,
            secret_sealed=seal(tenant_id, _TABLE, "secret", secret_id, secret),
        )
    )


def find_secret(tenant_id: int, account_id: UUID, *, is_confirmed: bool) -> str | None:
    """Return the secret that an account shares with an authenticator, or is about to share."""
    row = (
        tenant_session()
        .execute(
            select(TotpFactorRow.id, TotpFactorRow.secret_sealed).where(
                TotpFactorRow.tenant_id == tenant_id,
                TotpFactorRow.account_id == account_id,
                TotpFactorRow.is_confirmed.is_(is_confirmed),
            )
        )
        .one_or_none()
    )
    return unseal(tenant_id, _TABLE, "secret", row.id, row.secret_sealed) if row else None


def confirm_secret(tenant_id: int, account_id: UUID, step: int) -> bool:
    """Let a new secret count from a half-minute on, in place of the one before, and tell whether there was one."""
    delete_totp(tenant_id, account_id, is_confirmed=True)
    return _update_totp(tenant_id, account_id, TotpFactorRow.is_confirmed.is_(False), step)


def use_step(tenant_id: int, account_id: UUID, step: int) -> bool:
    """Use a half-minute's code up, and tell whether it and every later one were unused."""
    return _update_totp(
        tenant_id, account_id, and_(TotpFactorRow.is_confirmed, TotpFactorRow.last_step < step), step
    )


def _update_totp(tenant_id: int, account_id: UUID, condition: ColumnElement[bool], step: int) -> bool:
    changed = tenant_session().scalar(
        update(TotpFactorRow)
        .where(TotpFactorRow.tenant_id == tenant_id, TotpFactorRow.account_id == account_id, condition)
        .values(is_confirmed=True, last_step=step)
        .returning(TotpFactorRow.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def delete_totp(tenant_id: int, account_id: UUID, *, is_confirmed: bool) -> bool:
    """Forget a shared secret, and tell whether there was one."""
    gone = tenant_session().scalar(
        delete(TotpFactorRow)
        .where(
            TotpFactorRow.tenant_id == tenant_id,
            TotpFactorRow.account_id == account_id,
            TotpFactorRow.is_confirmed.is_(is_confirmed),
        )
        .returning(TotpFactorRow.id)
        .execution_options(synchronize_session=False)
    )
    return gone is not None


def replace_recovery_codes(tenant_id: int, account_id: UUID, codes: Collection[str]) -> None:
    """Keep hashes of new recovery codes; the ones before no longer work."""
    delete_recovery_codes(tenant_id, account_id)
    for code in codes:
        tenant_session().execute(
            insert(RecoveryCodeRow).values(
                tenant_id=tenant_id,
                id=new_id(),
                account_id=account_id,
                code_hash=_hash_recovery(tenant_id, account_id, code),
            )
        )


def delete_recovery_codes(tenant_id: int, account_id: UUID) -> None:
    """Forget an account's recovery codes."""
    tenant_session().execute(
        delete(RecoveryCodeRow)
        .where(RecoveryCodeRow.tenant_id == tenant_id, RecoveryCodeRow.account_id == account_id)
        .execution_options(synchronize_session=False)
    )


def use_recovery_code(tenant_id: int, account_id: UUID, code: str, now: datetime) -> bool:
    """Use a recovery code up, and tell whether it was an unused one of this account."""
    used = tenant_session().scalar(
        update(RecoveryCodeRow)
        .where(
            RecoveryCodeRow.tenant_id == tenant_id,
            RecoveryCodeRow.account_id == account_id,
            RecoveryCodeRow.code_hash == _hash_recovery(tenant_id, account_id, code),
            RecoveryCodeRow.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCodeRow.id)
        .execution_options(synchronize_session=False)
    )
    return used is not None


def _hash_recovery(tenant_id: int, account_id: UUID, code: str) -> bytes:
    return blind_index(tenant_id, "recovery", f"{account_id}|{code}")


def insert_passkey(tenant_id: int, account_id: UUID, name: str, key: NewKey) -> None:
    """Remember a passkey."""
    tenant_session().execute(
        insert(PasskeyRow).values(
            tenant_id=tenant_id,
            id=new_id(),
            account_id=account_id,
            name=name,
            credential_id=key.credential_id,
            public_key=key.public_key,
            sign_count=key.sign_count,
        )
    )


def list_credentials(tenant_id: int, account_id: UUID) -> list[bytes]:
    """Return by what devices know an account's passkeys."""
    return list(
        tenant_session().scalars(
            select(PasskeyRow.credential_id)
            .where(PasskeyRow.tenant_id == tenant_id, PasskeyRow.account_id == account_id)
            .order_by(PasskeyRow.id)
        )
    )


def lock_passkey(tenant_id: int, account_id: UUID, credential_id: bytes) -> NewKey | None:
    """Return an account's passkey and keep everybody else from using it until this transaction ends."""
    row = (
        tenant_session()
        .execute(
            select(PasskeyRow.public_key, PasskeyRow.sign_count)
            .where(
                PasskeyRow.tenant_id == tenant_id,
                PasskeyRow.account_id == account_id,
                PasskeyRow.credential_id == credential_id,
            )
            .with_for_update()
        )
        .one_or_none()
    )
    if row is None:
        return None
    return NewKey(credential_id=credential_id, public_key=row.public_key, sign_count=row.sign_count)


def note_passkey_use(tenant_id: int, credential_id: bytes, count: int, now: datetime) -> None:
    """Note a passkey's new sign count."""
    tenant_session().execute(
        update(PasskeyRow)
        .where(PasskeyRow.tenant_id == tenant_id, PasskeyRow.credential_id == credential_id)
        .values(sign_count=count, used_at=now)
        .execution_options(synchronize_session=False)
    )


def delete_passkeys(tenant_id: int, account_id: UUID, passkey_id: UUID | None = None) -> bool:
    """Forget one passkey of an account, or all of them, and tell whether there was any."""
    statement = delete(PasskeyRow).where(
        PasskeyRow.tenant_id == tenant_id, PasskeyRow.account_id == account_id
    )
    if passkey_id is not None:
        statement = statement.where(PasskeyRow.id == passkey_id)
    gone = tenant_session().scalars(
        statement.returning(PasskeyRow.id).execution_options(synchronize_session=False)
    )
    return bool(gone.all())


def insert_challenge(
    tenant_id: int, account_id: UUID, purpose: str, challenge: bytes, expires_at: datetime
) -> None:
    """Keep what a passkey must sign."""
    tenant_session().execute(
        insert(FactorChallengeRow).values(
            tenant_id=tenant_id,
            id=new_id(),
            account_id=account_id,
            purpose=purpose,
            challenge=challenge,
            expires_at=expires_at,
        )
    )


def use_challenge(tenant_id: int, account_id: UUID, purpose: str, challenge: bytes, now: datetime) -> bool:
    """Use a challenge up, and tell whether it was one of this account's and still good."""
    used = tenant_session().scalar(
        delete(FactorChallengeRow)
        .where(
            FactorChallengeRow.tenant_id == tenant_id,
            FactorChallengeRow.account_id == account_id,
            FactorChallengeRow.purpose == purpose,
            FactorChallengeRow.challenge == challenge,
        )
        .returning(FactorChallengeRow.expires_at)
        .execution_options(synchronize_session=False)
    )
    return used is not None and used > now
