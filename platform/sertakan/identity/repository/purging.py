"""Remove the accounts of a trial's sponsors."""

from sqlalchemy import delete, exists, update

from sertakan.identity.tables import AccountRow, RoleGrantRow, SignInSessionRow, VerificationRow
from sertakan.persistence.database import tenant_session


def delete_sponsors(tenant_id: int) -> dict[str, int]:
    """Remove accounts without a role, their sign-ins and all waiting codes; the staff stop being sponsors."""
    session = tenant_session()
    has_role = exists().where(RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.account_id == AccountRow.id)
    is_sponsors = SignInSessionRow.account_id.not_in(
        RoleGrantRow.__table__.select()
        .with_only_columns(RoleGrantRow.account_id)
        .where(RoleGrantRow.tenant_id == tenant_id)
    )
    session.execute(delete(VerificationRow).where(VerificationRow.tenant_id == tenant_id))
    session.execute(
        delete(SignInSessionRow).where(SignInSessionRow.tenant_id == tenant_id, is_sponsors),
        execution_options={"synchronize_session": False},
    )
    removed = session.execute(
        delete(AccountRow).where(AccountRow.tenant_id == tenant_id, ~has_role),
        execution_options={"synchronize_session": False},
    )
    session.execute(
        update(AccountRow).where(AccountRow.tenant_id == tenant_id).values(sponsor_id=None),
        execution_options={"synchronize_session": False},
    )
    return {"account": removed.rowcount}  # type: ignore[attr-defined]
