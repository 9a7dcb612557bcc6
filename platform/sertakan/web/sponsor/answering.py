"""Answer what an officer asked about one field, with the same page that first asked for it."""

from typing import Any
from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from sertakan.enrolment.model import Draft, DraftAnswers, Enrolment, Step
from sertakan.enrolment.service import answering
from sertakan.kernel.refusal import Conflict
from sertakan.localisation import gettext as _
from sertakan.tenancy import repository as places
from sertakan.tenancy.directory import Site
from sertakan.web import access
from sertakan.web.application import SiteBlueprint
from sertakan.web.rendering import answer, paint
from sertakan.web.sponsor.drafting import own_sponsor
from sertakan.web.sponsor.steps import PAGES, Page
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


def _asked(enrolment_id: UUID) -> tuple[Enrolment, Page, Draft]:
    here, sponsor = visit(), own_sponsor()
    enrolment = answering.get_own_enrolment(here.tenant.id, sponsor.id, enrolment_id)
    if (question := enrolment.open_question) is None:
        raise Conflict("question.answered")
    return enrolment, PAGES[_STEP_OF[question.field]], _as_draft(enrolment)


def _as_draft(enrolment: Enrolment) -> Draft:
    """Return the worker's data as the pages of the form know them; the number stays masked."""
    names = places.list_regions([enrolment.village_code, enrolment.work_village_code])
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
        "only": enrolment.open_question.field if enrolment.open_question else None,
    }


@blueprint.get("/jawab")
@access.sponsors
def show_question(enrolment_id: UUID) -> str:
    """Show the officer's question and the one field."""
    enrolment, page, draft = _asked(enrolment_id)
    form = page.make(draft, own_sponsor())
    _drop_number(form)
    return paint("sponsor/answer.html", step=page.template, **_context(enrolment, form))


def _drop_number(form: Any) -> None:
    if "nik" in form:
        del form["nik"]


@blueprint.post("/jawab")
@access.sponsors
def keep_answer(enrolment_id: UUID) -> Response:
    """Keep the answer and send the enrolment in again."""
    enrolment, page, draft = _asked(enrolment_id)
    form = page.make(draft, own_sponsor())
    _drop_number(form)
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
    flash(_("Terima kasih. Jawaban Anda sudah kami terima; petugas memeriksanya lagi."), "success")
    return redirect(f"/sponsor/pekerja/{enrolment.id}", code=303)


def _found(form: Any, page: Page, draft: Draft) -> dict[str, Any] | None:
    if not form.validate():
        return None
    if page.template == "identity":
        return {"name": form.full_name.data}
    return page.read(form, draft)
