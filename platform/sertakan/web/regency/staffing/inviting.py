"""Invite people to the staff, send the link again, or take the invitation back."""

from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from sertakan.identity.permissions import Permission
from sertakan.identity.service import invitations
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.staffing.editor import staff_editor
from sertakan.web.regency.staffing.forms import InviteForm
from sertakan.web.regency.staffing.letters import send_invitation
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("inviting", __name__, site=Site.REGENCY, url_prefix="/kelola/petugas/undang")
_LIST, _TEMPLATE = "/kelola/petugas", "regency/staffing/invite.html"


@blueprint.get("")
@staff(Permission.EDIT_STAFF)
def show() -> str:
    """Ask whom to invite."""
    staff_editor()
    return paint(_TEMPLATE, form=_form())


@blueprint.post("")
@staff(Permission.EDIT_STAFF)
def invite() -> Response:
    """Send the invitation."""
    form = _form()
    if not form.validate():
        return answer(_TEMPLATE, 400, form=form)
    try:
        invitation, token = invitations.invite(
            staff_editor(),
            name=str(form.full_name.data),
            email=str(form.email.data),
            grants=form.grants(),
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal(_TEMPLATE, refusal, form=form)
    send_invitation(invitation, token)
    flash(
        _("Undangan untuk %(name)s sudah dikirim. Tautannya berlaku 7 hari.", name=invitation.name), "success"
    )
    return redirect(_LIST, code=303)


@blueprint.post("/<uuid:invitation_id>/ulang")
@staff(Permission.EDIT_STAFF)
def renew(invitation_id: UUID) -> Response:
    """Send another link; the one before no longer works."""
    try:
        invitation, token = invitations.renew(staff_editor(), invitation_id)
    except Refusal as refusal:
        if not refusal.code.startswith("throttle."):
            raise
        flash(
            _("Undangan ini sudah beberapa kali dikirim. Tunggu sejam sebelum mengirimnya lagi."), "warning"
        )
        return redirect(_LIST, code=303)
    send_invitation(invitation, token)
    flash(_("Undangan dikirim ulang. Tautan sebelumnya tidak berlaku lagi."), "success")
    return redirect(_LIST, code=303)


@blueprint.post("/<uuid:invitation_id>/batal")
@staff(Permission.EDIT_STAFF)
def revoke(invitation_id: UUID) -> Response:
    """Take the invitation back."""
    invitations.revoke(staff_editor(), invitation_id)
    flash(_("Undangan dibatalkan. Tautannya tidak berlaku lagi."), "success")
    return redirect(_LIST, code=303)


def _form() -> InviteForm:
    return InviteForm(tenancy.list_work_units(visit().tenant.id))
