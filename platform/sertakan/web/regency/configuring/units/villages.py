"""What the regency wants of each village, and which banjar there are."""

from flask import flash, redirect
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from sertakan.apparatus.model import Village
from sertakan.apparatus.service import villages as service
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.configuring.units.clerk import BASE, clerk_at_hand
from sertakan.web.regency.configuring.units.forms import VillageForm
from sertakan.web.regency.places import Places, places_of
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("villages", __name__, site=Site.REGENCY, url_prefix=f"{BASE}/desa")


def _places() -> Places:
    return places_of(visit().regency.identity.region_code)


@blueprint.get("")
@staff(Permission.EDIT_UNITS)
def listing() -> str:
    """Show all villages by district."""
    places, known = _places(), service.list_villages(visit().tenant.id)
    districts = [
        (
            name,
            [
                (code, village, known.get(code, Village(code=code)))
                for code, village in places.villages(district)
            ],
        )
        for district, name in places.districts()
    ]
    return paint(
        "regency/configuring/units/villages.html",
        districts=districts,
        count=sum(len(villages) for _name, villages in districts),
        with_target=sum(village.worker_target is not None for village in known.values()),
        target=sum(village.worker_target or 0 for village in known.values()),
        document=visit().regency,
    )


@blueprint.get("/<code>")
@staff(Permission.EDIT_UNITS)
def show(code: str) -> str:
    """Show one village to change it."""
    label = _label(code)
    village = service.get_village(visit().tenant.id, code)
    target = "" if village.worker_target is None else str(village.worker_target)
    form = _form(data={"worker_target": target, "banjar": "\n".join(village.banjar)})
    return paint(
        "regency/configuring/units/village.html", form=form, label=label, code=code, document=visit().regency
    )


@blueprint.post("/<code>")
@staff(Permission.EDIT_UNITS)
def change(code: str) -> Response:
    """Keep what is wanted of the village, and its banjar."""
    label, form = _label(code), _form()
    try:
        if form.validate():
            service.change_village(
                clerk_at_hand(), code, target=form.worker_target.count, banjar=form.names()
            )
            flash(_("%(village)s sudah disimpan.", village=label), "success")
            return redirect(f"{BASE}/desa", code=303)
    except Refusal as refusal:
        form.add_refusal(refusal)
    return answer(
        "regency/configuring/units/village.html",
        422,
        form=form,
        label=label,
        code=code,
        document=visit().regency,
    )


def _label(code: str) -> str:
    """Return a village's name with its district, if it lies in this regency."""
    places = _places()
    if len(code) != len("51.04.01.2001") or code not in places.names:
        raise NotFound
    return places.label_of(code)


def _form(**options: object) -> VillageForm:
    form = VillageForm(**options)
    words = visit().regency.words
    form.banjar.label.text = _("%(hamlet)s di sini, satu nama setiap baris", hamlet=words.hamlet.capitalize())
    return form
