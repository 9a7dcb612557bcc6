"""What each role may do; a permission that no role holds is held by nobody."""

from collections.abc import Mapping
from enum import StrEnum

from sertakan.identity.model import Actor, Grant, Reach, Role, ScopeKind
from sertakan.kernel.refusal import Forbidden


class Permission(StrEnum):
    """Name one thing that takes a role to do."""

    SEE_FIGURES = "see_figures"
    SEE_ENROLMENTS = "see_enrolments"
    DECIDE_ENROLMENTS = "decide_enrolments"
    REVEAL_NIK = "reveal_nik"
    EXPORT_ENROLMENTS = "export_enrolments"
    SEE_STAFF = "see_staff"
    SEE_SETTINGS = "see_settings"
    SEE_AUDIT = "see_audit"
    SEE_OUTBOX = "see_outbox"
    EDIT_LAW = "edit_law"
    APPROVE_LAW = "approve_law"
    EDIT_HOUSE = "edit_house"
    EDIT_UNITS = "edit_units"
    EDIT_STAFF = "edit_staff"


_SEEING = frozenset({Permission.SEE_FIGURES, Permission.SEE_ENROLMENTS})
GRANTED: Mapping[Role, frozenset[Permission]] = {
    # Whoever writes the law part is not the one who approves it.
    Role.ADMIN: frozenset(Permission) - {Permission.APPROVE_LAW},
    Role.APPROVER: _SEEING | {Permission.SEE_SETTINGS, Permission.SEE_STAFF, Permission.APPROVE_LAW},
    Role.LEGAL: frozenset({Permission.SEE_FIGURES, Permission.SEE_SETTINGS, Permission.EDIT_LAW}),
    Role.VERIFIER: _SEEING
    | {Permission.DECIDE_ENROLMENTS, Permission.REVEAL_NIK, Permission.EXPORT_ENROLMENTS},
    Role.TREASURER: _SEEING | {Permission.EXPORT_ENROLMENTS},
    Role.UNIT_TREASURER: _SEEING,
    Role.VILLAGE_OFFICER: _SEEING,
    Role.BRANCH: frozenset(),
    Role.DPO: frozenset({Permission.SEE_FIGURES, Permission.SEE_AUDIT, Permission.SEE_STAFF}),
    Role.AUDITOR: _SEEING | {Permission.SEE_AUDIT, Permission.SEE_SETTINGS, Permission.SEE_STAFF},
    Role.VIEWER: frozenset({Permission.SEE_FIGURES}),
}


def is_staff(actor: Actor) -> bool:
    """Tell whether somebody holds any role of the regency."""
    return bool(actor.grants)


def reach(actor: Actor, permission: Permission) -> Reach:
    """Return how far somebody's permission goes, over all their roles."""
    grants = [grant for grant in actor.grants if permission in GRANTED[grant.role]]
    return Reach(
        is_whole=any(grant.scope_kind is ScopeKind.REGENCY for grant in grants),
        work_units=frozenset(grant.work_unit_id for grant in grants if grant.work_unit_id),
        districts=_codes(grants, ScopeKind.DISTRICT),
        villages=_codes(grants, ScopeKind.VILLAGE),
    )


def _codes(grants: list[Grant], kind: ScopeKind) -> frozenset[str]:
    return frozenset(grant.region_code for grant in grants if grant.scope_kind is kind and grant.region_code)


def ensure_reach(actor: Actor, permission: Permission) -> Reach:
    """Return how far somebody's permission goes.

    :raises Forbidden: permission.missing
    """
    found = reach(actor, permission)
    if found.is_empty:
        raise Forbidden("permission.missing", permission=permission.value)
    return found
