"""The second step of signing in: nobody is signed in before it."""

from flask import Response, flash, redirect
from werkzeug.wrappers import Response as AnyResponse

from sertakan.identity.model import Proof
from sertakan.identity.service import proving
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web.access import anybody
from sertakan.web.application import SiteBlueprint
from sertakan.web.public.account.factor_page import Asking
from sertakan.web.public.account.sign_in import onward, wanted
from sertakan.web.tickets import find_waiting_token, keep_ticket, origin
from sertakan.web.visit import visit

blueprint = SiteBlueprint("second_step", __name__, site=Site.REGENCY, url_prefix="/masuk/faktor")


@blueprint.get("")
@anybody
def show() -> str | AnyResponse:
    """Ask for the second factor."""
    asking = _asking()
    return asking.show() if asking else _too_late()


@blueprint.post("")
@anybody
def prove() -> Response | AnyResponse:
    """Let in who typed the right code."""
    if (asking := _asking()) is None:
        return _too_late()
    return asking.take(asking.form(), _sign_in) or _onward()


@blueprint.post("/kunci")
@anybody
def prove_by_passkey() -> Response | AnyResponse:
    """Let in whose device answered rightly."""
    if (asking := _asking()) is None:
        return _too_late()
    return asking.take_passkey(_sign_in) or _onward()


@blueprint.post("/kunci/tantangan")
@anybody
def challenge() -> Response | AnyResponse:
    """Return what the device must sign."""
    asking = _asking()
    return asking.challenge() if asking else _too_late()


def _asking() -> Asking | None:
    here, token = visit(), find_waiting_token()
    account_id = proving.find_waiting(here.tenant.id, token, here.now) if token else None
    if account_id is None:
        return None
    return Asking(
        base="/masuk/faktor",
        account_id=account_id,
        factors=proving.factors_of(here.tenant.id, account_id),
        is_signed_in=False,
    )


def _sign_in(proof: Proof) -> None:
    here = visit()
    keep_ticket(
        proving.finish_sign_in(
            here.tenant.id, find_waiting_token() or "", proof, origin=origin(), now=here.now
        )
    )


def _onward() -> AnyResponse:
    return onward(wanted(), to_work=True)


def _too_late() -> AnyResponse:
    if visit().actor:
        return _onward()
    flash(_("Waktu untuk langkah kedua sudah lewat. Masuk sekali lagi."), "info")
    return redirect("/masuk", code=303)
