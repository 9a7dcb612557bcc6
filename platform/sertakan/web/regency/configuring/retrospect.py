"""Decisions made before a law was applied, but after it took effect: looked at by people, changed by nobody else."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import redirect, request
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from sertakan.configuration.rules.retrospect import Position, RetrospectiveCase
from sertakan.configuration.service import retrospect
from sertakan.enrolment.service.weighing import references_of
from sertakan.identity.permissions import Permission
from sertakan.identity.service.contacts import names_of
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.formats import format_number
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.notices import tell
from sertakan.web.regency.configuring.editing import editor_at_hand
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.regency.officer import may
from sertakan.web.rendering import answer, paint
from sertakan.web.sentences import ground_sentence, sentence, word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("retrospect", __name__, site=Site.REGENCY, url_prefix="/kelola/pengaturan/tinjau")
_PAGE = "/kelola/pengaturan/tinjau"
_ROWS = 25


@blueprint.get("")
@staff(Permission.SEE_SETTINGS)
def listing() -> str:
    """Show the decisions that wait for somebody to look, or those that were looked at."""
    return paint("regency/configuring/retrospect.html", **_context(fault=None))


def _context(fault: tuple[UUID, str, str] | None) -> dict[str, Any]:
    here, is_open = visit(), request.args.get("sudah") != "1"
    after = _position(request.args.get("setelah", ""))
    cases, is_more = retrospect.list_cases(here.tenant.id, is_open=is_open, after=after, limit=_ROWS)
    waiting, looked = retrospect.count_cases(here.tenant.id)
    return {
        "rows": _rows(cases),
        "is_open": is_open,
        "waiting": waiting,
        "looked": looked,
        "older": f"{cases[-1].decided_on.isoformat()}_{cases[-1].id}" if is_more else None,
        "may_look": _may_look(),
        "may_open": may(Permission.SEE_ENROLMENTS),
        "longest": retrospect.LONGEST_NOTE,
        "fault": fault,
        "zone": here.zone,
    }


def _position(text: str) -> Position | None:
    day, _dash, case_id = text.partition("_")
    try:
        return Position(decided_on=date.fromisoformat(day), id=UUID(case_id))
    except ValueError:
        return None


def _rows(cases: Sequence[RetrospectiveCase]) -> list[dict[str, Any]]:
    tenant_id = visit().tenant.id
    references = references_of(tenant_id, [case.enrolment_id for case in cases])
    names = names_of(tenant_id, {case.looked_by for case in cases if case.looked_by})
    return [
        {
            "case": case,
            "reference": references[case.enrolment_id],
            "old": word_for("verdict", case.old_verdict),
            "new": word_for("verdict", case.new_verdict),
            "grounds": [ground_sentence(each) for each in case.grounds if each["verdict"] != "yes"],
            "looked_by": names.get(case.looked_by) if case.looked_by else None,
        }
        for case in cases
    ]


def _may_look() -> bool:
    return any(
        may(permission)
        for permission in (Permission.EDIT_LAW, Permission.APPROVE_LAW, Permission.DECIDE_ENROLMENTS)
    )


@blueprint.post("/<uuid:case_id>")
@staff(Permission.SEE_SETTINGS)
def look(case_id: UUID) -> Response:
    """Keep what somebody found who looked at a decision."""
    if not _may_look():
        raise Forbidden
    note = request.form.get("note", "")
    try:
        retrospect.look_at(editor_at_hand(), case_id, note)
    except Conflict as conflict:
        tell("warning", sentence(conflict))
    except Refusal as refusal:
        if refusal.field != "note":
            raise
        fault = (case_id, sentence(refusal), note)
        return answer("regency/configuring/retrospect.html", 422, **_context(fault=fault))
    else:
        tell("success", _("Catatan disimpan. Keputusannya sendiri tidak berubah."))
    return redirect(_PAGE, code=303)


def _standing() -> Standing:
    waiting, _looked = retrospect.count_cases(visit().tenant.id)
    if waiting:
        told = _("%(count)s keputusan menunggu ditinjau.", count=format_number(waiting))
        return Standing(condition=Condition.INCOMPLETE, missing=told)
    return Standing(condition=Condition.COMPLETE)


SECTION = Section(
    side=Side.LAW,
    title=_l("Keputusan yang perlu ditinjau"),
    summary=_l("Keputusan yang dibuat setelah peraturan berlaku, tetapi sebelum diterapkan di sini."),
    path=_PAGE,
    permission=Permission.SEE_SETTINGS,
    standing=_standing,
)
