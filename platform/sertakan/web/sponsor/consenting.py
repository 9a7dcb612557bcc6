"""The worker's consent: read aloud, given in a way that can be shown, and never the sponsor's to give."""

from typing import Any
from uuid import UUID

from flask import redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from sertakan.enrolment.model import ConsentWay, Draft, Step
from sertakan.enrolment.rules.completeness import step_before
from sertakan.enrolment.service import drafts
from sertakan.kernel.refusal import Refusal
from sertakan.localisation.messages import current_language
from sertakan.notifications import service as notifications
from sertakan.notifications import texts
from sertakan.notifications.model import Channel
from sertakan.persistence.files import StoreAway, store_file
from sertakan.tenancy.directory import Site
from sertakan.web import access
from sertakan.web.application import SiteBlueprint
from sertakan.web.own_answers import labels_of
from sertakan.web.refusals import answer_refusal
from sertakan.web.rendering import answer, paint
from sertakan.web.sponsor.drafting import (
    own_draft,
    own_form_in_force,
    path_of,
    place_of,
    redirect_if_out_of_turn,
)
from sertakan.web.sponsor.forms import ConsentCodeForm, ConsentForm
from sertakan.web.visit import visit

blueprint = SiteBlueprint(
    "consenting", __name__, site=Site.REGENCY, url_prefix="/sponsor/pekerja/baru/<uuid:draft_id>"
)


@blueprint.get("/persetujuan")
@access.sponsors
def show_consent(draft_id: UUID) -> str | Response:
    """Show the text in the language spoken now, and ask how the worker agreed."""
    draft = own_draft(draft_id)
    if away := redirect_if_out_of_turn(draft, Step.CONSENT):
        return away
    form = ConsentForm(visit().regency, draft.answers, data={"consent_way": draft.answers.consent_way})
    return paint("sponsor/steps/consent.html", **_context(draft, form))


@blueprint.post("/persetujuan")
@access.sponsors
def keep_consent(draft_id: UUID) -> Response:
    """Keep how the worker agreed; a code is sent to the worker's own phone first."""
    draft = own_draft(draft_id, lock=True)
    if away := redirect_if_out_of_turn(draft, Step.CONSENT):
        return away
    form = ConsentForm(visit().regency, draft.answers)
    if not form.validate():
        return answer("sponsor/steps/consent.html", 422, **_context(draft, form))
    way = ConsentWay(form.consent_way.data)
    try:
        if way is ConsentWay.CODE:
            _send_code(draft)
            return redirect(f"{path_of(draft.id, Step.CONSENT)}/kode{_changing()}", code=303)
        _keep(draft, way, _proof(way, draft))
    except StoreAway as away_for_now:
        form.add_refusal(away_for_now)
        return answer_refusal("sponsor/steps/consent.html", away_for_now, **_context(draft, form))
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer("sponsor/steps/consent.html", 422, **_context(draft, form))
    return _onward(draft)


def _changing() -> str:
    return "?ubah=1" if request.args.get("ubah") == "1" else ""


def _onward(draft: Draft) -> Response:
    """Go on; whoever came from the check page goes back there when all is complete."""
    step = Step.CHECK if _changing() else Step.CONTRIBUTION
    return redirect(path_of(draft.id, step), code=303)


def _context(draft: Draft, form: ConsentForm) -> dict[str, Any]:
    form_in_force = own_form_in_force()
    before = step_before(Step.CONSENT, form_in_force) or Step.CONTACT
    return {
        "form": form,
        "draft": draft,
        "back": path_of(draft.id, Step.CHECK if _changing() else before),
        **place_of(Step.CONSENT),
        "document": visit().regency,
        "text": consent_text(),
        "also_kept": labels_of(form_in_force),
    }


def consent_text() -> str:
    """Return what is read aloud to the worker, in the language spoken now."""
    text = visit().regency.consent.text
    return text.in_language("ban" if current_language() == "ban" else "id") or ""


