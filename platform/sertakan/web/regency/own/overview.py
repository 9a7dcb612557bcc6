"""One's own second factors, recovery codes and sign-ins on one page."""

from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from sertakan.identity.rules.factor import is_factor_advised, is_factor_required
from sertakan.identity.service import factors, proving, sessions
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web.access import own_security, require_fresh_proof, signed_in
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.own.codes import show_codes
from sertakan.web.regency.staffing.history import tell_sign_ins_of
from sertakan.web.regency.staffing.sign_ins import show_sign_ins
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

HOME = "/kelola/petugas/saya"
blueprint = SiteBlueprint("own", __name__, site=Site.REGENCY, url_prefix=HOME)


@blueprint.get("")
@own_security
def show() -> str | Response:
    """Show one's own security; who must show a factor they have is asked for it first."""
    here, actor = visit(), signed_in()
    held = proving.factors_of(here.tenant.id, actor.account_id)
    if held.exist and actor.factor is None and (asked := require_fresh_proof(HOME)):
        return asked
    return paint(
        "regency/own/overview.html",
        factors=held,
        is_required=is_factor_required(actor.grants, here.tenant),
        is_advised=is_factor_advised(actor.grants),
        sign_ins=show_sign_ins(sessions.list_sign_ins(here.tenant.id, actor.account_id, here.now)),
        history=tell_sign_ins_of(actor.account_id),
        zone=here.zone,
    )


@blueprint.post("/kode-pemulihan")
@own_security
def renew_codes() -> str | Response:
    """Show new recovery codes, this once."""
    if asked := require_fresh_proof(HOME):
        return asked
    return show_codes(factors.renew_recovery_codes(visit().tenant.id, signed_in(), visit().now))


@blueprint.post("/sesi/<uuid:session_id>/akhiri")
@own_security
def end_sign_in(session_id: UUID) -> Response:
    """End one of one's own sign-ins."""
    actor = signed_in()
    sessions.end_sign_in(visit().tenant.id, actor, actor.account_id, session_id, visit().now)
    flash(_("Sesi masuk itu sudah berakhir."), "success")
    return redirect(HOME, code=303)


@blueprint.post("/sesi/akhiri-lainnya")
@own_security
def end_other_sign_ins() -> Response:
    """End all of one's own sign-ins but this one."""
    actor = signed_in()
    sessions.end_sign_ins(visit().tenant.id, actor, actor.account_id, visit().now)
    flash(_("Semua sesi masuk Anda yang lain sudah berakhir."), "success")
    return redirect(HOME, code=303)
