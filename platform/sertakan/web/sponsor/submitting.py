"""Check the answers, send them in once, and hand out receipt and slip."""

from typing import Any
from uuid import UUID

from flask import redirect
from werkzeug.wrappers import Response

from sertakan.enrolment.errors import CoverElsewhere
from sertakan.enrolment.model import Draft, Sponsor, Step
from sertakan.enrolment.rules import joining
from sertakan.enrolment.service import submission as enrolment
from sertakan.enrolment.service.submission import Circumstances, Preview
from sertakan.kernel.identifier import Nik
from sertakan.kernel.refusal import Refusal
from sertakan.localisation.formats import format_month
from sertakan.notifications import service as notifications
from sertakan.notifications import texts
from sertakan.notifications.model import Channel
from sertakan.oversight import service as oversight
from sertakan.tenancy.directory import Site
from sertakan.web import access
from sertakan.web.application import SiteBlueprint
from sertakan.web.choices import known_word
from sertakan.web.links import address_here
from sertakan.web.rendering import answer, paint
from sertakan.web.sentences import sentence_for
from sertakan.web.sponsor.drafting import own_draft, own_sponsor, path_of, redirect_if_out_of_turn
from sertakan.web.sponsor.forms import CheckForm
from sertakan.web.sponsor.prices import month_rows, spell
from sertakan.web.sponsor.steps import occupation_label_of
from sertakan.web.visit import visit

blueprint = SiteBlueprint(
    "submitting", __name__, site=Site.REGENCY, url_prefix="/sponsor/pekerja/baru/<uuid:draft_id>"
)
_STEP_OF_GROUND = {
    "worker.age_over": Step.BIRTH,
    "worker.age_under": Step.BIRTH,
    "answer.born_in_the_future": Step.BIRTH,
    "worker.occupation_not_covered": Step.OCCUPATION,
    "worker.occupation_unlisted": Step.OCCUPATION,
    "worker.lives_outside": Step.ADDRESS,
    "period.not_offered": Step.CONTRIBUTION,
    "funding.not_offered": Step.CONTRIBUTION,
}


def circumstances() -> Circumstances:
    """Return where, when and under which document the signed-in person acts."""
    here = visit()
    return Circumstances(
        tenant_id=here.tenant.id,
        document=here.regency,
        revision=here.law_revision,
        today=here.today,
        now=here.now,
        wants_synthetic=here.tenant.wants_synthetic_people,
        actor_id=access.signed_in().account_id,
    )


@blueprint.get("/periksa")
@access.sponsors
def show_check(draft_id: UUID) -> str | Response:
    """Show everything on one page, with the total and one button."""
    draft = own_draft(draft_id)
    if away := redirect_if_out_of_turn(draft, Step.CHECK):
        return away
    sponsor = own_sponsor()
    try:
        preview = enrolment.preview(draft.answers, sponsor, circumstances())
    except Refusal as refusal:
        return _not_eligible(draft, refusal)
    return paint("sponsor/check.html", **_context(draft, sponsor, preview, CheckForm()))


def _not_eligible(draft: Draft, refusal: Refusal) -> Response:
    """Give the ground with its clause, and lead to the page on which it could be mended."""
    step = _STEP_OF_GROUND.get(str(getattr(refusal.params.get("ground"), "code", "")), Step.RELATION)
    mend = f"{path_of(draft.id, step)}?ubah=1"
    return answer("sponsor/not_eligible.html", 200, refusal=refusal, mend=mend)


def _context(draft: Draft, sponsor: Sponsor, preview: Preview, form: CheckForm) -> dict[str, Any]:
    return {
        "form": form,
        "draft": draft,
        "sponsor": sponsor,
        "preview": preview,
        "prices": month_rows(preview.prices),
        "spelled": spell(preview.prices),
        "back": path_of(draft.id, Step.CONTRIBUTION),
        "change": {step.name.lower(): f"{path_of(draft.id, step)}?ubah=1" for step in Step},
        "occupation": occupation_label_of(draft.answers.occupation),
        "known": known_word,
        "document": visit().regency,
        "warns_of_cover": False,
        "count": len(Step),
        "differs_from_nik": _differs_from_nik(draft),
    }


def _differs_from_nik(draft: Draft) -> bool:
    kept = draft.answers
    return joining.differs_from_nik(Nik(str(kept.nik)), kept.birth_date, kept.sex, visit().today)


@blueprint.post("/periksa")
@access.sponsors
def submit(draft_id: UUID) -> Response:
    """Send the enrolment in; a second press finds the first one's."""
    form, sponsor = CheckForm(), own_sponsor()
    form.validate()
    try:
        written = enrolment.submit_enrolment(
            draft_id,
            sponsor.id,
            circumstances(),
            knows_cover_elsewhere=bool(form.knows_cover_elsewhere.data),
            seen_total=form.total.data,
        )
    except Refusal as refusal:
        return _refused(draft_id, sponsor, form, refusal)
    if isinstance(written, UUID):
        return redirect(f"/sponsor/pekerja/{written}/terkirim", code=303)
    tell_worker(written.draft.answers.mobile, written.refusal_code, written.sponsor.name)
    oversight.ask_for_refresh(visit().tenant.id)
    return redirect(f"/sponsor/pekerja/{written.id}/terkirim", code=303)


def _refused(draft_id: UUID, sponsor: Sponsor, form: CheckForm, refusal: Refusal) -> Response:
    if refusal.code == "draft.incomplete":
        return redirect(path_of(draft_id, Step(str(refusal.params["step"]))), code=303)
    if refusal.code == "draft.unknown":
        raise refusal
    if refusal.code == "worker.not_eligible":
        return _not_eligible(own_draft(draft_id), refusal)
    draft = own_draft(draft_id)
    preview = enrolment.preview(draft.answers, sponsor, circumstances())
    context = _context(draft, sponsor, preview, form)
    if "until" in refusal.params:
        form.form_errors.append(sentence_for(refusal.code, until=format_month(refusal.params["until"])))  # type: ignore[arg-type]
        context["warns_of_cover"] = isinstance(refusal, CoverElsewhere)
    else:
        form.add_refusal(refusal)
    return answer("sponsor/check.html", 409, **context)


def tell_worker(mobile: str | None, refusal_code: str, sponsor: str) -> None:
    """Tell a worker who has a phone by whom they were enrolled, and how to say no."""
    if mobile is None:
        return
    document = visit().regency
    notifications.send(
        visit().tenant,
        channel=Channel.SMS,
        recipient=mobile,
        template=texts.WORKER_TOLD.name,
        text=texts.write(
            texts.WORKER_TOLD,
            document.messages,
            code=refusal_code,
            sponsor=sponsor,
            address=refusal_address(),
            service=document.branding.service_name,
            region=document.full_name,
        ),
    )


def refusal_address() -> str:
    """Return where a worker says no."""
    return address_here("/tidak-setuju")
