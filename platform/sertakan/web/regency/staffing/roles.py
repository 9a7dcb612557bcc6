"""Give somebody a role, or take one away after asking once more."""

from uuid import UUID

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from sertakan.identity.model import HeldGrant, Role
from sertakan.identity.permissions import Permission
from sertakan.identity.service import roles
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.localisation import gettext as _
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.web.access import signed_in, staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.staffing.editor import person_at_hand, staff_editor
from sertakan.web.regency.staffing.forms import RolesForm
from sertakan.web.regency.staffing.words import tell_grants
from sertakan.web.rendering import answer, paint
from sertakan.web.sentences import sentence_for, word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint(
    "staff_roles", __name__, site=Site.REGENCY, url_prefix="/kelola/petugas/<uuid:account_id>/peran"
)
_ADD, _REVOKE = "regency/staffing/add_role.html", "regency/staffing/revoke_role.html"


@blueprint.get("/baru")
@staff(Permission.EDIT_STAFF)
def show(account_id: UUID) -> str:
    """Ask for the new role."""
    staff_editor()
    return paint(_ADD, form=_form(), person=person_at_hand(account_id))


@blueprint.post("/baru")
@staff(Permission.EDIT_STAFF)
def add(account_id: UUID) -> Response:
    """Give the role."""
    form, person = _form(), person_at_hand(account_id)
    if not form.validate():
        return answer(_ADD, 400, form=form, person=person)
    try:
        roles.grant_role(staff_editor(), account_id, form.grants()[0])
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal(_ADD, refusal, form=form, person=person)
    role = word_for("role", form.grants()[0].role)
    flash(_("%(name)s sekarang juga %(role)s.", name=person.name, role=role), "success")
    return redirect(f"/kelola/petugas/{account_id}", code=303)


@blueprint.get("/<uuid:grant_id>/cabut")
@staff(Permission.EDIT_STAFF)
def ask_revoke(account_id: UUID, grant_id: UUID) -> str:
    """Ask once more before taking a role away."""
    staff_editor()
    return paint(_REVOKE, **_context(account_id, grant_id, ()))


@blueprint.post("/<uuid:grant_id>/cabut")
@staff(Permission.EDIT_STAFF)
def revoke(account_id: UUID, grant_id: UUID) -> Response:
    """Take the role away; one's own admin role only if one says so twice."""
    context = _context(account_id, grant_id, (("sure", sentence_for("staff.unsure")),))
    if context["is_own_admin"] and request.form.get("sure") != "y":
        return answer(_REVOKE, 400, **context)
    person = person_at_hand(account_id)
    grant = roles.revoke_role(staff_editor(), account_id, grant_id)
    flash(
        _(
            "Peran %(role)s dicabut dari %(name)s. Semua sesi masuknya berakhir.",
            role=word_for("role", grant.role),
            name=person.name,
        ),
        "success",
    )
    is_gone = len(person.grants) == 1
    return redirect("/kelola/petugas" if is_gone else f"/kelola/petugas/{account_id}", code=303)


def _form() -> RolesForm:
    return RolesForm(tenancy.list_work_units(visit().tenant.id))


def _context(account_id: UUID, grant_id: UUID, errors: tuple[tuple[str, str], ...]) -> dict[str, object]:
    person, found = person_at_hand(account_id), _find(account_id, grant_id)
    units = tenancy.list_work_units(visit().tenant.id)
    ((role, scope),) = tell_grants([found.grant], units)
    is_own = account_id == signed_in().account_id
    return {
        "person": person,
        "grant_id": grant_id,
        "role": role,
        "scope": scope,
        "is_only": len(person.grants) == 1,
        "is_own_admin": is_own and found.grant.role is Role.ADMIN,
        "errors": errors,
    }


def _find(account_id: UUID, grant_id: UUID) -> HeldGrant:
    held = roles.list_held(visit().tenant.id, account_id)
    found = next((each for each in held if each.id == grant_id), None)
    if found is None:
        raise NotFound("grant.unknown")
    return found
