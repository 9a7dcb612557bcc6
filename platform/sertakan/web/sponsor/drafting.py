"""The sponsor's form: begin, page by page, consent, check, send in."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, session
from werkzeug.wrappers import Response

from sertakan.enrolment.model import Draft, DraftAnswers, Sponsor, Step
from sertakan.enrolment.rules import joining
from sertakan.enrolment.rules.completeness import first_open_step, is_reachable, step_after, step_before
from sertakan.enrolment.service import drafts, sponsors
from sertakan.kernel.identifier import Nik, new_id
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web import access
from sertakan.web.application import SiteBlueprint
from sertakan.web.choices import as_answer
from sertakan.web.forms import PageForm
from sertakan.web.public.precheck import PRECHECK, sector_of
from sertakan.web.rendering import answer, paint
from sertakan.web.sponsor.forms import PlaceForm
from sertakan.web.sponsor.prices import as_chosen, price_hints
from sertakan.web.sponsor.steps import PAGES, Page
from sertakan.web.visit import visit

blueprint = SiteBlueprint("drafting", __name__, site=Site.REGENCY, url_prefix="/sponsor/pekerja/baru")
_STEPS = ",".join(f'"{step}"' for step in PAGES)
# Buttons that show the page again with what they ask for, and keep nothing.
_LOOKS = frozenset({"search", "prices"})
STEP_RULE = f"/<uuid:draft_id>/<any({_STEPS}):step_name>"


def own_sponsor() -> Sponsor:
    """Return the sponsor for whom the signed-in person acts."""
    sponsor_id = access.signed_in().sponsor_id
    assert sponsor_id is not None  # noqa: S101 - the door lets nobody else in
    return sponsors.get_sponsor(visit().tenant.id, sponsor_id)


def own_draft(draft_id: UUID, *, lock: bool = False) -> Draft:
    """Return the signed-in sponsor's draft; who writes locks it, so that two tabs take turns."""
    sponsor_id = access.signed_in().sponsor_id
    assert sponsor_id is not None  # noqa: S101 - the door lets nobody else in
    return drafts.get_draft(visit().tenant.id, sponsor_id, draft_id, lock=lock)


def path_of(draft_id: UUID, step: Step) -> str:
    """Return the address of one page of a draft."""
    return f"/sponsor/pekerja/baru/{draft_id}/{step}"


def redirect_if_sent(draft: Draft) -> Response | None:
    """Send on who comes back to a draft that was sent in."""
    if draft.submitted_enrolment_id is None:
        return None
    return redirect(f"/sponsor/pekerja/{draft.submitted_enrolment_id}/terkirim", code=303)


def redirect_if_out_of_turn(draft: Draft, step: Step) -> Response | None:
    """Send back who jumped ahead, and on who comes back to a draft that was sent in."""
    if away := redirect_if_sent(draft):
        return away
    if not is_reachable(step, draft.answers, visit().regency.form):
        return redirect(path_of(draft.id, first_open_step(draft.answers, visit().regency.form)), code=303)
    return None


@blueprint.get("")
@access.sponsors
def begin_form() -> str:
    """Offer to begin, or to go on with what was begun."""
    sponsor = own_sponsor()
    return paint(
        "sponsor/begin.html",
        drafts=[(draft, _progress(draft)) for draft in drafts.list_drafts(visit().tenant.id, sponsor.id)],
        has_precheck=PRECHECK in session,
        new_draft=new_id(),
    )


def _progress(draft: Draft) -> str:
    return path_of(draft.id, first_open_step(draft.answers, visit().regency.form))


@blueprint.post("")
@access.sponsors
def begin() -> Response:
    """Begin a draft with what the pre-check already told; a second press finds the first one's."""
    here = visit()
    answers = _from_precheck(session.pop(PRECHECK, None) or {})
    named = request.form.get("draft", type=UUID)
    draft_id = drafts.begin_draft(here.tenant.id, own_sponsor().id, answers, here.now, draft_id=named)
    return redirect(_progress(own_draft(draft_id)), code=303)


def _from_precheck(kept: dict[str, str]) -> DraftAnswers:
    return DraftAnswers(
        relation=kept.get("relation"),
        employment=kept.get("employment"),
        construction_project=as_answer(kept.get("construction_project")),
        member_elsewhere=as_answer(kept.get("member_elsewhere")),
        # A pre-check made before it asked about membership leaves the page open.
        relation_done="member_elsewhere" in kept,
        occupation=kept.get("occupation"),
        sector=sector_of(kept["carries"]).value if "carries" in kept else None,
        resident=as_answer(kept.get("resident")),
    )


