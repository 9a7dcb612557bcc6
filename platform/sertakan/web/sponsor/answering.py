"""Answer what an officer asked about one field, with the same page that first asked for it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from sertakan.enrolment.model import Draft, Enrolment, Question, Step
from sertakan.enrolment.rules.asking import answers_of
from sertakan.enrolment.rules.completeness import OPTIONAL_FIELDS
from sertakan.enrolment.service import answering
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_month, format_rupiah
from sertakan.tenancy import service as places
from sertakan.tenancy.directory import Site
from sertakan.web import access
from sertakan.web.application import SiteBlueprint
from sertakan.web.choices import as_answer
from sertakan.web.rendering import answer, paint
from sertakan.web.sentences import sentence_for
from sertakan.web.sponsor.consenting import consent_text, given_again
from sertakan.web.sponsor.drafting import own_sponsor
from sertakan.web.sponsor.forms import ConsentForm, ExplanationForm, PlaceForm
from sertakan.web.sponsor.prices import price_hints
from sertakan.web.sponsor.steps import PAGES
from sertakan.web.sponsor.submitting import circumstances, tell_worker
from sertakan.web.visit import visit

blueprint = SiteBlueprint(
    "answering", __name__, site=Site.REGENCY, url_prefix="/sponsor/pekerja/<uuid:enrolment_id>"
)
_FIELDS_OF = {
    Step.RELATION: ("relation", "employment", "construction_project", "member_elsewhere"),
    Step.IDENTITY: ("nik", "full_name"),
    Step.BIRTH: ("birth_place", "birth_date", "sex"),
    Step.OCCUPATION: ("occupation",),
    Step.ADDRESS: ("address",),
    Step.WORKPLACE: ("workplace",),
    Step.CONTACT: ("mobile", *OPTIONAL_FIELDS),
    Step.CONTRIBUTION: ("months", "bracket", "funding", "own_code"),
}
_STEP_OF = {name: step for step, names in _FIELDS_OF.items() for name in names}
# The inputs of a page that belong to a field which has several; `same` is about a home that is not asked here.
_INPUTS_OF = {
    "occupation": ("occupation", "carries"),
    "address": ("query", "village_code", "text"),
    "workplace": ("query", "village_code", "text", "same"),
    "consent": ("consent_way", "proof"),
}
_PRICING = frozenset({"sector", "months", "bracket", "funding"})
# How a value that is typed or chosen becomes the one that is kept.
_KEPT_AS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("construction_project", "member_elsewhere"), as_answer),
    **dict.fromkeys(("months", "bracket"), int),
}


def _asked(enrolment_id: UUID) -> tuple[Enrolment, Question] | None:
    enrolment = answering.get_own_enrolment(visit().tenant.id, own_sponsor().id, enrolment_id)
    question = enrolment.open_question
    return (enrolment, question) if question else None


def _as_draft(enrolment: Enrolment) -> Draft:
    """Return what was sent in as the pages of the form know it; the number stays masked."""
    names = places.names_of_regions([enrolment.village_code, enrolment.work_village_code])
    answers = answers_of(enrolment).with_answers(
        village_label=names.get(enrolment.village_code),
        work_village_label=names.get(enrolment.work_village_code),
    )
    return Draft(
        id=enrolment.id,
        sponsor_id=enrolment.sponsor_id,
        answers=answers,
        version=enrolment.version,
        updated_at=enrolment.submitted_at,
        submitted_enrolment_id=enrolment.id,
    )


def _form_of(question: Question, draft: Draft) -> Any:
    """Return the page's form with the asked field only; what was not asked stays as it is."""
    if question.field == "consent":
        return ConsentForm(
            visit().regency,
            draft.answers,
            is_asked_again=True,
            data={"consent_way": draft.answers.consent_way},
        )
    form = PAGES[_STEP_OF[question.field]].make(draft, own_sponsor())
    asked = _INPUTS_OF.get(question.field, (question.field,))
    for name in [each.name for each in form if each.name not in asked]:
        del form[name]
    return form


def _context(
    enrolment: Enrolment, question: Question, draft: Draft, form: Any, explaining: ExplanationForm
) -> dict[str, Any]:
    context: dict[str, Any] = {
        "form": form,
        "explaining": explaining,
        "problems": _problems(form, explaining),
        "question": question,
        "back": f"/sponsor/pekerja/{enrolment.id}",
        "enrolment": enrolment,
        "document": visit().regency,
        "price_hints": {},
        "consent_text": consent_text() if question.field == "consent" else "",
    }
    return context | (
        price_hints(draft, own_sponsor(), enrolment.first_month) if question.field == "months" else {}
    )


