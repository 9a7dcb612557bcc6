"""Give and take roles, close and open accounts of staff; the last admin is never lost."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sertakan.audit.service import record
from sertakan.identity import repository, rules
from sertakan.identity.events import AccountDisabled, AccountReopened, RoleGranted, RoleRevoked
from sertakan.identity.model import Grant, HeldGrant, Role, ScopeKind, StaffAccount, StaffEditor
from sertakan.identity.repository import staffing
from sertakan.kernel.refusal import Forbidden, NotFound, Refusal
from sertakan.tenancy import service as tenancy

_LEVELS = {ScopeKind.DISTRICT: 3, ScopeKind.VILLAGE: 4}


def get_staff(tenant_id: int, account_id: UUID) -> StaffAccount:
    """Return somebody of the staff.

    :raises NotFound: account.unknown
    """
    found = repository.list_staff(tenant_id, account_id)
    if not found:
        raise NotFound("account.unknown")
    return found[0]


def list_held(tenant_id: int, account_id: UUID) -> list[HeldGrant]:
    """Return somebody's roles, oldest first."""
    return staffing.list_held(tenant_id, account_id)


def check_grants(editor: StaffEditor, grants: Collection[Grant]) -> None:
    """Refuse roles that make no sense, that must not meet, or whose place is none of this regency's.

    :raises Refusal: grant.*
    """
    for grant in grants:
        rules.check_grant(grant)
        _check_place(editor, grant)
    rules.check_together(grants)


def _check_place(editor: StaffEditor, grant: Grant) -> None:
    if grant.scope_kind is ScopeKind.WORK_UNIT:
        units = {unit_id for unit_id, _ in tenancy.list_work_units(editor.tenant_id)}
        if grant.work_unit_id not in units:
            raise Refusal("grant.scope_missing", field="scope", role=grant.role.value)
    elif grant.scope_kind in _LEVELS:
        code = grant.region_code or ""
        is_inside = code.startswith(f"{editor.region_code}.")
        if not is_inside or tenancy.find_region_level(code) != _LEVELS[grant.scope_kind]:
            raise Refusal("grant.region_unknown", field="scope", region=code)


def grant_role(editor: StaffEditor, account_id: UUID, grant: Grant) -> None:
    """Give somebody of the staff one more role.

    :raises NotFound: account.unknown
    :raises Forbidden: permission.missing
    :raises Refusal: grant.*
    """
    _lock_as_admin(editor)
    held = _lock_held(editor, account_id)
    check_grants(editor, [grant])
    rules.check_together([*(each.grant for each in held), grant])
    give(editor.tenant_id, account_id, grant, by=editor.account_id, now=editor.now)


def give(tenant_id: int, account_id: UUID, grant: Grant, *, by: UUID | None, now: datetime) -> None:
    """Write a role that was decided on."""
    repository.insert_grant(tenant_id, account_id, grant)
    record(RoleGranted(**_details(grant)), at=now, actor_id=by, subject_id=account_id)


def revoke_role(editor: StaffEditor, account_id: UUID, grant_id: UUID) -> Grant:
    """Take a role from somebody and return it; their sign-ins end, and so do an admin's open invitations.

    :raises NotFound: account.unknown, grant.unknown
    :raises Forbidden: permission.missing
    :raises Refusal: staff.last_admin
    """
    admins = _lock_as_admin(editor)
    held = {each.id: each.grant for each in _lock_held(editor, account_id)}
    if grant_id not in held:
        raise NotFound("grant.unknown")
    grant = held[grant_id]
    if grant.role is Role.ADMIN:
        _ensure_another_admin(admins, account_id)
        staffing.revoke_invitations_by(editor.tenant_id, account_id, editor.now)
    staffing.delete_grant(editor.tenant_id, grant_id)
    repository.end_sessions(editor.tenant_id, account_id, editor.now)
    record(RoleRevoked(**_details(grant)), at=editor.now, actor_id=editor.account_id, subject_id=account_id)
    return grant


def close_account(editor: StaffEditor, account_id: UUID) -> None:
    """Close an account of the staff; its sign-ins and its open invitations end.

    :raises NotFound: account.unknown
    :raises Forbidden: permission.missing
    :raises Refusal: staff.last_admin
    """
    admins = _lock_as_admin(editor)
    _lock_held(editor, account_id)
    _ensure_another_admin(admins, account_id)
    repository.update_account(editor.tenant_id, account_id, is_disabled=True)
    repository.end_sessions(editor.tenant_id, account_id, editor.now)
    staffing.revoke_invitations_by(editor.tenant_id, account_id, editor.now)
    record(AccountDisabled(), at=editor.now, actor_id=editor.account_id, subject_id=account_id)


def reopen_account(editor: StaffEditor, account_id: UUID) -> None:
    """Open a closed account of the staff again, with the roles it had.

    :raises NotFound: account.unknown
    :raises Forbidden: permission.missing
    """
    _lock_as_admin(editor)
    _lock_held(editor, account_id)
    repository.update_account(editor.tenant_id, account_id, is_disabled=False)
    record(AccountReopened(), at=editor.now, actor_id=editor.account_id, subject_id=account_id)


def _lock_as_admin(editor: StaffEditor) -> frozenset[UUID]:
    """Return the open admins, whom nobody else can diminish until this transaction ends."""
    admins = staffing.lock_admins(editor.tenant_id)
    if editor.account_id not in admins:
        # Their own role may have gone while their request was on its way.
        raise Forbidden("permission.missing", permission="edit_staff")
    return admins


def _lock_held(editor: StaffEditor, account_id: UUID) -> list[HeldGrant]:
    staffing.lock_account(editor.tenant_id, account_id)
    held = staffing.list_held(editor.tenant_id, account_id)
    if not held:
        raise NotFound("account.unknown")
    return held


def _ensure_another_admin(admins: frozenset[UUID], account_id: UUID) -> None:
    if admins == {account_id}:
        raise Refusal("staff.last_admin")


def _details(grant: Grant) -> dict[str, Any]:
    return {
        "role": grant.role.value,
        "scope_kind": grant.scope_kind.value,
        "region_code": grant.region_code,
        "work_unit_id": str(grant.work_unit_id) if grant.work_unit_id else None,
    }
