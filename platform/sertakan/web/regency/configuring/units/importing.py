"""Units and civil servants from a sheet: sent, looked at row by row, confirmed, entered while one may leave."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from sertakan.apparatus.model import Effect, ImportKind, ImportState, ReadRow, RollState, SheetImport
from sertakan.apparatus.rules.matching import Units
from sertakan.apparatus.service import entering
from sertakan.apparatus.service import units as unit_service
from sertakan.apparatus.service.previewing import MOST_ROWS, preview_sheet
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import WorkUnit
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.configuring.units.clerk import BASE, clerk_at_hand
from sertakan.web.regency.configuring.units.roll import mask
from sertakan.web.rendering import answer, paint
from sertakan.web.sentences import sentence_for
from sertakan.web.visit import visit

IMPORTS = f"{BASE}/impor"
blueprint = SiteBlueprint("importing", __name__, site=Site.REGENCY, url_prefix=IMPORTS)
KINDS = {"unit": ImportKind.UNITS, "asn": ImportKind.ROLL}
LISTS = {ImportKind.UNITS: BASE, ImportKind.ROLL: f"{BASE}/asn"}
ROWS = 50
NEW, LEAVE = "baru", "biarkan"
_FILTERS = ("periksa", *(effect.value for effect in Effect), "semua")


@blueprint.get("/<any(unit, asn):kind_name>")
@staff(Permission.EDIT_UNITS)
def begin(kind_name: str) -> str:
    """Ask for a sheet, and show what became of earlier ones."""
    return paint("regency/configuring/units/upload.html", problem=None, **_upload_context(kind_name))


def _upload_context(kind_name: str) -> dict[str, Any]:
    kind = KINDS[kind_name]
    return {
        "kind": kind,
        "kind_name": kind_name,
        "back": LISTS[kind],
        "earlier": entering.list_imports(visit().tenant.id, kind),
        "most_rows": MOST_ROWS,
        "zone": visit().zone,
        "is_trial": visit().tenant.wants_synthetic_people,
        "kept_days": entering.DAYS_TO_KEEP_A_PREVIEW,
    }


@blueprint.post("/<any(unit, asn):kind_name>")
@staff(Permission.EDIT_UNITS)
def upload(kind_name: str) -> Response:
    """Read the sheet and lead to its preview."""
    kind, sent = KINDS[kind_name], request.files.get("sheet")
    with sent.stream if sent else request.stream as stream:
        content = stream.read() if sent else b""
    try:
        import_id = preview_sheet(clerk_at_hand(), kind, content)
    except Refusal as refusal:
        return answer_refusal(
            "regency/configuring/units/upload.html", refusal, problem=refusal, **_upload_context(kind_name)
        )
    return redirect(f"{IMPORTS}/{import_id}", code=303)


@blueprint.get("/<uuid:import_id>")
@staff(Permission.EDIT_UNITS)
def show(import_id: UUID) -> Response:
    """Show an import: its preview, its progress or its result."""
    found = entering.get_import(visit().tenant.id, import_id)
    if found.state is ImportState.PREVIEWED:
        return answer("regency/configuring/units/preview.html", problem=None, **_preview_context(found))
    if found.state is ImportState.RUNNING:
        return answer("regency/configuring/units/progress.html", **_common(found))
    if "HX-Request" in request.headers:
        # The page that shows the progress asks every other second; now it is to show the result as a whole.
        return Response(headers={"HX-Redirect": f"{IMPORTS}/{import_id}"})
    return answer("regency/configuring/units/result.html", **_rows_context(found), **_common(found))


def _common(found: SheetImport) -> dict[str, Any]:
    return {
        "found": found,
        "counts": entering.count_rows(visit().tenant.id, found.id),
        "base": f"{IMPORTS}/{found.id}",
        "list_href": LISTS[found.kind],
        "upload_href": f"{IMPORTS}/{'asn' if found.kind is ImportKind.ROLL else 'unit'}",
        "zone": visit().zone,
        "is_roll": found.kind is ImportKind.ROLL,
    }


def _rows_context(found: SheetImport) -> dict[str, Any]:
    """Return the rows that are asked for: those to look at first, if there are any."""
    wanted = request.args.get("baris", "")
    after = request.args.get("sesudah", 0, type=int)
    tenant_id = visit().tenant.id
    if wanted not in _FILTERS:
        wanted = "semua" if found.state is ImportState.PREVIEWED else Effect.REFUSED.value
    rows = entering.list_rows(
        tenant_id,
        found.id,
        effect=Effect(wanted) if wanted in set(Effect) else None,
        only_warned=wanted == "periksa",
        after=max(after, 0),
        limit=ROWS + 1,
    )
    more = (
        f"{IMPORTS}/{found.id}?baris={wanted}&sesudah={rows[ROWS - 1].number}" if len(rows) > ROWS else None
    )
    return {
        "rows": [(row, _nip_shown(row), _said(row)) for row in rows[:ROWS]],
        "wanted": wanted,
        "more": more,
        "is_first_page": after <= 0,
        "kept_days": entering.DAYS_TO_KEEP_A_RESULT,
    }


def _nip_shown(row: ReadRow) -> str:
    """Return a number as the list shows it: hidden when it is one, as it was written when it is not."""
    nip = row.values.get("nip", "")
    return mask(nip) if len(nip) == 18 and nip.isdigit() else nip


def _said(row: ReadRow) -> list[str]:
    return [sentence_for(finding.code, **finding.params) for finding in row.findings]


def _preview_context(found: SheetImport) -> dict[str, Any]:
    tenant_id = visit().tenant.id
    units = unit_service.list_units(tenant_id)
    known = Units.of(units)
    is_roll = found.kind is ImportKind.ROLL
    missing, missing_count = entering.list_missing(tenant_id, found.id) if is_roll else ([], 0)
    return {
        **_common(found),
        **_rows_context(found),
        "units": [unit for unit in units if unit.is_open],
        "unknown": [(place, name, _chosen(place, known.guess(name))) for place, name in _unknown(found)],
        "missing": missing,
        "missing_count": missing_count,
        "chosen_missing": request.form.get("missing", LEAVE),
        "names": {unit.id: unit.name for unit in units},
        "mask": mask,
        "states": [RollState.RETIRED.value, RollState.TRANSFERRED.value],
        "kept_days": entering.DAYS_TO_KEEP_A_PREVIEW,
    }


def _unknown(found: SheetImport) -> list[tuple[int, str]]:
    return list(enumerate(found.notes.get("units", ())))


def _chosen(place: int, guess: WorkUnit | None) -> str:
    return request.form.get(f"unit_{place}") or (str(guess.id) if guess else NEW)


@blueprint.post("/<uuid:import_id>/mulai")
@staff(Permission.EDIT_UNITS)
def start(import_id: UUID) -> Response:
    """Enter the sheet from now on."""
    found = entering.get_import(visit().tenant.id, import_id)
    try:
        entering.start(clerk_at_hand(), import_id, _choices(found))
    except Refusal as refusal:
        if found.state is not ImportState.PREVIEWED:
            raise
        context = _preview_context(found)
        return answer_refusal("regency/configuring/units/preview.html", refusal, problem=refusal, **context)
    return redirect(f"{IMPORTS}/{import_id}", code=303)


def _choices(found: SheetImport) -> entering.Choices:
    offered = {str(unit.id): unit.id for unit in unit_service.list_units(visit().tenant.id) if unit.is_open}
    units: dict[str, UUID | None] = {}
    for place, name in _unknown(found):
        value = request.form.get(f"unit_{place}", "")
        if value != NEW and value not in offered:
            raise BadRequest
        units[name] = offered.get(value)
    missing = request.form.get("missing", LEAVE)
    if missing not in {LEAVE, RollState.RETIRED.value, RollState.TRANSFERRED.value}:
        raise BadRequest
    return entering.Choices(units=units, missing=None if missing == LEAVE else RollState(missing))


@blueprint.post("/<uuid:import_id>/buang")
@staff(Permission.EDIT_UNITS)
def drop(import_id: UUID) -> Response:
    """Throw the preview away."""
    found = entering.get_import(visit().tenant.id, import_id)
    entering.drop(clerk_at_hand(), import_id)
    flash(_("Pratinjau sudah dibuang. Tidak ada yang berubah."), "success")
    return redirect(LISTS[found.kind], code=303)
