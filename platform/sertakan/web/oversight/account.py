"""Sign in and out at the centre."""

from flask import redirect
from werkzeug.wrappers import Response as AnyResponse

from sertakan.identity.service import centre
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.web.access import anybody
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import EmailField, PageForm
from sertakan.web.public.account.forms import SecretField
from sertakan.web.public.account.sign_in import wanted
from sertakan.web.refusals import answer_refusal
from sertakan.web.rendering import answer, paint
from sertakan.web.tickets import drop_ticket, keep_ticket, origin
from sertakan.web.visit import visit

blueprint = SiteBlueprint("centre_account", __name__, site=Site.OVERSIGHT)


class CentreSignInForm(PageForm):
    """Ask who it is and for the proof."""

    email = EmailField(_l("Surel"))
    password = SecretField(_l("Kata sandi"))


@blueprint.get("/masuk")
@anybody
def show() -> str | AnyResponse:
    """Ask for e-mail and password."""
    if visit().overseer:
        return redirect(wanted() or "/", code=303)
    return paint("oversight/sign_in.html", form=CentreSignInForm(), next=wanted())


@blueprint.post("/masuk")
@anybody
def sign_in() -> AnyResponse:
    """Let in who knows both."""
    form = CentreSignInForm()
    if not form.validate():
        return answer("oversight/sign_in.html", 400, form=form, next=wanted())
    try:
        ticket = centre.sign_in_overseer(
            str(form.email.data), str(form.password.data), origin=origin(), now=visit().now
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal("oversight/sign_in.html", refusal, form=form, next=wanted())
    keep_ticket(ticket)
    return redirect(wanted() or "/", code=303)


@blueprint.post("/keluar")
@anybody
def sign_out() -> AnyResponse:
    """End the sign-in, here and on the server."""
    if overseer := visit().overseer:
        centre.sign_out_overseer(overseer, visit().now)
    drop_ticket()
    return redirect("/masuk", code=303)
