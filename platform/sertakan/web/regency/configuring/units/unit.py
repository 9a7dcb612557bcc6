"""One work unit: add it, change it, merge it into another one, close it, open it again."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from sertakan.apparatus.service import units as service
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import WorkUnit
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.configuring.units.clerk import BASE, clerk_at_hand
from sertakan.web.regency.configuring.units.forms import MergeForm, UnitForm
from sertakan.web.regency.configuring.units.units import NONE
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("unit", __name__, site=Site.REGENCY, url_prefix=BASE)


@blueprint.get("/baru")
@staff(Permission.EDIT_UNITS)
def begin() -> str:
    """Ask what the unit is called."""
    return paint("regency/configuring/units/unit.html", **_context(UnitForm(), None))


@blueprint.post("/baru")
@staff(Permission.EDIT_UNITS)
def add() -> Response:
    """Add the unit."""
    form = UnitForm()
    try:
        if form.validate():
            service.add_unit(clerk_at_hand(), form.known())
            flash(
                _(
                    "%(unit)s sudah ditambahkan. Mulai sekarang ada di pilihan saat mendaftar.",
                    unit=form.name.data,
                ),
                "success",
            )
            return redirect(BASE, code=303)
    except Refusal as refusal:
        form.add_refusal(refusal)
    return answer("regency/configuring/units/unit.html", 422, **_context(form, None))


@blueprint.get("/<uuid:unit_id>")
@staff(Permission.EDIT_UNITS)
def show(unit_id: UUID) -> str:
    """Show a unit to change it."""
    unit = service.get_unit(visit().tenant.id, unit_id)
    return paint("regency/configuring/units/unit.html", **_context(UnitForm(data=_data(unit)), unit))


@blueprint.post("/<uuid:unit_id>")
@staff(Permission.EDIT_UNITS)
def change(unit_id: UUID) -> Response:
    """Keep what is known of the unit."""
    form, unit = UnitForm(), service.get_unit(visit().tenant.id, unit_id)
    try:
        if form.validate():
            service.change_unit(clerk_at_hand(), unit_id, form.known())
            flash(_("%(unit)s sudah disimpan.", unit=form.name.data), "success")
            return redirect(f"{BASE}/{unit_id}", code=303)
    except Refusal as refusal:
        form.add_refusal(refusal)
    return answer("regency/configuring/units/unit.html", 422, **_context(form, unit))


def _data(unit: WorkUnit) -> dict[str, object]:
    counts = {name: getattr(unit, name) for name in ("asn_count", "worker_target")}
    shown = {name: "" if count is None else str(count) for name, count in counts.items()}
    return {"name": unit.name, "code": unit.code or "", "head": unit.head or "", **shown}


def _context(form: UnitForm, unit: WorkUnit | None) -> dict[str, Any]:
    found = service.participation_of_units(visit().tenant.id) if unit else {}
    into = service.get_unit(visit().tenant.id, unit.merged_into) if unit and unit.merged_into else None
    return {
        "form": form,
        "unit": unit,
        "into": into,
        "participation": found.get(unit.id, NONE) if unit else NONE,
        "document": visit().regency,
    }


@blueprint.get("/<uuid:unit_id>/gabung")
@staff(Permission.EDIT_UNITS)
def ask_merge(unit_id: UUID) -> str | Response:
    """Ask into which unit, then say what moves and ask once more."""
    units = service.list_units(visit().tenant.id)
    unit = service.get_unit(visit().tenant.id, unit_id)
    form = MergeForm((each for each in units if each.id != unit_id), formdata=request.args or None)
    if not request.args:
        return paint("regency/configuring/units/merge.html", form=form, unit=unit, into=None, moving=None)
    if not form.validate():
        return answer(
            "regency/configuring/units/merge.html", 422, form=form, unit=unit, into=None, moving=None
        )
    return paint(
        "regency/configuring/units/merge.html",
        form=form,
        unit=unit,
        into=next(each for each in units if str(each.id) == form.into.data),
        moving=service.count_belongings(visit().tenant.id, unit_id),
    )


@blueprint.post("/<uuid:unit_id>/gabung")
@staff(Permission.EDIT_UNITS)
def merge(unit_id: UUID) -> Response:
    """Merge the unit into the chosen one."""
    units = service.list_units(visit().tenant.id)
    unit = service.get_unit(visit().tenant.id, unit_id)
    form = MergeForm(units)
    try:
        if form.validate():
            service.merge_units(clerk_at_hand(), unit_id, UUID(form.into.data))
            flash(
                _("%(unit)s sudah digabungkan. Semua yang menjadi bagiannya ikut pindah.", unit=unit.name),
                "success",
            )
            return redirect(f"{BASE}/{form.into.data}", code=303)
    except Refusal as refusal:
        form.add_refusal(refusal)
    return answer("regency/configuring/units/merge.html", 422, form=form, unit=unit, into=None, moving=None)


@blueprint.get("/<uuid:unit_id>/tutup")
@staff(Permission.EDIT_UNITS)
def ask_close(unit_id: UUID) -> str:
    """Say what closing means, and ask once more."""
    tenant_id = visit().tenant.id
    return paint(
        "regency/configuring/units/close.html",
        unit=service.get_unit(tenant_id, unit_id),
        staying=service.count_belongings(tenant_id, unit_id),
    )


@blueprint.post("/<uuid:unit_id>/tutup")
@staff(Permission.EDIT_UNITS)
def close(unit_id: UUID) -> Response:
    """Close the unit."""
    service.close_unit(clerk_at_hand(), unit_id)
    flash(
        _("Unit sudah ditutup dan tidak lagi ada di pilihan saat mendaftar. Riwayatnya tetap tersimpan."),
        "success",
    )
    return redirect(f"{BASE}/{unit_id}", code=303)


@blueprint.post("/<uuid:unit_id>/buka")
@staff(Permission.EDIT_UNITS)
def reopen(unit_id: UUID) -> Response:
    """Offer the unit again."""
    try:
        service.reopen_unit(clerk_at_hand(), unit_id)
    except Refusal as refusal:
        form = UnitForm(formdata=None)
        form.add_refusal(refusal)
        unit = service.get_unit(visit().tenant.id, unit_id)
        return answer("regency/configuring/units/unit.html", 409, **_context(form, unit))
    flash(_("Unit sudah dibuka kembali."), "success")
    return redirect(f"{BASE}/{unit_id}", code=303)
