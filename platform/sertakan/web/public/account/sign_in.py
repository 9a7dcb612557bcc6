"""Sign in and out at a regency."""

from flask import redirect, request
from werkzeug.wrappers import Response as AnyResponse

from sertakan.identity.permissions import is_staff
from sertakan.identity.service import sessions
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.directory import Site
from sertakan.web.access import anybody, safe_next
from sertakan.web.application import SiteBlueprint
from sertakan.web.public.account.forms import SignInForm
from sertakan.web.refusals import answer_refusal
from sertakan.web.rendering import answer, paint
from sertakan.web.tickets import drop_ticket, keep_ticket, origin
from sertakan.web.visit import visit

blueprint = SiteBlueprint("sign_in", __name__, site=Site.REGENCY)
_STAFF_HOME, _SPONSOR_HOME = "/kelola/", "/sponsor/"


@blueprint.get("/masuk")
@anybody
def show() -> str | AnyResponse:
    """Ask for contact and password."""
    if actor := visit().actor:
        return onward(wanted(), to_work=is_staff(actor))
    return paint("public/account/sign_in.html", **_context(SignInForm()))


@blueprint.post("/masuk")
@anybody
def sign_in() -> AnyResponse:
    """Let in who knows both."""
    form = SignInForm()
    if not form.validate():
        return answer("public/account/sign_in.html", 400, **_context(form))
    here = visit()
    try:
        ticket = sessions.sign_in(
            here.tenant.id, form.contact.contact(), str(form.password.data), origin=origin(), now=here.now
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal("public/account/sign_in.html", refusal, **_context(form))
    keep_ticket(ticket)
    return onward(wanted(), to_work=ticket.is_staff)


@blueprint.post("/keluar")
@anybody
def sign_out() -> AnyResponse:
    """End the sign-in, here and on the server."""
    if actor := visit().actor:
        sessions.sign_out(visit().tenant.id, actor, visit().now)
    drop_ticket()
    return redirect("/", code=303)


def wanted() -> str | None:
    """Return where the person wanted to go before, if that is a page of this host."""
    return safe_next(request.values.get("next"), "") or None


def _context(form: SignInForm) -> dict[str, object]:
    return {"form": form, "next": wanted()}


def onward(target: str | None, *, to_work: bool) -> AnyResponse:
    """Lead somebody who just came in to where they wanted to go, or to where their work is."""
    return redirect(target or (_STAFF_HOME if to_work else _SPONSOR_HOME), code=303)