@blueprint.get("/<uuid:draft_id>")
@access.sponsors
def resume(draft_id: UUID) -> Response:
    """Go on where the sponsor stopped, on whichever device."""
    return redirect(_progress(own_draft(draft_id)))


@blueprint.get(STEP_RULE)
@access.sponsors
def show_step(draft_id: UUID, step_name: str) -> str | Response:
    """Show one page of the form."""
    draft, step = own_draft(draft_id), Step(step_name)
    if away := redirect_if_out_of_turn(draft, step):
        return away
    sponsor = own_sponsor()
    return paint(
        f"sponsor/steps/{PAGES[step].template}.html",
        **_context(draft, sponsor, step, PAGES[step].make(draft, sponsor)),
    )


@blueprint.post(STEP_RULE)
@access.sponsors
def keep_step(draft_id: UUID, step_name: str) -> Response:
    """Keep one page's answers and go on."""
    draft, step, sponsor = own_draft(draft_id, lock=True), Step(step_name), own_sponsor()
    if away := redirect_if_out_of_turn(draft, step):
        return away
    page = PAGES[step]
    form = page.make(draft, sponsor)
    only_looks = not _LOOKS.isdisjoint(request.form)
    if only_looks and isinstance(form, PlaceForm):
        form.tell_search()
    found = None if only_looks else _read(page, form, draft)
    if found is None:
        return _step_again(draft, sponsor, step, form, 200 if only_looks else 422)
    drafts.keep_answers(visit().tenant.id, draft, found, visit().now)
    if step is Step.BIRTH and draft.answers.nik:
        _warn_of_difference(draft.answers.with_answers(**found))
    return redirect(_onward(draft, step, found), code=303)


def _read(page: Page, form: PageForm, draft: Draft) -> dict[str, Any] | None:
    is_sound = form.validate()
    # A village that is missing is told together with the rest that is.
    found = page.read(form, draft) if is_sound or isinstance(form, PlaceForm) else None
    return found if is_sound else None


def _step_again(draft: Draft, sponsor: Sponsor, step: Step, form: PageForm, status: int) -> Response:
    template = f"sponsor/steps/{PAGES[step].template}.html"
    return answer(template, status, **_context(draft, sponsor, step, form))


def _onward(draft: Draft, step: Step, found: dict[str, Any]) -> str:
    """Return the page that follows; whoever came from the check page goes back there when all is complete."""
    answers = draft.answers.with_answers(**found)
    first = first_open_step(answers, visit().regency.form)
    is_changing = request.args.get("ubah") == "1"
    return path_of(draft.id, first if is_changing or first is not Step.CHECK else step_after(step))


def _warn_of_difference(answers: DraftAnswers) -> None:
    if joining.differs_from_nik(Nik(str(answers.nik)), answers.birth_date, answers.sex, visit().today):
        flash(
            _(
                "Tanggal lahir atau jenis kelamin ini berbeda dari yang tertulis di NIK. Periksa KTP-nya. Bila memang benar, lanjutkan."
            ),
            "warning",
        )


def _context(draft: Draft, sponsor: Sponsor, step: Step, form: PageForm) -> dict[str, Any]:
    before = step_before(step)
    back = (
        path_of(draft.id, Step.CHECK)
        if request.args.get("ubah")
        else path_of(draft.id, before)
        if before
        else "/sponsor/"
    )
    places = list(Step)
    context: dict[str, Any] = {
        "form": form,
        "draft": draft,
        "back": back,
        "number": places.index(step) + 1,
        "count": len(places),
        "document": visit().regency,
    }
    if step is Step.CONTRIBUTION:
        context |= price_hints(as_chosen(draft, form), sponsor)
    return context


@blueprint.get("/<uuid:draft_id>/hapus")
@access.sponsors
def ask_discard(draft_id: UUID) -> str | Response:
    """Ask once more before a draft is thrown away, naming what is lost."""
    draft = own_draft(draft_id)
    if away := redirect_if_sent(draft):
        return away
    return paint("sponsor/discard.html", draft=draft)


@blueprint.post("/<uuid:draft_id>/hapus")
@access.sponsors
def discard(draft_id: UUID) -> Response:
    """Throw a draft away."""
    draft = own_draft(draft_id, lock=True)
    if away := redirect_if_sent(draft):
        return away
    drafts.discard_draft(visit().tenant.id, draft.sponsor_id, draft_id)
    flash(_("Draf sudah dihapus."), "success")
    return redirect("/sponsor/", code=303)
