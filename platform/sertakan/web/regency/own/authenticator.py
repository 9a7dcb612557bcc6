"""Set up an authenticator that shows six digits every half-minute, or take it off."""

import segno
from flask import flash, redirect
from werkzeug.wrappers import Response

from sertakan.identity.rules.factor import is_factor_required, provisioning_address
from sertakan.identity.service import factors
from sertakan.identity.service.contacts import contact_of
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web.access import own_security, require_fresh_proof, signed_in
from sertakan.web.application import SiteBlueprint
from sertakan.web.public.account.factor_page import CodeForm, service_name
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.own.codes import codes_or_home
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

HOME = "/kelola/petugas/saya"
blueprint = SiteBlueprint("authenticator", __name__, site=Site.REGENCY, url_prefix=f"{HOME}/aplikasi")
_SET_UP, _SIGNS_IN_A_GROUP = "regency/own/authenticator.html", 4


@blueprint.post("")
@own_security
def begin() -> Response:
    """Draw a secret, which counts for nothing yet."""
    if asked := require_fresh_proof(HOME):
        return asked
    factors.begin_totp(visit().tenant.id, signed_in())
    return redirect(f"{HOME}/aplikasi", code=303)


@blueprint.get("")
@own_security
def show() -> str | Response:
    """Show the secret as a picture and in writing, and ask for a code of it."""
    secret = factors.find_new_secret(visit().tenant.id, signed_in())
    if secret is None:
        return redirect(HOME, code=303)
    return paint(_SET_UP, **_context(secret, CodeForm()))


@blueprint.post("/sah")
@own_security
def confirm() -> str | Response:
    """Let the secret count if the code is right."""
    if asked := require_fresh_proof(HOME):
        return asked
    form, here, actor = CodeForm(), visit(), signed_in()
    secret = factors.find_new_secret(here.tenant.id, actor)
    if secret is None:
        return redirect(HOME, code=303)
    if not form.validate():
        return answer(_SET_UP, 400, **_context(secret, form))
    try:
        codes = factors.confirm_totp(here.tenant.id, actor, str(form.code.data), here.now)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal(_SET_UP, refusal, **_context(secret, form))
    return codes_or_home(codes)


def _context(secret: str, form: CodeForm) -> dict[str, object]:
    contact = contact_of(visit().tenant.id, signed_in().account_id)
    account = contact.value if contact else signed_in().name
    address = provisioning_address(secret, account=account, issuer=service_name())
    groups = (secret[start : start + _SIGNS_IN_A_GROUP] for start in range(0, len(secret), _SIGNS_IN_A_GROUP))
    return {
        "form": form,
        "picture": segno.make(address, micro=False).svg_data_uri(scale=5, border=4, light="#fff"),
        "typed": " ".join(groups),
        "account": account,
    }


@blueprint.get("/lepas")
@own_security
def ask_remove() -> str | Response:
    """Ask once more before taking the authenticator off."""
    if asked := require_fresh_proof(f"{HOME}/aplikasi/lepas"):
        return asked
    return paint("regency/own/remove.html", what=_("aplikasi autentikator"), action=f"{HOME}/aplikasi/lepas")


@blueprint.post("/lepas")
@own_security
def remove() -> Response:
    """Take the authenticator off."""
    if asked := require_fresh_proof(f"{HOME}/aplikasi/lepas"):
        return asked
    here, actor = visit(), signed_in()
    is_required = is_factor_required(actor.grants, here.tenant)
    factors.remove_totp(here.tenant.id, actor, here.now, is_required=is_required)
    flash(_("Aplikasi autentikator sudah dilepas."), "success")
    return redirect(HOME, code=303)
