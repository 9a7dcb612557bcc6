"""Choose another password: the contact, the code that proves it, the new password."""

from urllib.parse import quote

from flask import flash, redirect, session
from werkzeug.wrappers import Response

from sertakan.identity.model import Challenge, PendingTicket
from sertakan.identity.service import reset
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.notifications import texts
from sertakan.notifications.model import Channel
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import SpaceState
from sertakan.web.access import anybody
from sertakan.web.application import SiteBlueprint
from sertakan.web.links import address_here
from sertakan.web.public.account.forms import CodeForm, ForgottenForm, NewPasswordForm
from sertakan.web.public.account.pending import (
    MINUTES,
    CodePage,
    Pending,
    has_open_outbox,
    service_name,
    tell,
    usual_channel,
    wished_channel,
)
from sertakan.web.public.account.sign_in import onward, wanted
from sertakan.web.refusals import answer_refusal
from sertakan.web.rendering import answer, paint
from sertakan.web.tickets import keep_ticket, keep_waiting, origin
from sertakan.web.visit import visit

blueprint = SiteBlueprint("reset", __name__, site=Site.REGENCY, url_prefix="/masuk/lupa")
_PENDING = "lupa"
_BEGIN, _CODE, _PASSWORD = "/masuk/lupa", "/masuk/lupa/kode", "/masuk/lupa/sandi"


@blueprint.get("")
@anybody
def show() -> str:
    """Ask whose password was forgotten, where messages reach people at all."""
    return paint("public/account/forgotten.html", **_context(ForgottenForm()))


@blueprint.post("")
@anybody
def begin() -> Response:
    """Write to the contact, whether it has an account or not."""
    form = ForgottenForm()
    if not _reaches_people() or not form.validate():
        return answer("public/account/forgotten.html", 400, **_context(form))
    here = visit()
    try:
        challenge = reset.begin(
            here.tenant.id, form.contact.contact(), network=origin().network, now=here.now
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal("public/account/forgotten.html", refusal, **_context(form))
    _tell(challenge, usual_channel(challenge.contact.kind))
    Pending.of(challenge, wanted()).keep(_PENDING)
    return redirect(_CODE, code=303)


@blueprint.get("/kode")
@anybody
def ask_code() -> str | Response:
    """Ask for the code that was sent."""
    if (pending := Pending.find(_PENDING)) is None:
        return redirect(_BEGIN, code=303)
    return paint("public/account/code.html", **_ways().context(CodeForm(), pending))


@blueprint.post("/kode")
@anybody
def prove() -> Response:
    """Go on to the new password if the code is right."""
    if (pending := Pending.find(_PENDING)) is None:
        return redirect(_BEGIN, code=303)
    form = CodeForm()
    if not form.validate():
        return answer("public/account/code.html", 400, **_ways().context(form, pending))
    try:
        token = reset.prove(visit().tenant.id, pending.id, str(form.code.data), now=visit().now)
    except Refusal as refusal:
        return _answer_code(form, pending, refusal)
    pending.proven_by(token).keep(_PENDING)
    return redirect(_PASSWORD, code=303)


@blueprint.post("/kode/ulang")
@anybody
def send_again() -> Response:
    """Send another code; the one before no longer counts."""
    if (pending := Pending.find(_PENDING)) is None:
        return redirect(_BEGIN, code=303)
    try:
        challenge = reset.renew(visit().tenant.id, pending.id, now=visit().now)
    except Refusal as refusal:
        return _answer_code(CodeForm(formdata=None), pending, refusal)
    _tell(challenge, wished_channel(pending.kind))
    flash(_("Kode baru sudah dikirim. Kode sebelumnya tidak berlaku lagi."), "success")
    return redirect(_CODE, code=303)


@blueprint.get("/sandi")
@anybody
def ask_password() -> str | Response:
    """Ask for the new password of somebody whose code was right."""
    pending = Pending.find(_PENDING)
    if pending is None or pending.token is None:
        return redirect(_BEGIN, code=303)
    return paint("public/account/new_password.html", form=NewPasswordForm())


@blueprint.post("/sandi")
@anybody
def change() -> Response:
    """Replace the password, end every other sign-in, and sign its owner in."""
    pending = Pending.find(_PENDING)
    if pending is None or pending.token is None:
        return redirect(_BEGIN, code=303)
    form, here = NewPasswordForm(), visit()
    if not form.validate():
        return answer("public/account/new_password.html", 400, form=form)
    try:
        ticket = reset.change_password(
            here.tenant.id, pending.id, pending.token, str(form.password.data), origin=origin(), now=here.now
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal("public/account/new_password.html", refusal, form=form)
    session.pop(_PENDING)
    flash(_("Kata sandi sudah diganti. Sesi masuk di perangkat lain sudah berakhir."), "success")
    if isinstance(ticket, PendingTicket):
        keep_waiting(ticket)
        return redirect(f"/masuk/faktor?next={quote(pending.next or '')}", code=303)
    keep_ticket(ticket)
    return onward(pending.next, to_work=ticket.is_staff)


def _tell(challenge: Challenge, channel: Channel) -> None:
    words, service, kind = visit().regency.messages, service_name(), texts.PASSWORD_RESET
    if challenge.code is None:
        text = texts.write(texts.NO_ACCOUNT, words, service=service, address=address_here("/masuk"))
    else:
        text = texts.write(kind, words, service=service, code=challenge.code, minutes=MINUTES)
    # Both go out under one name: who reads a list of messages does not learn which contacts have an account.
    tell(challenge, channel, kind.name, text)


def _ways() -> CodePage:
    return CodePage(home=_BEGIN, address=_CODE, go_on=_("Lanjut"))


def _answer_code(form: CodeForm, pending: Pending, refusal: Refusal) -> Response:
    if refusal.code == "code.unknown":
        refusal = Refusal("reset.over")
    elif refusal.code == "code.used":
        refusal = Refusal("reset.used", field="code")
    form.add_refusal(refusal)
    return answer_refusal("public/account/code.html", refusal, **_ways().context(form, pending))


def _reaches_people() -> bool:
    """Tell whether a code written here can be read by its recipient and by nobody else of the regency."""
    return visit().tenant.state is SpaceState.LIVE or has_open_outbox()


def _context(form: ForgottenForm) -> dict[str, object]:
    return {
        "form": form,
        "next": wanted(),
        "contacts": visit().regency.contacts,
        "reaches_people": _reaches_people(),
    }
