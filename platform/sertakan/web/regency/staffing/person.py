"""One person of the staff: roles, second factor, where they are signed in, and how they came in."""

from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from sertakan.identity.model import Role
from sertakan.identity.permissions import Permission
from sertakan.identity.rules.factor import is_factor_advised
from sertakan.identity.service import roles, sessions
from sertakan.localisation import gettext as _
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.web.access import signed_in, staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.officer import may
from sertakan.web.regency.staffing.editor import may_edit_staff, person_at_hand, staff_editor
from sertakan.web.regency.staffing.history import tell_sign_ins_of
from sertakan.web.regency.staffing.sign_ins import show_sign_ins
from sertakan.web.regency.staffing.words import tell_grants
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("person", __name__, site=Site.REGENCY, url_prefix="/kelola/petugas")


@blueprint.get("/<uuid:account_id>")
@staff(Permission.SEE_STAFF)
def show(account_id: UUID) -> str:
    """Show one person; where they are signed in is shown to admins only."""
    here, person, may_edit = visit(), person_at_hand(account_id), may_edit_staff()
    held = roles.list_held(here.tenant.id, account_id)
    words = tell_grants((each.grant for each in held), tenancy.list_work_units(here.tenant.id))
    return paint(
        "regency/staffing/person.html",
        person=person,
        held=[
            (each.id, each.grant.role is Role.ADMIN, *word) for each, word in zip(held, words, strict=True)
        ],
        needs_factor=is_factor_advised(person.grants),
        sign_ins=show_sign_ins(sessions.list_sign_ins(here.tenant.id, account_id, here.now))
        if may_edit
        else None,
        history=tell_sign_ins_of(account_id) if may(Permission.SEE_AUDIT) else None,
        may_edit=may_edit,
        is_self=account_id == signed_in().account_id,
        zone=here.zone,
    )


@blueprint.get("/<uuid:account_id>/tutup")
@staff(Permission.EDIT_STAFF)
def ask_close(account_id: UUID) -> str:
    """Ask once more before closing an account."""
    staff_editor()
    return paint(
        "regency/staffing/close.html",
        person=person_at_hand(account_id),
        is_self=account_id == signed_in().account_id,
    )


@blueprint.post("/<uuid:account_id>/tutup")
@staff(Permission.EDIT_STAFF)
def close(account_id: UUID) -> Response:
    """Close the account."""
    person = person_at_hand(account_id)
    roles.close_account(staff_editor(), account_id)
    flash(_("Akun %(name)s ditutup. Semua sesi masuknya berakhir.", name=person.name), "success")
    return redirect(f"/kelola/petugas/{account_id}", code=303)


@blueprint.post("/<uuid:account_id>/buka")
@staff(Permission.EDIT_STAFF)
def reopen(account_id: UUID) -> Response:
    """Open the account again."""
    person = person_at_hand(account_id)
    roles.reopen_account(staff_editor(), account_id)
    flash(_("Akun %(name)s dibuka lagi dengan peran semula.", name=person.name), "success")
    return redirect(f"/kelola/petugas/{account_id}", code=303)
