"""Files to take away: the lists, what came of a sheet, and an empty sheet that says how to fill it."""

from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from sertakan.apparatus.model import ImportKind, Member, Participation, ReadRow
from sertakan.apparatus.service import entering
from sertakan.apparatus.service import roll as roll_service
from sertakan.apparatus.service import units as unit_service
from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.localisation import speaking
from sertakan.localisation.formats import format_date
from sertakan.sheets.writing import Table, write_book
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import WorkUnit
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.configuring.units.clerk import BASE, clerk_at_hand, workbook
from sertakan.web.regency.configuring.units.importing import KINDS
from sertakan.web.regency.configuring.units.roll import Asked, mask
from sertakan.web.regency.configuring.units.units import NONE, asked_units
from sertakan.web.sentences import sentence_for, word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("units_export", __name__, site=Site.REGENCY, url_prefix=BASE)


def _name(what: str) -> str:
    return f"{what}-{visit().tenant.slug}-{visit().today:%Y-%m-%d}"


@blueprint.post("/unduh.xlsx")
@staff(Permission.EDIT_UNITS)
def units() -> Response:
    """Hand out the units that are asked for; that they were taken is recorded."""
    tenant_id, asked = visit().tenant.id, asked_units()
    participation = unit_service.participation_of_units(tenant_id)
    found = [unit for unit in unit_service.list_units(tenant_id) if asked.picks(unit)]
    head = [
        _("Nama unit kerja"), _("Kode"), _("Nama kepala"), _("Jumlah ASN"), _("Sasaran pekerja"),
        _("Pekerja terdaftar"), _("ASN yang ikut"), _("ASN aktif di daftar"), _("Ditutup"),
    ]  # fmt: skip
    rows = [_unit_cells(unit, participation.get(unit.id, NONE)) for unit in found]
    unit_service.note_export(clerk_at_hand(), len(rows))
    return workbook(write_book([Table(title=_("Unit kerja"), head=head, rows=rows)]), _name("unit-kerja"))


def _unit_cells(unit: WorkUnit, taking: Participation) -> list[str | int | None]:
    closed = format_date(unit.closed_on) if unit.closed_on else None
    return [
        unit.name, unit.code, unit.head, unit.asn_count, unit.worker_target,
        taking.workers, taking.taking_part, taking.serving, closed,
    ]  # fmt: skip


@blueprint.post("/asn/unduh.xlsx")
@staff(Permission.EDIT_UNITS)
def roll() -> Response:
    """Hand out the part of the roll that is asked for, with hidden numbers; that it was taken is recorded."""
    tenant_id = visit().tenant.id
    sought = Asked.read(request.form).sought()
    page = roll_service.list_members(tenant_id, sought, limit=roll_service.MOST_EXPORTED)
    names = {unit.id: unit.name for unit in unit_service.list_units(tenant_id)}
    head = [_("NIP"), _("Nama"), _("Unit kerja"), _("Eselon"), _("Keadaan"), _("Sejak")]
    rows = [_member_cells(member, names) for member in page.members]
    roll_service.note_export(clerk_at_hand(), len(rows))
    return workbook(write_book([Table(title=_("Daftar ASN"), head=head, rows=rows)]), _name("daftar-asn"))


def _member_cells(member: Member, names: dict[UUID, str]) -> list[str | int | None]:
    return [
        mask(member.nip),
        member.name,
        names.get(member.work_unit_id) if member.work_unit_id else None,
        word_for("rank", member.rank) if member.rank else None,
        word_for("roll_state", member.state),
        format_date(member.since),
    ]


@blueprint.post("/impor/<uuid:import_id>/hasil.xlsx")
@staff(Permission.EDIT_UNITS)
def result(import_id: UUID) -> Response:
    """Hand out what came of each row, in the order of the sheet, so that the refused ones can be mended in it."""
    found = entering.get_import(visit().tenant.id, import_id)
    rows = entering.take_result(clerk_at_hand(), import_id)
    fields = _fields(found.kind)
    head = [_("Baris"), *(word for _field, word in fields), _("Hasil"), _("Catatan")]
    cells = [_result_cells(row, [field for field, _word in fields]) for row in rows]
    return workbook(write_book([Table(title=_("Hasil"), head=head, rows=cells)]), _name("hasil-impor"))


