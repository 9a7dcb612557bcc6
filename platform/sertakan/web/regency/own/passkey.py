"""Let a device of one's own be a passkey, or take it off."""

from uuid import UUID

from flask import Response, flash, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from sertakan.identity.model import Passkey
from sertakan.identity.rules.factor import is_factor_required
from sertakan.identity.service import factors, proving
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.web.access import own_security, require_fresh_proof, signed_in
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import PageForm, TextField
from sertakan.web.public.account.factor_page import service_name
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.own.codes import codes_or_home
from sertakan.web.regency.staffing.sign_ins import device_word
from sertakan.web.rendering import answer, paint
from sertakan.web.tickets import relying_party
from sertakan.web.visit import visit

HOME = "/kelola/petugas/saya"
blueprint = SiteBlueprint("passkey", __name__, site=Site.REGENCY, url_prefix=f"{HOME}/kunci")
_TEMPLATE = "regency/own/passkey.html"
_LONGEST_ANSWER = 20_000


class PasskeyNameForm(PageForm):
    """Ask what to call the device."""

    name = TextField(_l("Nama perangkat"), longest=60)


@blueprint.get("")
@own_security
def show() -> str | AnyResponse:
    """Ask for a name, and let the device make its key."""
    if asked := require_fresh_proof(f"{HOME}/kunci"):
        return asked
    usual = device_word(request.headers.get("User-Agent", ""))
    return paint(_TEMPLATE, form=PasskeyNameForm(data={"name": usual}))


@blueprint.post("/tantangan")
@own_security
def challenge() -> Response | AnyResponse:
    """Return what the device must make."""
    if asked := require_fresh_proof(f"{HOME}/kunci"):
        return asked
    here = visit()
    asked_for = factors.ask_new_passkey(here.tenant.id, signed_in(), relying_party(service_name()), here.now)
    return Response(asked_for, mimetype="application/json")


@blueprint.post("")
@own_security
def add() -> str | AnyResponse:
    """Remember the passkey that the device made."""
    if asked := require_fresh_proof(f"{HOME}/kunci"):
        return asked
    form, here = PasskeyNameForm(), visit()
    if not form.validate():
        return answer(_TEMPLATE, 400, form=form)
    try:
        codes = factors.add_passkey(
            here.tenant.id,
            signed_in(),
            name=str(form.name.data),
            answer=request.form.get("credential", "")[:_LONGEST_ANSWER],
            site=relying_party(service_name()),
            now=here.now,
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal(_TEMPLATE, refusal, form=form)
    return codes_or_home(codes)


@blueprint.get("/<uuid:passkey_id>/lepas")
@own_security
def ask_remove(passkey_id: UUID) -> str | AnyResponse:
    """Ask once more before taking a passkey off."""
    path = f"{HOME}/kunci/{passkey_id}/lepas"
    if asked := require_fresh_proof(path):
        return asked
    what = _("kunci sandi %(name)s", name=_find(passkey_id).name)
    return paint("regency/own/remove.html", what=what, action=path)


@blueprint.post("/<uuid:passkey_id>/lepas")
@own_security
def remove(passkey_id: UUID) -> AnyResponse:
    """Take the passkey off."""
    if asked := require_fresh_proof(f"{HOME}/kunci/{passkey_id}/lepas"):
        return asked
    here, actor, key = visit(), signed_in(), _find(passkey_id)
    is_required = is_factor_required(actor.grants, here.tenant)
    factors.remove_passkey(here.tenant.id, actor, passkey_id, here.now, is_required=is_required)
    flash(_("Kunci sandi %(name)s sudah dilepas.", name=key.name), "success")
    return redirect(HOME, code=303)


def _find(passkey_id: UUID) -> Passkey:
    held = proving.factors_of(visit().tenant.id, signed_in().account_id).passkeys
    found = next((key for key in held if key.id == passkey_id), None)
    if found is None:
        raise NotFound("factor.unknown")
    return found