def given_again(form: ConsentForm, draft: Draft) -> dict[str, Any]:
    """Return how the worker agreed according to a sponsor who was asked about it after sending in.

    :raises Refusal: when the paper is missing or is no picture of one
    """
    way = ConsentWay(form.consent_way.data)
    if way is ConsentWay.CODE:
        return {"consent_way": way.value, "consent_proof": draft.answers.consent_proof}
    here = visit()
    given = drafts.consent_given(way, here.regency.consent.version, current_language(), here.now)
    return given | {"consent_proof": _proof(way, draft)}


def _proof(way: ConsentWay, draft: Draft) -> UUID | None:
    if way is not ConsentWay.PAPER:
        return None
    upload: FileStorage | None = request.files.get("proof")
    content = _read(upload) if upload else b""
    if not content and draft.answers.consent_proof:
        return draft.answers.consent_proof
    return store_file(
        visit().tenant.id,
        purpose="consent",
        content=content,
        account_id=access.signed_in().account_id,
        field="proof",
    )


def _read(upload: FileStorage) -> bytes:
    with upload.stream as stream:
        return stream.read()


def _keep(draft: Draft, way: ConsentWay, proof: UUID | None) -> None:
    here = visit()
    given = drafts.consent_given(way, here.regency.consent.version, current_language(), here.now)
    drafts.keep_answers(here.tenant.id, draft, given | {"consent_proof": proof}, here.now)


def _send_code(draft: Draft) -> None:
    here = visit()
    if drafts.has_fresh_code(draft, here.now):
        return  # a second press; another message would only make the first one's code wrong
    code = drafts.make_consent_code(here.tenant.id, draft, here.now)
    notifications.send(
        here.tenant,
        channel=Channel.SMS,
        recipient=str(draft.answers.mobile),
        template=texts.CONSENT_CODE.name,
        text=texts.write(
            texts.CONSENT_CODE,
            here.regency.messages,
            code=code,
            sponsor=access.signed_in().name,
            service=here.regency.branding.service_name,
            region=here.regency.full_name,
        ),
    )


def _redirect_without_code(draft: Draft) -> Response | None:
    """Send back who asks for the digits although none were sent."""
    if away := redirect_if_out_of_turn(draft, Step.CONSENT):
        return away
    return redirect(path_of(draft.id, Step.CONSENT), code=303) if draft.answers.mobile is None else None


@blueprint.get("/persetujuan/kode")
@access.sponsors
def show_code(draft_id: UUID) -> str | Response:
    """Ask for the six digits."""
    draft = own_draft(draft_id)
    if away := _redirect_without_code(draft):
        return away
    return paint("sponsor/steps/consent_code.html", **_code_context(draft, ConsentCodeForm()))


@blueprint.post("/persetujuan/kode")
@access.sponsors
def check_code(draft_id: UUID) -> Response:
    """Compare the six digits."""
    draft = own_draft(draft_id, lock=True)
    if away := _redirect_without_code(draft):
        return away
    if draft.answers.consent_way == ConsentWay.CODE and draft.answers.consent_code is None:
        # A second press: the first one was right, and used the code up.
        return _onward(draft)
    form = ConsentCodeForm()
    if not form.validate():
        return answer("sponsor/steps/consent_code.html", 422, **_code_context(draft, form))
    try:
        is_right = drafts.check_consent_code(
            visit().tenant.id, draft, str(form.consent_code.data), visit().now
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer("sponsor/steps/consent_code.html", 422, **_code_context(draft, form))
    if not is_right:
        # The wrong try is counted, so this answer is kept although it asks again.
        form.add_refusal(Refusal("consent.code_wrong", field="consent_code"))
        return answer("sponsor/steps/consent_code.html", 200, **_code_context(draft, form))
    _keep(draft, ConsentWay.CODE, None)
    return _onward(draft)


def _code_context(draft: Draft, form: ConsentCodeForm) -> dict[str, Any]:
    return {
        "form": form,
        "draft": draft,
        "back": f"{path_of(draft.id, Step.CONSENT)}{_changing()}",
        "document": visit().regency,
        "shows_outbox": visit().is_demo and visit().tenant.wants_synthetic_people,
    }
