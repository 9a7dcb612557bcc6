"""Sheets sent by a clerk: what is said of them, confirmed, entered and taken away again."""

import io
from collections.abc import Callable
from uuid import UUID

import pytest
from tests.factories.apparatus import HEAD, NOW, make_member, nip_number, people, roll_sheet
from tests.factories.sheets import make_book, make_far_cell, make_macros, make_separated
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Work
from tests.fixtures.client import Visitor
from tests.web.regency.conftest import Officers
from werkzeug.test import TestResponse

from sertakan.apparatus.model import ImportState, RollState, SoughtMembers
from sertakan.apparatus.service import entering, roll, units
from sertakan.identity.model import Role
from sertakan.sheets.reading import read_sheet
from sertakan.tenancy.model import Tenant

IMPORTS = "/kelola/pengaturan/unit/impor"
SPOILED = ("1.98505E+17", "Pegawai Rusak", "Dinas Rekaan 1", "")


def _send(admin: Visitor, content: bytes, kind: str = "asn") -> TestResponse:
    return admin.submit(f"{IMPORTS}/{kind}", {"sheet": (io.BytesIO(content), "daftar pegawai.xlsx")})


@pytest.fixture
def admin(officer: Officers) -> Visitor:
    return officer(Role.ADMIN)


@pytest.fixture
def finish(tenant: Tenant, as_tenant: Work) -> Callable[[str], None]:
    """Let the worker do the jobs of an import, named by its address."""

    def finish(where: str) -> None:
        import_id = UUID(where.rsplit("/", 1)[1])
        is_running = True
        while is_running:
            with as_tenant(tenant):
                entering.enter_rows(tenant.id, import_id, NOW)
                is_running = entering.get_import(tenant.id, import_id).state is ImportState.RUNNING

    return finish


def test_sheet_goes_from_upload_to_result(
    admin: Visitor, tenant: Tenant, as_tenant: Work, finish: Callable[[str], None]
) -> None:
    where = _send(admin, make_separated([HEAD, *people(2), SPOILED])).headers["Location"]
    preview = admin.get(where).text
    assert "2 baru, 0 berubah, 0 tetap, 1 ditolak." in preview
    assert "NIP rusak oleh Excel" in preview
    assert nip_number(0) not in preview
    choices = {"unit_0": "baru", "unit_1": "baru"}
    assert admin.submit(f"{where}/mulai", choices).headers["Location"] == where
    progress = admin.get(where).text
    assert f'hx-get="{where}"' in progress
    assert "Halaman ini boleh ditinggalkan." in progress
    finish(where)
    assert admin.get(where, headers={"HX-Request": "true"}).headers["HX-Redirect"] == where
    result = admin.get(where).text
    assert "2 baru, 0 berubah, 0 tetap, 1 ditolak." in result
    with as_tenant(tenant):
        assert {unit.name for unit in units.list_units(tenant.id)} == {"Dinas Rekaan 1", "Dinas Rekaan 2"}


def test_result_is_taken_away_row_by_row(admin: Visitor, finish: Callable[[str], None]) -> None:
    where = _send(admin, make_separated([HEAD, *people(1), SPOILED])).headers["Location"]
    admin.submit(f"{where}/mulai", {"unit_0": "baru"})
    finish(where)
    lines = read_sheet(admin.submit(f"{where}/hasil.xlsx").data).lines
    assert lines[1].cells[:2] == ("2", nip_number(0))
    assert lines[1].cells[7] == "Baru"
    assert lines[2].cells[7] == "Ditolak"
    assert "NIP rusak oleh Excel" in lines[2].cells[8]
    assert "Hasil berkas daftar ASN diunduh dengan NIP lengkap, 2 baris." in admin.get("/kelola/audit").text


def test_unknown_unit_may_be_one_that_is_known(
    admin: Visitor, tenant: Tenant, as_tenant: Work, finish: Callable[[str], None]
) -> None:
    with as_tenant(tenant):
        known = make_work_unit(tenant.id, "Dinas Rekaan Satu")
    content = make_separated([HEAD, (nip_number(1), "Pegawai Rekaan", "Dinas Rekaan Sattu", "")])
    where = _send(admin, content).headers["Location"]
    assert f'<option value="{known}" selected>' in admin.get(where).text
    admin.submit(f"{where}/mulai", {"unit_0": str(known)})
    finish(where)
    with as_tenant(tenant):
        assert roll.list_members(tenant.id, SoughtMembers()).members[0].work_unit_id == known
        assert len(units.list_units(tenant.id)) == 1


