"""Who looks or decides on the page at hand."""

from uuid import UUID

from flask import request
from werkzeug.exceptions import BadRequest

from sertakan.enrolment.service.review import Case, Officer
from sertakan.identity.permissions import Permission, ensure_reach
from sertakan.web.access import reach_of, signed_in
from sertakan.web.visit import visit


def officer_for(permission: Permission) -> Officer:
    """Return the signed-in officer with the reach of one permission.

    :raises Forbidden: permission.missing
    """
    here = visit()
    return Officer(
        tenant=here.tenant,
        document=here.regency,
        account_id=signed_in().account_id,
        reach=ensure_reach(signed_in(), permission),
        now=here.now,
    )


def case_at_hand(enrolment_id: UUID) -> Case:
    """Return the case in the version that the form was painted from.

    :raises BadRequest: when the form does not say
    """
    version = request.form.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise BadRequest
    return Case(enrolment_id=enrolment_id, version=int(version))


def may(permission: Permission) -> bool:
    """Tell whether the signed-in person holds a permission for any part of the regency."""
    return not reach_of(permission).is_empty
