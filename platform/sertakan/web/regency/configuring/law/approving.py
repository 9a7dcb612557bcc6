"""The second person's page: what changes, and the two decisions."""

from datetime import date

from flask import Response, flash, redirect, request

from sertakan.configuration.model import DraftState
from sertakan.configuration.rules.checking import applied_day
from sertakan.configuration.service import approval, drafts
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.formats import format_date
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import LongTextField, PageForm
from sertakan.web.regency.configuring.editing import editor_at_hand
from sertakan.web.regency.configuring.law.draft import check_page, list_changes
from sertakan.web.regency.configuring.law.drafted import (
    DRAFT,
    SETTINGS,
    drafted,
    forget_drafted,
    is_live,
    law_page,
    tell_problem,
)
from sertakan.web.regency.officer import may
from sertakan.web.visit import visit

blueprint = SiteBlueprint("law_approving", __name__, site=Site.REGENCY, url_prefix=DRAFT)


class ReturnForm(PageForm):
    """Say why a draft goes back."""

    reason = LongTextField(_l("Apa yang harus diubah?"), longest=approval.LONGEST_REASON)


@blueprint.get("/putusan")
@staff(Permission.SEE_SETTINGS)
def show() -> Response:
    """Show what waits for a decision, in words."""
    return _page(ReturnForm(formdata=None))


def _page(form: PageForm, refused: Refusal | None = None, *, status: int = 200) -> Response:
    now = drafted()
    draft, submission = now.draft, now.draft.submission if now.draft else None
    if draft is None or submission is None or draft.state is not DraftState.SUBMITTED:
        return check_page(status=status)
    is_own = approval.took_part(editor_at_hand(), draft)
    return law_page(
        "decide.html",
        status=status,
        form=form,
        refused=refused,
        submission=submission,
        applied_from=_chosen_day(),
        blocking=[tell_problem(problem) for problem in now.check.blocking],
        changes=list_changes(),
        is_own=is_own,
        may_decide=may(Permission.APPROVE_LAW) and not is_own,
    )


def _chosen_day() -> date | None:
    """Return the later day that the editors chose, or None when the law begins with its approval."""
    here, document = visit(), drafted().check.document
    if document is None:
        return None
    day = applied_day(document, drafts.read_base(here.tenant.id), here.today)
    return day if day > here.today else None


@blueprint.post("/setujui")
@staff(Permission.APPROVE_LAW)
def approve() -> Response:
    """Publish what was submitted."""
    if (proof := ensure_second_factor()) is not None:
        return proof
    try:
        mark = approval.approve_draft(editor_at_hand(), seen=_seen_fingerprint(), is_live=is_live())
    except Refusal as refusal:
        return _refused(ReturnForm(formdata=None), refusal)
    told = (
        _("Revisi %(number)s terbit dan berlaku mulai hari ini.", number=mark.number)
        if mark.applied_from <= visit().today
        else _(
            "Revisi %(number)s terbit dan mulai berlaku dengan sendirinya pada %(day)s.",
            number=mark.number,
            day=format_date(mark.applied_from),
        )
    )
    flash(told, "success")
    return redirect(SETTINGS, code=303)  # type: ignore[return-value]


def ensure_second_factor() -> Response | None:
    """Return the way to prove oneself once more with a second factor, or None when that was done.

    The second factors of identity connect here; until then the password of the sign-in has to do.
    """
    return None


@blueprint.post("/kembalikan")
@staff(Permission.APPROVE_LAW)
def send_back() -> Response:
    """Send the draft back to its editors with a reason."""
    form = ReturnForm()
    if not form.validate():
        return _page(form, status=400)
    try:
        approval.return_draft(editor_at_hand(), form.value("reason"), seen=_seen_fingerprint())
    except Refusal as refusal:
        return _refused(form, refusal)
    flash(_("Draf dikembalikan. Penyusun membaca alasan Anda di halaman draf."), "success")
    return redirect(SETTINGS, code=303)  # type: ignore[return-value]


def _refused(form: PageForm, refusal: Refusal) -> Response:
    forget_drafted()
    return _page(form, refusal, status=409)


def _seen_fingerprint() -> str:
    return request.form.get("seen_fingerprint", "")[:64]
