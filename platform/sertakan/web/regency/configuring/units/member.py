"""One civil servant of the roll: added by hand, corrected, moved, retired."""

from typing import Any
from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from sertakan.apparatus.model import Member, RollState
from sertakan.apparatus.service import roll as service
from sertakan.apparatus.service import units as unit_service
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import PageForm
from sertakan.web.regency.configuring.units.clerk import clerk_at_hand
from sertakan.web.regency.configuring.units.forms import CorrectForm, LeaveForm, MemberForm, TransferForm
from sertakan.web.regency.configuring.units.roll import ROLL, mask
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("member", __name__, site=Site.REGENCY, url_prefix=ROLL)


@blueprint.get("/baru")
@staff(Permission.EDIT_UNITS)
def begin() -> str:
    """Ask who it is."""
    form = MemberForm(unit_service.list_units(visit().tenant.id))
    return paint("regency/configuring/units/new_member.html", form=form)


@blueprint.post("/baru")
@staff(Permission.EDIT_UNITS)
def add() -> Response:
    """Put somebody on the roll."""
    form = MemberForm(unit_service.list_units(visit().tenant.id))
    try:
        if form.validate():
            member_id = service.add_member(
                clerk_at_hand(),
                nip=form.value("nip"),
                name=form.value("full_name"),
                work_unit_id=form.unit_id(),
                rank=form.rank.data,
            )
            flash(_("%(name)s sudah masuk daftar ASN.", name=form.full_name.data), "success")
            return redirect(f"{ROLL}/{member_id}", code=303)
    except Refusal as refusal:
        form.add_refusal(refusal)
    return answer("regency/configuring/units/new_member.html", 422, form=form)


@blueprint.get("/<uuid:member_id>")
@staff(Permission.EDIT_UNITS)
def show(member_id: UUID) -> str:
    """Show somebody on the roll, and what can be recorded about them."""
    return paint("regency/configuring/units/member.html", **_context(_get(member_id)))


def _get(member_id: UUID) -> Member:
    return service.get_member(visit().tenant.id, member_id)


def _context(member: Member, **given: PageForm) -> dict[str, Any]:
    units = unit_service.list_units(visit().tenant.id)
    names = {unit.id: unit.name for unit in units}
    others = [unit for unit in units if unit.id != member.work_unit_id]
    today = visit().today
    forms = {
        "correct": CorrectForm(formdata=None, data={"full_name": member.name, "rank": member.rank or ""}),
        "transfer": TransferForm(others, today, formdata=None),
        "leave": LeaveForm(today, formdata=None),
        **given,
    }
    return {
        "member": member,
        "masked": mask(member.nip),
        "unit": names.get(member.work_unit_id) if member.work_unit_id else None,
        "serves": member.state is RollState.ACTIVE,
        "problems": _problems(forms),
        **forms,
    }


def _problems(forms: dict[str, PageForm]) -> list[tuple[str | None, str]]:
    """Return what is to be mended in any of the page's forms, for the summary on top."""
    found: list[tuple[str | None, str]] = []
    for form in forms.values():
        found += [(None, sentence) for sentence in form.form_errors]
        found += [(field.id, field.errors[0]) for field in form if field.errors]
    return found


@blueprint.post("/<uuid:member_id>/betulkan")
@staff(Permission.EDIT_UNITS)
def correct(member_id: UUID) -> Response:
    """Correct the name and rank."""
    form = CorrectForm()
    if not form.validate():
        return _again(member_id, correct=form)
    service.correct_member(clerk_at_hand(), member_id, name=form.value("full_name"), rank=form.value("rank"))
    flash(_("Nama dan eselon sudah disimpan. Sponsor dengan NIP ini diperiksa lagi."), "success")
    return redirect(f"{ROLL}/{member_id}", code=303)


@blueprint.post("/<uuid:member_id>/pindah")
@staff(Permission.EDIT_UNITS)
def transfer(member_id: UUID) -> Response:
    """Move somebody to another unit."""
    form = TransferForm(unit_service.list_units(visit().tenant.id), visit().today)
    try:
        if form.validate():
            moved = service.transfer_member(
                clerk_at_hand(), member_id, unit_id=form.unit_id(), since=form.since.data
            )
            flash(
                _(
                    "Kepindahan sudah dicatat. %(count)s pendaftaran yang dikirim sejak tanggal itu ikut pindah;"
                    " yang lebih lama tetap di unit lama.",
                    count=moved,
                ),
                "success",
            )
            return redirect(f"{ROLL}/{member_id}", code=303)
    except Refusal as refusal:
        form.add_refusal(refusal)
    return _again(member_id, transfer=form)


@blueprint.post("/<uuid:member_id>/keluar")
@staff(Permission.EDIT_UNITS)
def leave(member_id: UUID) -> Response:
    """Say that somebody retired, died or went elsewhere."""
    form = LeaveForm(visit().today)
    try:
        if form.validate():
            state = RollState(form.state.data)
            service.mark_left(clerk_at_hand(), member_id, state=state, since=form.left_since.data)
            flash(
                _("Sudah dicatat. Bila ia sponsor, pendaftarannya kini bertanda perlu sponsor pengganti."),
                "success",
            )
            return redirect(f"{ROLL}/{member_id}", code=303)
    except Refusal as refusal:
        form.add_refusal(refusal)
    return _again(member_id, leave=form)


@blueprint.post("/<uuid:member_id>/kembali")
@staff(Permission.EDIT_UNITS)
def bring_back(member_id: UUID) -> Response:
    """Say that somebody serves after all."""
    service.bring_back(clerk_at_hand(), member_id)
    flash(_("Ia tercatat aktif lagi mulai hari ini."), "success")
    return redirect(f"{ROLL}/{member_id}", code=303)


def _again(member_id: UUID, **given: PageForm) -> Response:
    return answer("regency/configuring/units/member.html", 422, **_context(_get(member_id), **given))
