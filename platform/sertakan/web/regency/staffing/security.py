"""An admin helps somebody who lost their second factor, and ends sign-ins that should not be."""

from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from sertakan.identity.permissions import Permission
from sertakan.identity.service import factors, sessions
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web.access import require_fresh_proof, signed_in, staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.staffing.editor import person_at_hand, staff_editor
from sertakan.web.regency.staffing.letters import tell_factors_reset
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint(
    "staff_security", __name__, site=Site.REGENCY, url_prefix="/kelola/petugas/<uuid:account_id>"
)


@blueprint.get("/atur-ulang")
@staff(Permission.EDIT_STAFF)
def ask_reset(account_id: UUID) -> str | Response:
    """Ask once more before taking somebody's second factors off."""
    staff_editor()
    if asked := require_fresh_proof(f"/kelola/petugas/{account_id}/atur-ulang"):
        return asked
    return paint("regency/staffing/reset_factors.html", person=person_at_hand(account_id))


@blueprint.post("/atur-ulang")
@staff(Permission.EDIT_STAFF)
def reset(account_id: UUID) -> Response:
    """Take the second factors off, and tell the person."""
    if asked := require_fresh_proof(f"/kelola/petugas/{account_id}/atur-ulang"):
        return asked
    person = person_at_hand(account_id)
    tell_factors_reset(factors.reset_factors(staff_editor(), account_id))
    flash(_("Pengaman kedua %(name)s dilepas, dan ia diberi tahu lewat pesan.", name=person.name), "success")
    return redirect(f"/kelola/petugas/{account_id}", code=303)


@blueprint.post("/sesi/<uuid:session_id>/akhiri")
@staff(Permission.EDIT_STAFF)
def end_sign_in(account_id: UUID, session_id: UUID) -> Response:
    """End one of somebody's sign-ins."""
    staff_editor()
    person_at_hand(account_id)
    sessions.end_sign_in(visit().tenant.id, signed_in(), account_id, session_id, visit().now)
    flash(_("Sesi masuk itu sudah berakhir."), "success")
    return redirect(f"/kelola/petugas/{account_id}", code=303)


@blueprint.post("/sesi/akhiri")
@staff(Permission.EDIT_STAFF)
def end_sign_ins(account_id: UUID) -> Response:
    """End all of somebody's sign-ins."""
    staff_editor()
    person = person_at_hand(account_id)
    sessions.end_sign_ins(visit().tenant.id, signed_in(), account_id, visit().now)
    flash(_("Semua sesi masuk %(name)s sudah berakhir.", name=person.name), "success")
    return redirect(f"/kelola/petugas/{account_id}", code=303)
