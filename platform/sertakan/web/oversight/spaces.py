"""What the operator does with a regency's space: let it rehearse, open it, let it rest, bring it back."""

from typing import Any, cast

from flask import current_app, flash, redirect
from werkzeug.wrappers import Response as AnyResponse

from sertakan.configuration.model import Opening, OpeningState
from sertakan.configuration.service import opening, resting
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.oversight import service as oversight
from sertakan.persistence.database import enter_tenant
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import SpaceState, Tenant
from sertakan.tenancy.rules import LONGEST_REASON
from sertakan.web.access import operators, overseer
from sertakan.web.application import SertakanApp, SiteBlueprint
from sertakan.web.forms import LongTextField, PageForm
from sertakan.web.opening_words import REMOVED, STATES, TITLES
from sertakan.web.oversight.founding import operator_at_hand
from sertakan.web.refusals import answer_refusal
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("spaces", __name__, site=Site.OVERSIGHT, url_prefix="/wilayah/<slug>/ruang")


class RestForm(PageForm):
    """Ask why a space rests; every visitor reads it."""

    reason = LongTextField(_l("Alasan, seperti akan dibaca setiap pengunjung"), longest=LONGEST_REASON)


@blueprint.get("")
@operators
def show(slug: str) -> str:
    """Show the state of a space, and what may be done."""
    return paint("oversight/space.html", **_context(_tenant(slug), RestForm()))


@blueprint.post("/contoh")
@operators
def rehearse(slug: str) -> AnyResponse:
    """Let a draft be tried out with invented people."""
    tenant = resting.begin_trial(_tenant(slug), operator_at_hand())
    return _done(tenant, _("%(name)s sekarang ruang contoh.", name=tenant.name))


@blueprint.post("/hentikan")
@operators
def suspend(slug: str) -> AnyResponse:
    """Let a space rest, for a reason that everybody reads."""
    tenant, form = _tenant(slug), RestForm()
    if not form.validate():
        return answer("oversight/space.html", 400, **_context(tenant, form))
    try:
        changed = resting.suspend_space(tenant, form.value("reason"), operator_at_hand())
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal("oversight/space.html", refusal, **_context(tenant, form))
    return _done(changed, _("%(name)s dihentikan sementara.", name=changed.name))


@blueprint.post("/lanjutkan")
@operators
def resume(slug: str) -> AnyResponse:
    """Bring a space back to the state that it had."""
    changed = resting.resume_space(_tenant(slug), operator_at_hand())
    return _done(changed, _("%(name)s dibuka kembali.", name=changed.name))


@blueprint.post("/buka")
@operators
def begin_opening(slug: str) -> AnyResponse:
    """Begin to open a space to real people, as its regency asked."""
    tenant = _tenant(slug)
    directory = cast("SertakanApp", current_app).directory
    opening.begin_opening(tenant, directory.revisions_of(tenant, visit().today), operator_at_hand())
    with enter_tenant(tenant.id):
        opening.order_opening(tenant.id)
    return _done(tenant, _("Pembukaan %(name)s dimulai.", name=tenant.name))


def _tenant(slug: str) -> Tenant:
    """Return the regency's space, if it is in sight, as the directory's table has it at this moment."""
    oversight.get_regency(overseer().scope, slug)
    found = tenancy.find_tenant(slug)
    if found is None:
        raise NotFound("tenant.unknown", slug=slug)
    return found


def _context(tenant: Tenant, form: RestForm) -> dict[str, Any]:
    wish = opening.find_opening(tenant.id)
    return {
        "tenant": tenant,
        "form": form,
        "opening": wish,
        "may_open": _may_open(tenant, wish),
        "states": STATES,
        "titles": TITLES,
        "removed": REMOVED,
        "is_draft": tenant.state is SpaceState.DRAFT,
        "is_suspended": tenant.state is SpaceState.SUSPENDED,
        "zone": visit().zone,
    }


def _may_open(tenant: Tenant, wish: Opening | None) -> bool:
    return wish is not None and wish.state is OpeningState.ASKED and tenant.state is SpaceState.TRIAL


def _done(tenant: Tenant, told: str) -> AnyResponse:
    flash(told, "success")
    return redirect(f"/wilayah/{tenant.slug}/ruang", code=303)