def _problems(form: Any, explaining: ExplanationForm) -> list[tuple[str | None, str]]:
    beside = [(field.id, field.errors[0]) for each in (form, explaining) for field in each if field.errors]
    return [*((None, told) for told in form.form_errors), *beside]


@blueprint.get("/jawab")
@access.sponsors
def show_question(enrolment_id: UUID) -> str | Response:
    """Show the officer's question and the one field."""
    if (asked := _asked(enrolment_id)) is None:
        return _answered_before(enrolment_id)
    draft = _as_draft(asked[0])
    context = _context(*asked, draft, _form_of(asked[1], draft), ExplanationForm())
    return paint("sponsor/answer.html", **context)


def _answered_before(enrolment_id: UUID) -> Response:
    """Lead on who comes back to a question, or presses twice; the first answer counts."""
    flash(_("Pertanyaan ini sudah dijawab. Jawaban yang pertama kami pakai."), "info")
    return redirect(f"/sponsor/pekerja/{enrolment_id}", code=303)


@blueprint.post("/jawab")
@access.sponsors
def keep_answer(enrolment_id: UUID) -> Response:
    """Keep the answer and send the enrolment in again."""
    asked = _asked(enrolment_id)
    if asked is None or request.form.get("question") != str(asked[1].id):
        return _answered_before(enrolment_id)
    enrolment, question = asked
    draft, explaining = _as_draft(enrolment), ExplanationForm()
    form = _form_of(question, draft)
    if "search" in request.form and isinstance(form, PlaceForm):
        form.tell_search()
        return answer("sponsor/answer.html", **_context(*asked, draft, form, explaining))
    try:
        given = _given(question, form, draft) if form.validate() & explaining.validate() else None
        changed = _send(enrolment, question, given, explaining) if given is not None else None
    except Conflict as conflict:
        if conflict.code != "question.answered":
            raise
        return _answered_before(enrolment_id)
    except Refusal as refusal:
        changed = None
        _show(refusal, form, explaining)
    if changed is None:
        return answer("sponsor/answer.html", 422, **_context(*asked, draft, form, explaining))
    _thank(enrolment, changed)
    return redirect(f"/sponsor/pekerja/{enrolment.id}", code=303)


def _given(question: Question, form: Any, draft: Draft) -> dict[str, Any] | None:
    name = question.field
    if name == "consent":
        return given_again(form, draft)
    if name in _INPUTS_OF:
        return PAGES[_STEP_OF[name]].read(form, draft)
    typed = form.value(name)
    value = _KEPT_AS[name](typed) if name in _KEPT_AS else typed or None
    if name not in OPTIONAL_FIELDS:
        return {name: value}
    others = {other: kept for other, kept in draft.answers.optional.items() if other != name}
    return {"optional": others | ({name: value} if value else {})}


def _send(
    enrolment: Enrolment, question: Question, given: dict[str, Any], explaining: ExplanationForm
) -> dict[str, Any]:
    reply = answering.Reply(
        question_id=question.id, given=given, explanation=explaining.explanation.data or None
    )
    changed = answering.answer_question(enrolment.sponsor_id, enrolment.id, reply, circumstances())
    if changed.get("mobile"):
        # The phone that was told before was not this one.
        tell_worker(changed["mobile"], enrolment.refusal_code, enrolment.sponsor_name)
    return changed


def _show(refusal: Refusal, form: Any, explaining: ExplanationForm) -> None:
    if "until" in refusal.params:
        until = format_month(refusal.params["until"])  # type: ignore[arg-type]
        form.nik.errors = [sentence_for(refusal.code, until=until)]
    elif refusal.field == "explanation":
        explaining.add_refusal(refusal)
    else:
        form.add_refusal(refusal)


def _thank(enrolment: Enrolment, changed: dict[str, Any]) -> None:
    flash(_("Terima kasih. Jawaban Anda sudah kami terima; petugas memeriksanya lagi."), "success")
    if not changed.keys() & _PRICING:
        return
    after = answering.get_own_enrolment(visit().tenant.id, enrolment.sponsor_id, enrolment.id)
    if after.total != enrolment.total:
        flash(_("Jumlah iurannya sekarang %(total)s.", total=format_rupiah(after.total)), "info")
