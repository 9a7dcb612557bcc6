"""Take up an invitation: the link proves the address, a password or a sign-in the person."""

from flask import Response, flash, redirect, session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from sertakan.identity.model import Contact, ContactKind, Invitation, Ticket
from sertakan.identity.rules import check_password, common_passwords, personal_words
from sertakan.identity.service import invitations
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.web.access import anybody
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import NameField, PageForm
from sertakan.web.public.account.forms import SecretField
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.staffing.words import tell_grants
from sertakan.web.rendering import answer, paint
from sertakan.web.tickets import keep_ticket, origin
from sertakan.web.visit import visit

blueprint = SiteBlueprint("joining", __name__, site=Site.REGENCY, url_prefix="/undangan")
_TEMPLATE = "regency/staffing/join.html"


class JoinForm(PageForm):
    """Ask for the name and a password."""

    full_name = NameField(_l("Nama lengkap"))
    password = SecretField(_l("Buat kata sandi"))

    def check_password(self, invitation: Invitation) -> None:
        """Find what makes the password too easy."""
        contact = Contact(kind=ContactKind.EMAIL, value=invitation.email)
        known = personal_words(self.full_name.data or "", contact)
        try:
            check_password(self.password.data or "", personal=known, common=common_passwords())
        except Refusal as refusal:
            if not self.password.errors:
                self.add_refusal(refusal)


@blueprint.get("/<token>")
@anybody
def show(token: str) -> str | AnyResponse:
    """Show who invites to what, and ask for a password."""
    found = _find(token)
    if found is None:
        return answer("regency/staffing/invitation_over.html", 404, contacts=visit().regency.contacts)
    return paint(_TEMPLATE, **_context(token, found, JoinForm(data={"full_name": found.name})))


@blueprint.post("/<token>")
@anybody
def join(token: str) -> AnyResponse:
    """Make the account and sign its owner in."""
    found, form, here = _find(token), JoinForm(), visit()
    if found is None:
        return redirect(f"/undangan/{token}", code=303)
    form.validate()
    form.check_password(found)
    if form.has_problems():
        return answer(_TEMPLATE, 400, **_context(token, found, form))
    try:
        ticket = invitations.accept_anew(
            here.tenant.id,
            token,
            name=str(form.full_name.data),
            password=str(form.password.data),
            origin=origin(),
            now=here.now,
        )
    except Refusal as refusal:
        return _refuse(token, found, form, refusal)
    return _welcome(ticket)


@blueprint.post("/<token>/terima")
@anybody
def accept(token: str) -> AnyResponse:
    """Add the roles to the account of whoever is signed in."""
    found, here = _find(token), visit()
    if (actor := here.actor) is None or found is None:
        return redirect(f"/undangan/{token}", code=303)
    try:
        ticket = invitations.accept_as(here.tenant.id, token, actor, origin=origin(), now=here.now)
    except Refusal as refusal:
        return _refuse(token, found, JoinForm(formdata=None), refusal)
    return _welcome(ticket)


def _find(token: str) -> Invitation | None:
    if visit().address.tenant is None:
        raise NotFound
    return invitations.find(visit().tenant.id, token, visit().now)


def _refuse(token: str, found: Invitation, form: JoinForm, refusal: Refusal) -> Response:
    form.add_refusal(refusal)
    return answer_refusal(_TEMPLATE, refusal, **_context(token, found, form))


def _welcome(ticket: Ticket) -> AnyResponse:
    session.clear()
    keep_ticket(ticket)
    flash(_("Selamat bekerja. Peran Anda sudah berlaku."), "success")
    return redirect("/kelola/petugas/saya", code=303)


def _context(token: str, found: Invitation, form: JoinForm) -> dict[str, object]:
    here = visit()
    units = tenancy.list_work_units(here.tenant.id)
    return {
        "form": form,
        "token": token,
        "email": Contact(kind=ContactKind.EMAIL, value=found.email).masked,
        "grants": tell_grants(found.grants, units),
        "expires_at": found.expires_at,
        "zone": here.zone,
        "actor": here.actor,
        "document": here.regency,
    }
