"""What changed in the house, by whom and when, old beside new; and the way back from one change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from sertakan.configuration.rules.difference import house_changes
from sertakan.configuration.service.house import read_step, undo_house, what_undoing_returns
from sertakan.identity.permissions import Permission
from sertakan.identity.service.contacts import names_of
from sertakan.kernel.refusal import Conflict, NotFound, Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import Origin, PublishedRevision, RevisionPart
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.configuring.change_words import Told, tell_changes
from sertakan.web.regency.configuring.editing import editor_at_hand, seen_revision
from sertakan.web.regency.configuring.house_page import HOME, holding
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

_PATH = f"{HOME}/riwayat"
_MOST_SHOWN = 20
blueprint = SiteBlueprint("house_history", __name__, site=Site.REGENCY, url_prefix=_PATH)


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Show one revision of the house: who published it, when, and what it changed in words."""

    number: int
    at: datetime
    by: str
    told: Sequence[Told]
    is_first: bool


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def show() -> str:
    """List the changes of the house, newest first."""
    here = visit()
    revisions = [
        each for each in tenancy.list_revisions(here.tenant.id) if each.mark.part is not RevisionPart.LAW
    ]
    shown = revisions[:_MOST_SHOWN]
    names = names_of(here.tenant.id, {each.credit.published_by for each in shown if each.credit.published_by})
    steps = [_step(each, names) for each in shown]
    return paint("regency/configuring/house_history.html", steps=steps, zone=here.zone, path=_PATH)


def _step(revision: PublishedRevision, names: dict[UUID, str]) -> Step:
    told, is_first = _told(revision.mark.number)
    return Step(
        number=revision.mark.number,
        at=revision.published_at,
        by=_who(revision, names),
        told=told,
        is_first=is_first,
    )


def _told(number: int) -> tuple[Sequence[Told], bool]:
    try:
        before, after = read_step(visit().tenant.id, number)
    except NotFound:
        return (), True
    return tell_changes(house_changes(before, after)), False


def _who(revision: PublishedRevision, names: dict[UUID, str]) -> str:
    if revision.credit.origin is Origin.FILE:
        return _("berkas dari pengelola sistem")
    account_id = revision.credit.published_by
    return names.get(account_id, _("akun yang sudah tidak ada")) if account_id else _("sistem")


@blueprint.get("/<int(min=1, max=1000000):step>")
@staff(Permission.EDIT_HOUSE)
def ask_undo(step: int) -> Response:
    """Name what would return, and ask once more."""
    now = holding()
    try:
        parts = what_undoing_returns(editor_at_hand(), step)
    except Conflict as conflict:
        return _refused(conflict)
    if not parts:
        return _refused(Refusal("house.nothing_to_undo", number=step))
    after = now.document.model_copy(update=parts)
    return answer(
        "regency/configuring/house_undo.html",
        told=tell_changes(house_changes(now.document, after)),
        revision=step,
        seen=now.number,
        path=_PATH,
    )


@blueprint.post("/<int(min=1, max=1000000):step>")
@staff(Permission.EDIT_HOUSE)
def undo(step: int) -> Response:
    """Take back one change."""
    try:
        undo_house(editor_at_hand(), step, seen=seen_revision())
    except NotFound:
        raise
    except Refusal as refusal:
        return _refused(refusal)
    flash(_("Perubahan revisi %(number)s dikembalikan dan berlaku sekarang.", number=step), "success")
    return redirect(_PATH, code=303)


def _refused(refusal: Refusal) -> Response:
    return answer_refusal("regency/configuring/changed_meanwhile.html", refusal, refusal=refusal, href=_PATH)


def _standing() -> Standing:
    number = visit().house_revision
    told = _("Revisi %(number)s berlaku sekarang.", number=number)
    return Standing(condition=Condition.COMPLETE, missing=told)


SECTION = Section(
    side=Side.HOUSE,
    title=_l("Riwayat rupa dan kata"),
    summary=_l("Siapa mengubah apa, dan jalan kembali"),
    path=_PATH,
    permission=Permission.EDIT_HOUSE,
    standing=_standing,
)
