"""Queries on roles that reach over one work unit."""

from uuid import UUID

from sqlalchemy import delete, func, select

from sertakan.identity.model import Grant, Role, ScopeKind
from sertakan.identity.repository.accounts import insert_grant
from sertakan.identity.tables import RoleGrantRow
from sertakan.persistence.database import tenant_session


def count_unit_grants(tenant_id: int, unit_id: UUID) -> int:
    """Count the roles that reach over one work unit."""
    return int(
        tenant_session().scalar(
            select(func.count()).where(
                RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.work_unit_id == unit_id
            )
        )
        or 0
    )


def move_unit_grants(tenant_id: int, unit_id: UUID, into: UUID) -> int:
    """Let roles over one work unit reach over another one, once each, and count them."""
    session = tenant_session()
    moved = session.execute(
        delete(RoleGrantRow)
        .where(RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.work_unit_id == unit_id)
        .returning(RoleGrantRow.account_id, RoleGrantRow.role)
        .execution_options(synchronize_session=False)
    ).all()
    known = session.execute(
        select(RoleGrantRow.account_id, RoleGrantRow.role).where(
            RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.work_unit_id == into
        )
    ).all()
    held = {(row.account_id, row.role) for row in known}
    for account_id, role in {(row.account_id, row.role) for row in moved} - held:
        insert_grant(
            tenant_id,
            account_id,
            Grant(role=Role(role), scope_kind=ScopeKind.WORK_UNIT, work_unit_id=into),
        )
    return len(moved)
