"""Check the answers, send them in once, and hand out receipt and slip."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from sertakan.enrolment.errors import CoverElsewhere
from sertakan.enrolment.model import Draft, Sponsor, Step
from sertakan.enrolment.rules import joining
from sertakan.enrolment.rules.comparing import needs_consent_again
from sertakan.enrolment.rules.questioning import compose
from sertakan.enrolment.service import submission as enrolment
from sertakan.enrolment.service.lawful import list_law_changes
from sertakan.enrolment.service.submission import Circumstances, Preview
from sertakan.kernel.identifier import Nik
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.localisation.document_labels import name_of
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
from sertakan.web.own_answers import answer_rows
from sertakan.web.rendering import answer, paint
from sertakan.web.sentences import sentence_for, word_for
from sertakan.web.sponsor.drafting import (
    count_dropped,
    own_draft,
    own_form_in_force,
    own_sponsor,
    path_of,
    place_of,
    redirect_if_out_of_turn,
)
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
    if needs_consent_again(draft.answers.consent_version, draft.answers.consent_way, visit().regency.consent):
        return _ask_consent_again(draft_id)
    sponsor = own_sponsor()
    try:
        preview = enrolment.preview(draft.answers, sponsor, circumstances())
    except Refusal as refusal:
        return _not_eligible(draft, refusal)
    return paint("sponsor/check.html", **_context(draft, sponsor, preview, CheckForm()))


def _ask_consent_again(draft_id: UUID) -> Response:
    """Lead to the consent page, because the worker agreed to a text that is not today's."""
    flash(sentence_for("consent.outdated"), "warning")
    return redirect(f"{path_of(draft_id, Step.CONSENT)}?ubah=1", code=303)


def _not_eligible(draft: Draft, refusal: Refusal) -> Response:
    """Give the ground with its clause, and lead to the page on which it could be mended."""
    step = _STEP_OF_GROUND.get(str(getattr(refusal.params.get("ground"), "code", "")), Step.RELATION)
    mend = f"{path_of(draft.id, step)}?ubah=1"
    return answer("sponsor/not_eligible.html", 200, refusal=refusal, mend=mend)


def _context(draft: Draft, sponsor: Sponsor, preview: Preview, form: CheckForm) -> dict[str, Any]:
    composed = compose(own_form_in_force(), draft.answers.to_own_questions, visit().law_revision)
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
        "count": place_of(Step.CHECK)["count"],
        "own": answer_rows(composed, f"{path_of(draft.id, Step.QUESTIONS)}?ubah=1"),
        "dropped": count_dropped(draft),
        "differs_from_nik": _differs_from_nik(draft),
        "law": visit().law_revision,
        "law_changes": _tell_law_changes(draft, sponsor, _seen_law(form) or draft.answers.law_revision),
    }


def _seen_law(form: CheckForm) -> int | None:
    """Return the revision under which the page was painted from which this form came."""
    text = str(form.law.data or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _tell_law_changes(draft: Draft, sponsor: Sponsor, since: int | None) -> list[str]:
    """Return in sentences what a law that began meanwhile changes for this worker."""
    changes = list_law_changes(draft, sponsor, circumstances(), since=since)
    return [sentence_for(change.code, **_in_words(change.params)) for change in changes]


def _in_words(params: Mapping[str, str]) -> dict[str, str]:
    return {
        name: name_of(f"form.{value}")
        if name == "field"
        else value
        if name == "version"
        else word_for("verdict", value)
        for name, value in params.items()
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
            seen_law=_seen_law(form),
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
    if refusal.code == "consent.outdated":
        return _ask_consent_again(draft_id)
    if isinstance(refusal, NotFound):
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
