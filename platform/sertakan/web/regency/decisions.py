"""The three decisions: approve, ask about one field, reject."""

from typing import Any
from uuid import UUID

from flask import redirect, request
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from sertakan.audit import service as audit
from sertakan.enrolment.model import EnrolmentState, RejectionCode, Turn
from sertakan.enrolment.rules.asking import list_askable
from sertakan.enrolment.rules.rejecting import ground_on_clause
from sertakan.enrolment.service import review
from sertakan.identity.permissions import Permission
from sertakan.identity.service.contacts import names_of
from sertakan.kernel.refusal import Conflict
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.oversight.service import ask_for_refresh
from sertakan.tenancy.directory import Site
from sertakan.web.access import reach_of, staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import ChoiceField, LongTextField, PageForm, PickField
from sertakan.web.notices import Way, tell
from sertakan.web.regency import letters
from sertakan.web.regency.asking import LIST, Asked, whence
from sertakan.web.regency.officer import case_at_hand, officer_for
from sertakan.web.regency.telling import tell_records
from sertakan.web.rendering import answer
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("decisions", __name__, site=Site.REGENCY, url_prefix="/kelola/antrean")
_LONGEST_WORDS = 500


class QuestionForm(PageForm):
    """Ask about one field."""

    field = PickField(_l("Tentang apa?"))
    question = LongTextField(_l("Apa yang ingin Anda tanyakan?"), longest=_LONGEST_WORDS)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.field.choices = [
            SelectChoice("", _("Pilih satu hal")),
            *(
                SelectChoice(name, word_for("question_field", name))
                for name in list_askable(visit().regency.form)
            ),
        ]


class RejectionForm(PageForm):
    """Give a ground."""

    ground = ChoiceField(_l("Apa dasarnya?"))
    explanation = LongTextField(_l("Jelaskan kepada sponsor"), longest=_LONGEST_WORDS)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.ground.choices = [
            SelectChoice(code.value, word_for("rejection", code)) for code in RejectionCode
        ]


@blueprint.post("/<uuid:enrolment_id>/setujui")
@staff(Permission.DECIDE_ENROLMENTS)
def approve(enrolment_id: UUID) -> Response:
    """Approve."""
    try:
        decided = review.approve(
            officer_for(Permission.DECIDE_ENROLMENTS), case_at_hand(enrolment_id), letters.approved
        )
    except Conflict as conflict:
        return _changed(enrolment_id, conflict)
    told = _(
        "%(reference)s disetujui. Sponsor diberi tahu; selanjutnya pendaftaran diteruskan ke BPJS"
        " Ketenagakerjaan.",
        reference=decided.reference,
    )
    return _to_list(told)


@blueprint.route("/<uuid:enrolment_id>/tanya", methods=["GET", "POST"])
@staff(Permission.DECIDE_ENROLMENTS)
def ask(enrolment_id: UUID) -> Response:
    """Return to the sponsor with a question."""
    form = QuestionForm()
    if not form.validate_on_submit():
        return _form_page("regency/ask.html", enrolment_id, form)
    field, question = form.value("field"), form.value("question")
    try:
        decided = review.return_with_question(
            officer_for(Permission.DECIDE_ENROLMENTS),
            case_at_hand(enrolment_id),
            letters.returned(field, question),
            field=field,
            question=question,
        )
    except Conflict as conflict:
        return _changed(enrolment_id, conflict)
    told = _(
        "Pertanyaan tentang %(reference)s dikirim ke sponsor. Pendaftaran kembali ke antrean setelah dijawab.",
        reference=decided.reference,
    )
    return _to_list(told)


@blueprint.route("/<uuid:enrolment_id>/tolak", methods=["GET", "POST"])
@staff(Permission.DECIDE_ENROLMENTS)
def reject(enrolment_id: UUID) -> Response:
    """Reject on a ground, on a page that names what follows."""
    form = RejectionForm()
    if not form.validate_on_submit():
        return _form_page("regency/reject.html", enrolment_id, form, clauses=_clauses())
    code, explanation = RejectionCode(form.value("ground")), form.value("explanation")
    try:
        decided = review.reject(
            officer_for(Permission.DECIDE_ENROLMENTS),
            case_at_hand(enrolment_id),
            letters.rejected(code.value, explanation),
            code=code,
            explanation=explanation,
        )
    except Conflict as conflict:
        return _changed(enrolment_id, conflict)
    told = _(
        "%(reference)s ditolak. Sponsor menerima alasannya dan boleh mendaftarkan lagi dengan data yang benar.",
        reference=decided.reference,
    )
    return _to_list(told)


def _clauses() -> dict[str, str]:
    """Return below each ground the clause that it stands on, where the regency cites one."""
    here, found = visit(), {}
    for code in RejectionCode:
        rejection = ground_on_clause(code, "", here.regency, here.today)
        if rejection.instrument:
            found[code.value] = _(
                "%(instrument)s, Pasal %(article)s",
                instrument=rejection.instrument,
                article=rejection.article,
            )
    return found


def _form_page(template: str, enrolment_id: UUID, form: PageForm, **more: object) -> Response:
    here = visit()
    enrolment = review.open_case(here.tenant.id, reach_of(Permission.DECIDE_ENROLMENTS), enrolment_id)
    status = 400 if form.has_problems() else 200
    return answer(
        template,
        status,
        form=form,
        enrolment=enrolment,
        document=here.regency,
        whence=whence(request.args),
        **more,
    )


def _changed(enrolment_id: UUID, conflict: Conflict) -> Response:
    """Tell that this press decided nothing, what the last word was, and lead to how things stand."""
    here = visit()
    records = audit.history_of(here.tenant.id, enrolment_id)
    names = names_of(here.tenant.id, {record.actor_id for record in records if record.actor_id})
    return answer(
        "regency/changed.html",
        409,
        refusal=conflict,
        is_outdated=conflict.code in {"enrolment.outdated", "enrolment.state"},
        enrolment=review.open_case(here.tenant.id, reach_of(Permission.DECIDE_ENROLMENTS), enrolment_id),
        last=next(iter(tell_records(records, names)), None),
        whence=whence(request.args),
        zone=here.zone,
    )


def _to_list(told: str) -> Response:
    """Go back to the list, never on to another case: a hurried second press must meet no button."""
    here, asked = visit(), Asked.read(request.args)
    ask_for_refresh(here.tenant.id)
    wanted = asked.but(state=EnrolmentState.SUBMITTED.value).wanted(here.regency.identity.reference_prefix)
    first = Turn(oldest_first=True, limit=1)
    listed = review.list_page(here.tenant.id, reach_of(Permission.DECIDE_ENROLMENTS), wanted, first)
    way = None
    if listed.lines:
        label = _("Buka yang berikutnya: %(reference)s", reference=listed.lines[0].reference)
        way = Way(label, f"{LIST}/{listed.lines[0].id}{whence(request.args)}")
    tell("success", told, way)
    return redirect(f"{LIST}{whence(request.args)}", code=303)