def _result_cells(row: ReadRow, fields: list[str]) -> list[str | int | None]:
    said = " ".join(sentence_for(finding.code, **finding.params) for finding in row.findings)
    return [row.number, *(row.values.get(field) for field in fields), word_for("effect", row.effect), said]


def _fields(kind: ImportKind) -> list[tuple[str, str]]:
    """Return the columns of a sheet with the headings that it is read by."""
    if kind is ImportKind.UNITS:
        return [
            ("name", _("Nama unit kerja")), ("code", _("Kode")), ("head", _("Nama kepala")),
            ("asn_count", _("Jumlah ASN")), ("worker_target", _("Sasaran pekerja")),
        ]  # fmt: skip
    return [
        ("nip", _("NIP")), ("name", _("Nama")), ("unit", _("Unit kerja")), ("rank", _("Eselon")),
        ("state", _("Keadaan")), ("since", _("Sejak")),
    ]  # fmt: skip


# What the reader knows for sure, whatever the language of the screen.
_HEADINGS = {
    ImportKind.UNITS: ("Nama Unit Kerja", "Kode", "Nama Kepala", "Jumlah ASN", "Target"),
    ImportKind.ROLL: ("NIP", "Nama Pegawai", "Unit Kerja", "Eselon", "Jabatan", "Status", "TMT"),
}


@blueprint.get("/impor/<any(unit, asn):kind_name>/contoh.xlsx")
@staff(Permission.EDIT_UNITS)
def example(kind_name: str) -> Response:
    """Hand out an empty sheet with its headings, and how to fill it in each language."""
    kind = KINDS[kind_name]
    tables = [Table(title="Data", head=_HEADINGS[kind], rows=())]
    for language, title in (("id", "Petunjuk"), ("ban", "Pituduh")):
        with speaking(language):
            told = _how_to_fill_roll() if kind is ImportKind.ROLL else _how_to_fill_units()
            tables.append(
                Table(title=title, head=[_("Cara mengisi")], rows=[[each] for each in told], is_prose=True)
            )
    return workbook(write_book(tables), f"contoh-{kind_name}")


def _how_to_fill_roll() -> list[str]:
    return [
        _("Isi satu pegawai di setiap baris lembar Data. Judul kolom boleh ditukar urutannya."),
        _("NIP dan Nama Pegawai wajib diisi. Kolom lain boleh kosong atau dihapus."),
        _(
            "NIP 18 angka ditulis sebagai teks. Kolomnya sudah diatur demikian; tempelkan dengan Tempel nilai saja."
        ),
        _(
            "Bila Excel menampilkan 1,98505E+17, tiga angka terakhir sudah hilang. Salin ulang dari sumbernya."
        ),
        _("Unit Kerja ditulis seperti namanya di Sertakan, atau kodenya."),
        _("Eselon diisi II.a, III.b, IV.a, dan seterusnya; kosongkan bila tidak ada."),
        _("Status diisi Aktif, Pensiun, Meninggal, atau Pindah. Bila kosong dianggap aktif."),
        _("TMT adalah tanggal status itu mulai, misalnya 31/01/2026."),
    ]


def _how_to_fill_units() -> list[str]:
    return [
        _("Isi satu unit kerja di setiap baris lembar Data. Judul kolom boleh ditukar urutannya."),
        _("Nama Unit Kerja wajib diisi. Kolom lain boleh kosong atau dihapus."),
        _("Unit yang namanya sudah ada akan diperbarui; yang belum ada ditambahkan. Tidak ada yang dihapus."),
        _("Jumlah ASN dan Target ditulis dengan angka saja."),
    ]
