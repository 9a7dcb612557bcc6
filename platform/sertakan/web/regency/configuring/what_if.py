"""What the open draft would change for people who are here already: ask, watch, read, take the list."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import Response, redirect
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from sertakan.configuration.rules.what_if import Consequences, Group, Run, Tally
from sertakan.configuration.service import drafts, what_if
from sertakan.configuration.service.what_if import Line
from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.formats import format_number
from sertakan.sheets.writing import XLSX, Table, write_book
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document_file import DocumentInvalid
from sertakan.web.access import reach_of, staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.notices import tell
from sertakan.web.regency.configuring.editing import editor_at_hand
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.regency.officer import may
from sertakan.web.rendering import paint
from sertakan.web.sentences import ground_sentence, word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("what_if", __name__, site=Site.REGENCY, url_prefix="/kelola/pengaturan/dampak")
_PAGE = "/kelola/pengaturan/dampak"
_GROUPS = {
    Group.DRAFTS: _l("Draf sponsor yang belum dikirim"),
    Group.WAITING: _l("Pendaftaran yang menunggu keputusan"),
    Group.APPROVED: _l("Pendaftaran yang sudah disetujui"),
    Group.ACTIVE: _l("di antaranya pekerja yang bulan iurannya sedang berjalan"),
}


@blueprint.get("")
@staff(Permission.SEE_SETTINGS)
def show() -> str:
    """Show the last count, how far a running one is, and whether the draft has changed since."""
    here = visit()
    standing = what_if.find_standing(here.tenant.id)
    result = standing.result
    return paint(
        "regency/configuring/what_if.html",
        standing=standing,
        progress=_progress(standing.newest),
        rows=_rows(result.consequences) if result and result.consequences else (),
        parts=what_if.count_parts(result) if result else 0,
        lines_a_part=what_if.LINES_A_PART,
        has_draft=drafts.find_draft(here.tenant.id) is not None,
        may_ask=_may_ask(),
        may_take=reach_of(Permission.EXPORT_ENROLMENTS).is_whole,
        zone=here.zone,
    )


def _progress(run: Run | None) -> dict[str, Any] | None:
    """Return how far a running count is; one that takes too long may be asked for again."""
    if run is None or not run.state.is_unfinished:
        return None
    percent = 100 * run.seen // run.total if run.total else 0
    is_slow = visit().now - run.asked_at > what_if.PATIENCE
    return {"seen": run.seen, "total": run.total, "percent": percent, "is_slow": is_slow}


def _rows(consequences: Consequences) -> list[dict[str, Any]]:
    return [_row(group, consequences.tallies[group]) for group in Group]


def _row(group: Group, tally: Tally) -> dict[str, Any]:
    return {"title": str(_GROUPS[group]), "tally": tally, "is_part": group is Group.ACTIVE}


def _may_ask() -> bool:
    return may(Permission.EDIT_LAW) or may(Permission.APPROVE_LAW)


@blueprint.post("")
@staff(Permission.SEE_SETTINGS)
def ask() -> AnyResponse:
    """Ask for a count; whoever writes or approves the law may."""
    if not _may_ask():
        raise Forbidden
    try:
        what_if.ask(editor_at_hand())
    except DocumentInvalid as invalid:
        told = _(
            "Draf belum dapat dihitung: masih ada %(count)s isian yang belum benar.",
            count=len(invalid.errors),
        )
        tell("warning", told)
    return redirect(_PAGE, code=303)


@blueprint.post("/<uuid:run_id>/<int(min=1, max=1000):part>/unduh.xlsx")
@staff(Permission.EXPORT_ENROLMENTS)
def download(run_id: UUID, part: int) -> Response:
    """Hand out one part of the list of those whom the draft would treat otherwise; that it was taken is recorded."""
    if not reach_of(Permission.EXPORT_ENROLMENTS).is_whole:
        raise Forbidden
    here = visit()
    lines = what_if.take_list(editor_at_hand(), run_id, part)
    content = write_book([Table(title=_("Dampak draf"), head=_head(), rows=_cells(lines))])
    name = f"dampak-{here.tenant.slug}-{here.today:%Y-%m-%d}-{part}.xlsx"
    return Response(
        content,
        mimetype=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _head() -> list[str]:
    return [
        _("Keadaan"),
        _("Nomor"),
        _("Nama pekerja"),
        _("NIK"),
        _("Sponsor"),
        _("Menurut aturan yang terbit"),
        _("Menurut draf"),
        _("Alasan"),
        _("Iuran menurut aturan yang terbit"),
        _("Iuran menurut draf"),
        _("Selisih"),
    ]


def _cells(lines: Iterator[Line]) -> Iterator[list[str | int | None]]:
    told: dict[str, str] = {}
    for line in lines:
        yield [
            word_for("state", line.state) if line.state else _("Draf sponsor"),
            line.reference,
            line.worker_name,
            line.masked_nik,
            line.sponsor_name,
            word_for("verdict", line.old_verdict),
            word_for("verdict", line.new_verdict),
            _grounds(line, told),
            line.old_total,
            line.new_total,
            (line.new_total or 0) - (line.old_total or 0),
        ]


def _grounds(line: Line, told: dict[str, str]) -> str:
    key = repr(line.grounds)
    if key not in told:
        told[key] = " ".join(ground_sentence(ground) for ground in line.grounds if ground["verdict"] != "yes")
    return told[key]


def _standing() -> Standing:
    standing = what_if.find_standing(visit().tenant.id)
    if standing.newest and standing.newest.state.is_unfinished:
        return Standing(condition=Condition.INCOMPLETE, missing=_("Sedang dihitung."))
    if drafts.find_draft(visit().tenant.id) is None:
        return Standing(condition=Condition.COMPLETE)
    if standing.result is None:
        return Standing(condition=Condition.EMPTY)
    if standing.is_stale:
        return Standing(condition=Condition.INCOMPLETE, missing=_("Draf berubah sejak hitungan terakhir."))
    changed = sum(
        tally.changed
        for group, tally in (standing.result.consequences or Consequences()).tallies.items()
        if group is not Group.ACTIVE
    )
    told = _("%(count)s pendaftaran dan draf sponsor terkena.", count=format_number(changed))
    return Standing(condition=Condition.COMPLETE, missing=told)


SECTION = Section(
    side=Side.LAW,
    title=_l("Dampak draf"),
    summary=_l("Siapa yang iuran atau syaratnya akan berubah."),
    path=_PAGE,
    permission=Permission.SEE_SETTINGS,
    standing=_standing,
)
