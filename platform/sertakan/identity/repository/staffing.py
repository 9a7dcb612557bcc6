"""Queries on who is staff: invitations, roles, and the lock behind which admins are counted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, insert, select, update

from sertakan.identity.model import Grant, HeldGrant, Invitation, InvitationState, Role, ScopeKind
from sertakan.identity.repository.accounts import to_grants
from sertakan.identity.tables import AccountRow, RoleGrantRow, StaffInvitationRow
from sertakan.persistence.crypto import blind_index, seal, unseal
from sertakan.persistence.database import tenant_session

_TABLE = "staff_invitation"


def lock_admins(tenant_id: int) -> frozenset[UUID]:
    """Return the open admins of the whole regency, and let nobody else take one away until this transaction ends.

    The accounts are locked first, in one order, and counted afterwards by a statement of its own: whoever
    waited for the lock must see what the other did.
    """
    holds = exists().where(
        RoleGrantRow.tenant_id == tenant_id,
        RoleGrantRow.account_id == AccountRow.id,
        RoleGrantRow.role == Role.ADMIN,
        RoleGrantRow.scope_kind == ScopeKind.REGENCY,
    )
    admins = select(AccountRow.id).where(
        AccountRow.tenant_id == tenant_id, AccountRow.is_disabled.is_(False), holds
    )
    session = tenant_session()
    session.execute(admins.order_by(AccountRow.id).with_for_update(key_share=True))
    return frozenset(session.scalars(admins))


def lock_account(tenant_id: int, account_id: UUID) -> bool:
    """Keep others from changing an account's roles until this transaction ends, and tell whether there is one."""
    found = tenant_session().scalar(
        select(AccountRow.id)
        .where(AccountRow.tenant_id == tenant_id, AccountRow.id == account_id)
        .with_for_update(key_share=True)
    )
    return found is not None


def list_held(tenant_id: int, account_id: UUID) -> list[HeldGrant]:
    """Return an account's roles, oldest first, each with its name for taking it away."""
    rows = tenant_session().execute(
        select(
            RoleGrantRow.id,
            RoleGrantRow.role,
            RoleGrantRow.scope_kind,
            RoleGrantRow.region_code,
            RoleGrantRow.work_unit_id,
        )
        .where(RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.account_id == account_id)
        .order_by(RoleGrantRow.id)
    )
    return [
        HeldGrant(
            id=row.id,
            grant=Grant(
                role=Role(row.role),
                scope_kind=ScopeKind(row.scope_kind),
                region_code=row.region_code,
                work_unit_id=row.work_unit_id,
            ),
        )
        for row in rows
    ]


def delete_grant(tenant_id: int, grant_id: UUID) -> None:
    """Take a role away."""
    tenant_session().execute(
        delete(RoleGrantRow)
        .where(RoleGrantRow.tenant_id == tenant_id, RoleGrantRow.id == grant_id)
        .execution_options(synchronize_session=False)
    )


def insert_invitation(tenant_id: int, invitation: Invitation, token_hash: bytes) -> None:
    """Keep an invitation, its address sealed."""
    tenant_session().execute(
        insert(StaffInvitationRow).values(
            tenant_id=tenant_id,
            id=invitation.id,
            token_hash=token_hash,
            name=invitation.name,
            email_sealed=seal(tenant_id, _TABLE, "email", invitation.id, invitation.email),
            email_index=blind_index(tenant_id, "email", invitation.email),
            grants=[
                [grant.role, grant.scope_kind, grant.region_code, _text(grant.work_unit_id)]
                for grant in invitation.grants
            ],
            invited_by=invitation.invited_by,
            expires_at=invitation.expires_at,
        )
    )


def _text(unit_id: UUID | None) -> str | None:
    return str(unit_id) if unit_id else None


_COLUMNS = (
    StaffInvitationRow.id,
    StaffInvitationRow.name,
    StaffInvitationRow.email_sealed,
    StaffInvitationRow.grants,
    StaffInvitationRow.state,
    StaffInvitationRow.invited_by,
    StaffInvitationRow.expires_at,
)


