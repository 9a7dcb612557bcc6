"""One enrolment on one screen: what was sent in, what decided it, what to look at, what happened."""

from typing import Any
from uuid import UUID

from flask import Response, request

from sertakan.audit import service as audit
from sertakan.enrolment.model import Enrolment, EnrolmentState
from sertakan.enrolment.rules.completeness import OPTIONAL_FIELDS
from sertakan.enrolment.rules.rejecting import read_rejection
from sertakan.enrolment.service import review, sponsors
from sertakan.identity.permissions import Permission
from sertakan.identity.service.contacts import names_of
from sertakan.kernel.month import Month
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import tidy
from sertakan.localisation.messages import LANGUAGES
from sertakan.persistence.files import read_file
from sertakan.regulation.service import national_rules
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.web.access import reach_of, staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.choices import known_word, occupation_label
from sertakan.web.regency.asking import whence
from sertakan.web.regency.officer import may, officer_for
from sertakan.web.regency.places import places_of
from sertakan.web.regency.telling import tell_records
from sertakan.web.rendering import answer, paint
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("cases", __name__, site=Site.REGENCY, url_prefix="/kelola/antrean")
_QUEUE_SHOWN = 8
_LONGEST_REASON = 300
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


@blueprint.get("/<uuid:enrolment_id>")
@staff(Permission.SEE_ENROLMENTS)
def show(enrolment_id: UUID) -> str:
    """Show an enrolment."""
    return paint("regency/case.html", **_context(enrolment_id))


def _context(
    enrolment_id: UUID, *, nik: str | None = None, reason: str = "", problem: Refusal | None = None
) -> dict[str, Any]:
    here, reach = visit(), reach_of(Permission.SEE_ENROLMENTS)
    enrolment = review.open_case(here.tenant.id, reach, enrolment_id)
    records = audit.history_of(here.tenant.id, enrolment_id)
    names = names_of(here.tenant.id, {record.actor_id for record in records if record.actor_id})
    return {
        "enrolment": enrolment,
        "whence": whence(request.args),
        "sponsor": sponsors.get_sponsor(here.tenant.id, enrolment.sponsor_id),
        "unit": _unit_name(enrolment),
        "extras": _extras(enrolment),
        "rejection": read_rejection(enrolment.state_ground),
        "prices": [(Month.parse(price["month"]), price) for price in enrolment.decision.get("prices", ())],
        "grounds": enrolment.decision.get("grounds", ()),
        "price_clauses": _price_clauses(enrolment),
        "languages": LANGUAGES,
        "history": tell_records(records, names),
        "queue_lines": review.list_waiting(here.tenant.id, reach, limit=_QUEUE_SHOWN),
        "places": places_of(here.regency.identity.region_code),
        "occupation": occupation_label(national_rules(), enrolment.occupation),
        "document": here.regency,
        "zone": here.zone,
        "nik": nik,
        "reason": reason,
        "problem": problem,
        **_powers(enrolment),
    }


def _extras(enrolment: Enrolment) -> list[dict[str, str]]:
    """Return what was asked besides who the worker is; an earlier release kept nothing of the first three."""
    found = {name: enrolment.optional[name] for name in OPTIONAL_FIELDS if name in enrolment.optional}
    if enrolment.employment is not None:
        found["employment"] = word_for("employment", enrolment.employment)
        for name in ("construction_project", "member_elsewhere"):
            found[name] = known_word(getattr(enrolment, name))
    return [{"key": word_for("question_field", name), "value": value} for name, value in found.items()]


def _price_clauses(enrolment: Enrolment) -> list[dict[str, str | None]]:
    """Return each clause that the prices rest on, once."""
    found: list[dict[str, str | None]] = []
    for price in enrolment.decision.get("prices", ()):
        for clause in price["clauses"]:
            if clause not in found:
                found.append(clause)
    return found


def _unit_name(enrolment: Enrolment) -> str | None:
    if enrolment.work_unit_id is None:
        return None
    return dict(tenancy.list_work_units(visit().tenant.id)).get(enrolment.work_unit_id)


def _powers(enrolment: Enrolment) -> dict[str, bool]:
    is_decidable = reach_of(Permission.DECIDE_ENROLMENTS).covers(
        work_unit_id=enrolment.work_unit_id, village_code=enrolment.village_code
    )
    is_waiting = enrolment.state is EnrolmentState.SUBMITTED
    return {
        "may_approve": is_decidable and is_waiting,
        "may_reject": is_decidable and (is_waiting or enrolment.state is EnrolmentState.RETURNED),
        "may_see_proof": is_decidable,
        "may_reveal": may(Permission.REVEAL_NIK),
    }


@blueprint.post("/<uuid:enrolment_id>/nik")
@staff(Permission.REVEAL_NIK)
def reveal(enrolment_id: UUID) -> Response:
    """Show the full number once, in the answer to the reason; it stands in no address and no history."""
    reason = tidy(request.form.get("reason", ""))[:_LONGEST_REASON]
    try:
        nik = review.reveal_nik(officer_for(Permission.REVEAL_NIK), enrolment_id, reason)
    except Refusal as refusal:
        if refusal.field != "reason":
            raise
        return answer("regency/case.html", 400, **_context(enrolment_id, reason=reason, problem=refusal))
    return answer("regency/case.html", **_context(enrolment_id, nik=nik))


@blueprint.post("/<uuid:enrolment_id>/bukti")
@staff(Permission.DECIDE_ENROLMENTS)
def proof(enrolment_id: UUID) -> Response:
    """Hand out the proof of the worker's consent as a file that nothing in it can run from."""
    officer = officer_for(Permission.DECIDE_ENROLMENTS)
    found = read_file(officer.tenant.id, review.find_proof(officer, enrolment_id))
    name = f"persetujuan-{enrolment_id.hex[-8:]}.{_EXTENSIONS.get(found.media_type.value, 'bin')}"
    return Response(
        found.content,
        mimetype=found.media_type.value,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
