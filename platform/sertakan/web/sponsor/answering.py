"""Answer what an officer asked about one field, with the same page that first asked for it."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from sertakan.enrolment.model import Draft, DraftAnswers, Enrolment, Step
from sertakan.enrolment.service import answering
from sertakan.kernel.refusal import Conflict
from sertakan.localisation import gettext as _
from sertakan.tenancy import service as places
from sertakan.tenancy.directory import Site
from sertakan.web import access
from sertakan.web.application import SiteBlueprint
from sertakan.web.rendering import answer, paint
from sertakan.web.sponsor.drafting import own_sponsor
from sertakan.web.sponsor.steps import PAGES, Page
from sertakan.web.sponsor.submitting import tell_worker
from sertakan.web.visit import visit

blueprint = SiteBlueprint(
    "answering", __name__, site=Site.REGENCY, url_prefix="/sponsor/pekerja/<uuid:enrolment_id>"
)
_STEP_OF = {
    "full_name": Step.IDENTITY,
    "birth_place": Step.BIRTH,
    "birth_date": Step.BIRTH,
    "sex": Step.BIRTH,
    "occupation": Step.OCCUPATION,
    "address": Step.ADDRESS,
    "workplace": Step.WORKPLACE,
    "mobile": Step.CONTACT,
}
# The inputs of the page that belong to the asked field; `same` is about a home that is not asked here.
_ASKED_OF = {
    **{name: (name,) for name in ("full_name", "birth_place", "birth_date", "sex", "mobile")},
    "occupation": ("occupation", "carries"),
    "address": ("query", "village_code", "text"),
    "workplace": ("query", "village_code", "text", "same"),
}


def _asked(enrolment_id: UUID) -> tuple[Enrolment, Page, Draft]:
    here, sponsor = visit(), own_sponsor()
    enrolment = answering.get_own_enrolment(here.tenant.id, sponsor.id, enrolment_id)
    if (question := enrolment.open_question) is None:
        raise Conflict("question.answered")
    return enrolment, PAGES[_STEP_OF[question.field]], _as_draft(enrolment)


def _as_draft(enrolment: Enrolment) -> Draft:
    """Return the worker's data as the pages of the form know them; the number stays masked."""
    names = places.names_of_regions([enrolment.village_code, enrolment.work_village_code])
    answers = DraftAnswers(
        full_name=enrolment.worker_name,
        birth_place=enrolment.birth_place,
        birth_date=enrolment.birth_date,
        sex=enrolment.sex,
        occupation=enrolment.occupation,
        sector=enrolment.sector,
        village_code=enrolment.village_code,
        village_label=names.get(enrolment.village_code),
        address=enrolment.address,
        work_village_code=enrolment.work_village_code,
        work_village_label=names.get(enrolment.work_village_code),
        workplace=enrolment.workplace,
        mobile=enrolment.mobile,
    )
    return Draft(
        id=enrolment.id,
        sponsor_id=enrolment.sponsor_id,
        answers=answers,
        version=enrolment.version,
        updated_at=enrolment.submitted_at,
        submitted_enrolment_id=enrolment.id,
    )


def _context(enrolment: Enrolment, form: Any) -> dict[str, Any]:
    return {
        "form": form,
        "question": enrolment.open_question,
        "back": f"/sponsor/pekerja/{enrolment.id}",
        "enrolment": enrolment,
        "document": visit().regency,
    }


@blueprint.get("/jawab")
@access.sponsors
def show_question(enrolment_id: UUID) -> str:
    """Show the officer's question and the one field."""
    enrolment, page, draft = _asked(enrolment_id)
    return paint(
        "sponsor/answer.html", step=page.template, **_context(enrolment, _form_of(enrolment, page, draft))
    )


def _form_of(enrolment: Enrolment, page: Page, draft: Draft) -> Any:
    """Return the page's form with the asked field only; what was not asked stays as it is."""
    form = page.make(draft, own_sponsor())
    asked = _ASKED_OF[enrolment.open_question.field] if enrolment.open_question else ()
    for name in [each.name for each in form if each.name not in asked]:
        del form[name]
    return form


@blueprint.post("/jawab")
@access.sponsors
def keep_answer(enrolment_id: UUID) -> Response:
    """Keep the answer and send the enrolment in again."""
    enrolment, page, draft = _asked(enrolment_id)
    form = _form_of(enrolment, page, draft)
    if "search" in request.form:
        return answer("sponsor/answer.html", 200, step=page.template, **_context(enrolment, form))
    found = _found(form, page, draft)
    if found is None:
        return answer("sponsor/answer.html", 422, step=page.template, **_context(enrolment, form))
    here = visit()
    answering.answer_question(
        here.tenant.id,
        enrolment.sponsor_id,
        enrolment.id,
        found,
        actor_id=access.signed_in().account_id,
        now=here.now,
    )
    if "mobile" in found and found["mobile"] != enrolment.mobile:
        # The phone that was told before was not this one.
        tell_worker(found["mobile"], enrolment.refusal_code, enrolment.sponsor_name)
    flash(_("Terima kasih. Jawaban Anda sudah kami terima; petugas memeriksanya lagi."), "success")
    return redirect(f"/sponsor/pekerja/{enrolment.id}", code=303)


def _found(form: Any, page: Page, draft: Draft) -> dict[str, Any] | None:
    if not form.validate():
        return None
    if page.template == "identity":
        return {"name": form.full_name.data}
    if page.template in {"birth", "contact"}:
        return {each.name: each.data or None for each in form}
    return page.read(form, draft)
