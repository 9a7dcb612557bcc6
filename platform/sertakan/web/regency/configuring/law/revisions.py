"""The history of published laws, and the way back to an earlier one, which takes approval as any other change."""

from flask import Response, flash, redirect

from sertakan.configuration.rules.standing import standings
from sertakan.configuration.service import approval, drafts
from sertakan.identity.permissions import Permission
from sertakan.identity.service.contacts import names_of
from sertakan.kernel.refusal import NotFound
from sertakan.localisation import gettext as _
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import PublishedRevision, RevisionPart
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.configuring.editing import editor_at_hand
from sertakan.web.regency.configuring.law.drafted import DRAFT, SETTINGS, law_page
from sertakan.web.rendering import answer
from sertakan.web.visit import visit

REVISIONS = f"{SETTINGS}/revisi"
blueprint = SiteBlueprint("law_revisions", __name__, site=Site.REGENCY, url_prefix=REVISIONS)


@blueprint.get("")
@staff(Permission.SEE_SETTINGS)
def listing() -> Response:
    """Show every published law with how it stands today."""
    here = visit()
    marks = tenancy.list_marks(here.tenant.id)
    stand = standings(marks, here.today)
    laws = [each for each in tenancy.list_revisions(here.tenant.id) if each.mark.number in stand]
    people = {
        account for each in laws for account in (each.credit.published_by, each.credit.approved_by) if account
    }
    names = {str(account): name for account, name in names_of(here.tenant.id, people).items()}
    newest = drafts.newest_law(here.tenant.id)
    rows = [_row(each, names, newest) | {"standing": stand[each.mark.number].value} for each in laws]
    return law_page("revisions.html", revisions=rows)


def _row(each: PublishedRevision, names: dict[str, str], newest: int) -> dict[str, object]:
    return {
        "number": each.mark.number,
        "applied_from": each.mark.applied_from,
        "published_at": each.published_at,
        "author": names.get(str(each.credit.published_by)),
        "approver": names.get(str(each.credit.approved_by)),
        "restores": each.credit.restores,
        "is_newest": each.mark.number == newest,
    }


@blueprint.get("/<int:number>/kembalikan")
@staff(Permission.EDIT_LAW)
def ask_restore(number: int) -> Response:
    """Ask before a draft is made that equals an earlier law."""
    _ensure_law(number)
    return answer(
        "regency/configuring/law/sure.html",
        title=_("Kembalikan ke revisi %(number)s", number=number),
        text=_(
            "Sebuah draf dibuat yang isinya sama dengan revisi itu. Draf ini masih dapat diubah, dan baru berlaku setelah"
            " disetujui orang kedua. Revisi yang sudah terbit tidak berubah."
        ),
        items=[],
        action=f"{REVISIONS}/{number}/kembalikan",
        verb=_("Buat draf"),
        kind="primary",
        back=REVISIONS,
        refused=None,
    )


@blueprint.post("/<int:number>/kembalikan")
@staff(Permission.EDIT_LAW)
def restore(number: int) -> Response:
    """Make a draft that equals an earlier law."""
    _ensure_law(number)
    approval.restore_law(editor_at_hand(), number)
    flash(
        _("Draf yang sama dengan revisi %(number)s sudah dibuat. Periksa, lalu ajukan.", number=number),
        "success",
    )
    return redirect(DRAFT, code=303)  # type: ignore[return-value]


def _ensure_law(number: int) -> None:
    marks = tenancy.list_marks(visit().tenant.id)
    if not any(mark.number == number and mark.part is not RevisionPart.HOUSE for mark in marks):
        raise NotFound("revision.unknown", number=number)
