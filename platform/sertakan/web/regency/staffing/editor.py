"""Who changes the staff on the page at hand."""

from uuid import UUID

from sertakan.identity.model import StaffAccount, StaffEditor
from sertakan.identity.permissions import Permission
from sertakan.identity.service import roles
from sertakan.kernel.refusal import Forbidden
from sertakan.web.access import reach_of, signed_in
from sertakan.web.visit import visit


def staff_editor() -> StaffEditor:
    """Return who changes the staff here: an admin of the whole regency.

    :raises Forbidden: permission.missing
    """
    if not may_edit_staff():
        raise Forbidden("permission.missing", permission=Permission.EDIT_STAFF.value)
    here = visit()
    return StaffEditor(
        tenant_id=here.tenant.id,
        region_code=here.tenant.region_code,
        account_id=signed_in().account_id,
        now=here.now,
    )


def may_edit_staff() -> bool:
    """Tell whether the signed-in person may change the staff; a role for a part of the regency is not enough."""
    return reach_of(Permission.EDIT_STAFF).is_whole


def person_at_hand(account_id: UUID) -> StaffAccount:
    """Return the person whom a page is about.

    :raises NotFound: account.unknown
    """
    return roles.get_staff(visit().tenant.id, account_id)