def test_who_is_missing_is_named_and_asked_about(
    admin: Visitor, tenant: Tenant, as_tenant: Work, finish: Callable[[str], None]
) -> None:
    with as_tenant(tenant):
        make_member(tenant.id, nip=nip_number(50), name="Ni Luh Tercecer")
    where = _send(admin, roll_sheet(1)).headers["Location"]
    preview = admin.get(where).text
    assert "1 ASN aktif di daftar tidak tercantum di berkas ini" in preview
    assert "Ni Luh Tercecer" in preview
    admin.submit(f"{where}/mulai", {"unit_0": "baru", "missing": "transferred"})
    finish(where)
    assert "1 ASN yang tidak tercantum dicatat tidak lagi bekerja di sini." in admin.get(where).text
    with as_tenant(tenant):
        assert roll.list_members(tenant.id, SoughtMembers(state=RollState.TRANSFERRED)).count == 1


def test_rows_are_filtered_and_paged(admin: Visitor) -> None:
    where = _send(admin, make_separated([HEAD, *people(60), SPOILED])).headers["Location"]
    first = admin.get(where).text
    assert f"{where}?baris=semua&amp;sesudah=51#baris" in first
    assert "Pegawai Rusak" not in first
    assert "Pegawai Rusak" in admin.get(f"{where}?baris=semua&sesudah=51").text
    refused = admin.get(f"{where}?baris=refused").text
    assert "Pegawai Rusak" in refused
    assert "Pegawai Rekaan" not in refused
    assert admin.get(f"{where}?baris=unchanged").status_code == 200


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Pilih berkas yang berisi."),
        (make_far_cell(), "Berkas ini terlalu berat untuk dibaca"),
        (make_macros(), "Berkas ini berisi makro."),
        (b"%PDF-1.7 %%EOF", "Ini bukan lembar kerja."),
        (make_book([("Nama", "Alamat"), ("a", "b")]), "Baris judul harus memuat NIP dan Nama Pegawai"),
        (make_book([HEAD]), "Di bawah judul kolom belum ada isinya."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(admin: Visitor, content: bytes, told: str) -> None:
    response = _send(admin, content)
    assert response.status_code == 400
    assert told in response.text


def test_form_without_a_file_is_refused(admin: Visitor) -> None:
    assert admin.submit(f"{IMPORTS}/asn").status_code == 400


def test_preview_is_thrown_away(admin: Visitor, tenant: Tenant, as_tenant: Work) -> None:
    where = _send(admin, roll_sheet(2)).headers["Location"]
    assert admin.submit(f"{where}/buang").status_code == 303
    assert "Pratinjau dibuang" in admin.get(where).text
    assert admin.submit(f"{where}/buang").status_code == 409
    with as_tenant(tenant):
        assert not roll.has_roll(tenant.id)


@pytest.mark.parametrize("choices", [{}, {"unit_0": "entah"}, {"unit_0": "baru", "missing": "died"}])
def test_choice_that_was_not_on_offer_is_refused(admin: Visitor, choices: dict[str, str]) -> None:
    where = _send(admin, roll_sheet(1)).headers["Location"]
    assert admin.submit(f"{where}/mulai", choices).status_code == 400


def test_import_of_a_neighbour_is_not_found(admin: Visitor, other_tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(other_tenant):
        foreign = entering.list_imports(other_tenant.id, entering.ImportKind.ROLL)[0].id
    assert admin.get(f"{IMPORTS}/{foreign}").status_code == 404
    for action in ("mulai", "buang", "hasil.xlsx"):
        assert admin.submit(f"{IMPORTS}/{foreign}/{action}").status_code == 404


@pytest.mark.parametrize(("kind", "heading"), [("asn", "NIP"), ("unit", "Nama Unit Kerja")])
def test_example_can_be_filled_and_sent_back(admin: Visitor, kind: str, heading: str) -> None:
    sheet = read_sheet(admin.get(f"{IMPORTS}/{kind}/contoh.xlsx").data)
    assert sheet.lines[0].cells[0] == heading
    assert sheet.others == ("Petunjuk", "Pituduh")


def test_there_is_no_third_kind_of_sheet(admin: Visitor) -> None:
    assert admin.get(f"{IMPORTS}/pekerja").status_code == 404
    assert _send(admin, roll_sheet(1), "pekerja").status_code == 404
