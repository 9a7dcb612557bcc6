"""Remove the accounts of a trial's sponsors."""

from sqlalchemy import delete, exists, select, update

from sertakan.identity.tables import (
    AccountRow,
    FactorChallengeRow,
    PasskeyRow,
    PendingSignInRow,
    RecoveryCodeRow,
    RoleGrantRow,
    SignInSessionRow,
    TotpFactorRow,
    VerificationRow,
)
from sertakan.persistence.database import tenant_session

# What only its account gives a meaning; it goes before the account.
_OF_AN_ACCOUNT = (
    SignInSessionRow,
    PendingSignInRow,
    TotpFactorRow,
    RecoveryCodeRow,
    PasskeyRow,
    FactorChallengeRow,
)
_AS_TOLD = {"synchronize_session": False}


def delete_sponsors(tenant_id: int) -> dict[str, int]:
    """Remove accounts without a role, what is theirs and all waiting codes; the staff stop being sponsors."""
    session = tenant_session()
    staff = select(RoleGrantRow.account_id).where(RoleGrantRow.tenant_id == tenant_id)
    has_role = exists().where(RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.account_id == AccountRow.id)
    session.execute(delete(VerificationRow).where(VerificationRow.tenant_id == tenant_id))
    for row in _OF_AN_ACCOUNT:
        theirs = delete(row).where(row.tenant_id == tenant_id, row.account_id.not_in(staff))
        session.execute(theirs, execution_options=_AS_TOLD)
    removed = session.execute(
        delete(AccountRow).where(AccountRow.tenant_id == tenant_id, ~has_role), execution_options=_AS_TOLD
    )
    session.execute(
        update(AccountRow).where(AccountRow.tenant_id == tenant_id).values(sponsor_id=None),
        execution_options=_AS_TOLD,
    )
    return {"account": removed.rowcount}  # type: ignore[attr-defined]
