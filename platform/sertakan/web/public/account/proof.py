"""Prove once more who one is, before something grave; whoever has no second factor types the password."""

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from sertakan.identity.model import Proof
from sertakan.identity.service import proving
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.directory import Site
from sertakan.web.access import accounts, safe_next, signed_in
from sertakan.web.application import SiteBlueprint
from sertakan.web.public.account.factor_page import Asking, PasswordForm
from sertakan.web.visit import visit

blueprint = SiteBlueprint("proof", __name__, site=Site.REGENCY, url_prefix="/masuk/lagi")


@blueprint.get("")
@accounts
def show() -> str:
    """Ask for the second factor, or for the password of those who have none."""
    return _asking().show()


@blueprint.post("")
@accounts
def prove() -> Response | AnyResponse:
    """Note that the code, or the password, was right."""
    asking = _asking()
    form = asking.form()
    if isinstance(form, PasswordForm):
        return _prove_by_password(asking, form) or _onward()
    return asking.take(form, _prove_again) or _onward()


def _prove_by_password(asking: Asking, form: PasswordForm) -> Response | None:
    here = visit()
    if not form.validate():
        return asking.refuse(form)
    try:
        proving.prove_by_password(here.tenant.id, signed_in(), str(form.password.data), here.now)
    except Refusal as refusal:
        return asking.refuse(form, refusal)
    return None


@blueprint.post("/kunci")
@accounts
def prove_by_passkey() -> Response | AnyResponse:
    """Note that the device answered rightly."""
    return _asking().take_passkey(_prove_again) or _onward()


@blueprint.post("/kunci/tantangan")
@accounts
def challenge() -> Response:
    """Return what the device must sign."""
    return _asking().challenge()


def _asking() -> Asking:
    account_id = signed_in().account_id
    return Asking(
        base="/masuk/lagi",
        account_id=account_id,
        factors=proving.factors_of(visit().tenant.id, account_id),
        is_signed_in=True,
    )


def _prove_again(proof: Proof) -> None:
    proving.prove_again(visit().tenant.id, signed_in(), proof, visit().now)


def _onward() -> AnyResponse:
    return redirect(safe_next(request.values.get("next"), "/kelola/petugas/saya"), code=303)