def find_invitation(tenant_id: int, token_hash: bytes, now: datetime) -> Invitation | None:
    """Return the invitation behind a link, whatever became of it."""
    found = tenant_session().execute(
        select(*_COLUMNS).where(
            StaffInvitationRow.tenant_id == tenant_id, StaffInvitationRow.token_hash == token_hash
        )
    )
    row = found.one_or_none()
    return _to_invitation(tenant_id, row, now) if row else None


def get_invitation(tenant_id: int, invitation_id: UUID, now: datetime) -> Invitation | None:
    """Return one invitation."""
    found = tenant_session().execute(
        select(*_COLUMNS).where(
            StaffInvitationRow.tenant_id == tenant_id, StaffInvitationRow.id == invitation_id
        )
    )
    row = found.one_or_none()
    return _to_invitation(tenant_id, row, now) if row else None


def list_open_invitations(tenant_id: int, now: datetime) -> list[Invitation]:
    """Return the invitations that wait, and those that waited in vain, the newest first."""
    rows = tenant_session().execute(
        select(*_COLUMNS)
        .where(StaffInvitationRow.tenant_id == tenant_id, StaffInvitationRow.state == InvitationState.WAITING)
        .order_by(StaffInvitationRow.id.desc())
    )
    return [_to_invitation(tenant_id, row, now) for row in rows]


def _to_invitation(tenant_id: int, row: Any, now: datetime) -> Invitation:
    state = InvitationState(row.state)
    if state is InvitationState.WAITING and row.expires_at <= now:
        state = InvitationState.EXPIRED
    return Invitation(
        id=row.id,
        name=row.name,
        email=unseal(tenant_id, _TABLE, "email", row.id, row.email_sealed),
        grants=to_grants(row.grants),
        state=state,
        invited_by=row.invited_by,
        expires_at=row.expires_at,
    )


def accept_invitation(tenant_id: int, token_hash: bytes, now: datetime) -> bool:
    """Use an invitation's link up, and tell whether it was still good."""
    good = and_(StaffInvitationRow.token_hash == token_hash, StaffInvitationRow.expires_at > now)
    return _close(tenant_id, good, InvitationState.ACCEPTED, now)


def revoke_invitation(tenant_id: int, invitation_id: UUID, now: datetime) -> bool:
    """Take an invitation back, and tell whether it waited."""
    return _close(tenant_id, StaffInvitationRow.id == invitation_id, InvitationState.REVOKED, now)


def revoke_invitations_to(tenant_id: int, email: str, now: datetime) -> None:
    """Take back whatever invitation waits for an address."""
    index = blind_index(tenant_id, "email", email)
    _close(tenant_id, StaffInvitationRow.email_index == index, InvitationState.REVOKED, now)


def revoke_invitations_by(tenant_id: int, account_id: UUID, now: datetime) -> None:
    """Take back all waiting invitations that somebody sent."""
    _close(tenant_id, StaffInvitationRow.invited_by == account_id, InvitationState.REVOKED, now)


def _close(tenant_id: int, which: ColumnElement[bool], state: InvitationState, now: datetime) -> bool:
    closed = tenant_session().scalars(
        update(StaffInvitationRow)
        .where(
            StaffInvitationRow.tenant_id == tenant_id,
            StaffInvitationRow.state == InvitationState.WAITING,
            which,
        )
        .values(state=state, closed_at=now)
        .returning(StaffInvitationRow.id)
        .execution_options(synchronize_session=False)
    )
    return bool(closed.all())


def renew_invitation(tenant_id: int, invitation_id: UUID, token_hash: bytes, expires_at: datetime) -> bool:
    """Give a waiting invitation another link and another week, and tell whether it waited."""
    renewed = tenant_session().scalar(
        update(StaffInvitationRow)
        .where(
            StaffInvitationRow.tenant_id == tenant_id,
            StaffInvitationRow.id == invitation_id,
            StaffInvitationRow.state == InvitationState.WAITING,
        )
        .values(token_hash=token_hash, expires_at=expires_at)
        .returning(StaffInvitationRow.id)
        .execution_options(synchronize_session=False)
    )
    return renewed is not None
