"""A list to take away: CSV that a spreadsheet opens as it is meant."""

import csv
import io
from collections.abc import Iterable, Iterator

from flask import Response, request

from sertakan.enrolment.model.listing import ExportLine
from sertakan.enrolment.model.own_answer import label_in
from sertakan.enrolment.service import review
from sertakan.identity.permissions import Permission
from sertakan.kernel.clock import local_time
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_number
from sertakan.regulation.service import national_rules
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.choices import occupation_label
from sertakan.web.own_answers import spoken, tell_answer
from sertakan.web.regency.asking import Asked
from sertakan.web.regency.officer import officer_for
from sertakan.web.regency.places import places_of
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("export", __name__, site=Site.REGENCY, url_prefix="/kelola/antrean")
# A cell that begins like this would be run by a spreadsheet instead of shown.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\ufeff"


@blueprint.post("/unduh.csv")
@staff(Permission.EXPORT_ENROLMENTS)
def download() -> Response:
    """Hand out the filtered list, newest first; that it was taken is recorded."""
    here, asked = visit(), Asked.read(request.form)
    wanted = asked.wanted(here.regency.identity.reference_prefix)
    lines, is_more = review.export(officer_for(Permission.EXPORT_ENROLMENTS), wanted)
    own = _own_columns(lines)
    rows: list[list[object]] = [
        [*_head(), *own.values()],
        *([*_cells(line), *_own_cells(line, own)] for line in lines),
        *(_rest() if is_more else []),
    ]
    name = f"pendaftaran-{here.tenant.slug}-{here.today:%Y-%m-%d}.csv"
    return Response(
        _write(rows),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _head() -> list[object]:
    return [
        _("Nomor"),
        _("Keadaan"),
        _("Nama pekerja"),
        _("NIK"),
        _("Pekerjaan"),
        _("Kode wilayah"),
        _("Wilayah"),
        _("Sponsor"),
        _("Bulan pertama"),
        _("Jumlah bulan"),
        _("Iuran"),
        _("Petunjuk"),
        _("Dikirim"),
        _("Diputuskan"),
    ]


def _own_columns(lines: Iterable[ExportLine]) -> dict[str, str]:
    """Return a column for each own question: those that are asked now, then those asked of somebody before."""
    columns = {each.key: each.label.in_language(spoken()) for each in visit().regency.form.questions}
    for line in lines:
        for each in line.own_answers:
            columns.setdefault(each.key, label_in(each.label, spoken()))
    return columns


def _own_cells(line: ExportLine, columns: Iterable[str]) -> list[object]:
    told = {each.key: tell_answer(each) for each in line.own_answers}
    return [told.get(key, "") for key in columns]


def _rest() -> list[list[object]]:
    told = _(
        "Daftar ini berhenti pada %(most)s baris terbaru. Persempit saringan untuk mengunduh yang lain.",
        most=format_number(review.MOST_EXPORTED),
    )
    return [[told]]


def _cells(line: ExportLine) -> list[object]:
    here, enrolment = visit(), line.line
    return [
        enrolment.reference,
        word_for("state", enrolment.state),
        enrolment.worker_name,
        line.masked_nik,
        occupation_label(national_rules(), enrolment.occupation),
        enrolment.village_code,
        places_of(here.regency.identity.region_code).label_of(enrolment.village_code),
        enrolment.sponsor_name,
        str(enrolment.first_month),
        enrolment.months,
        enrolment.total,
        "; ".join(word_for("hint", hint) for hint in enrolment.hints),
        f"{local_time(enrolment.submitted_at, here.zone):%Y-%m-%d %H:%M}",
        f"{local_time(line.decided_at, here.zone):%Y-%m-%d %H:%M}" if line.decided_at else "",
    ]


def _write(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    yield _BYTE_ORDER_MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line, quoting=csv.QUOTE_NONNUMERIC).writerow([_safe(cell) for cell in row])
        yield line.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell
