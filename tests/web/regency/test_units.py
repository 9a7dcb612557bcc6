"""The pages of work units, villages and the roll, and what they refuse."""

from uuid import UUID

import pytest
from sqlalchemy import select
from tests.factories.apparatus import TODAY, clerk, make_member, make_servant, nip_number
from tests.factories.enrolment import NIP, make_consent, make_enrolment, make_worker
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Count, Work
from tests.web.regency.conftest import Officers

from sertakan.apparatus.model import RollState
from sertakan.apparatus.service import roll, units, verifying
from sertakan.enrolment.tables import SponsorRow
from sertakan.identity.model import Role
from sertakan.sheets.reading import read_sheet
from sertakan.tenancy.model import Tenant

BASE = "/kelola/pengaturan/unit"
VILLAGE = "51.04.01.2001"
PAGES = ("", "/baru", "/desa", f"/desa/{VILLAGE}", "/asn", "/asn/baru", "/impor/unit", "/impor/asn")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["id", "ban"])
def test_pages_open_for_the_admin_while_everything_is_empty(
    officer: Officers, path: str, language: str
) -> None:
    admin = officer(Role.ADMIN)
    admin.set_cookie("bahasa", language, domain=admin.host)
    assert admin.get(f"{BASE}{path}").status_code == 200


@pytest.mark.parametrize(
    "role", [Role.APPROVER, Role.LEGAL, Role.VERIFIER, Role.AUDITOR, Role.DPO, Role.VIEWER]
)
@pytest.mark.parametrize("path", PAGES)
def test_pages_stay_shut_for_everybody_else(officer: Officers, role: Role, path: str) -> None:
    assert officer(role).get(f"{BASE}{path}").status_code == 403


def test_task_list_says_how_units_and_roll_stand(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    admin = officer(Role.ADMIN)
    text = admin.get("/kelola/pengaturan").text
    empty = text.count("Belum diisi")
    with as_tenant(tenant):
        make_work_unit(tenant.id)
        make_member(tenant.id)
    text = admin.get("/kelola/pengaturan").text
    assert "1 dari 1 unit belum punya sasaran." in text
    assert text.count("Belum diisi") == empty - 2


def test_unit_is_added_changed_and_found(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    admin = officer(Role.ADMIN)
    fields = {
        "name": "Dinas Rekaan",
        "code": "1.02",
        "head": "Ni Luh Contoh",
        "asn_count": "1.200",
        "worker_target": "",
    }
    assert admin.submit(f"{BASE}/baru", fields).headers["Location"] == BASE
    with as_tenant(tenant):
        unit = units.list_units(tenant.id)[0]
    assert (unit.asn_count, unit.worker_target) == (1200, None)
    page = admin.get(f"{BASE}?cari=luh+REKAAN").text
    assert "1.200 ASN menurut unit" in page
    assert "Tidak ada yang cocok." in admin.get(f"{BASE}?cari=kesehatan").text
    assert admin.submit(f"{BASE}/{unit.id}", {**fields, "worker_target": "7"}).status_code == 303
    assert 'value="7"' in admin.get(f"{BASE}/{unit.id}").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "Isi dulu: Nama unit kerja"),
        ({"name": "Dinas", "asn_count": "banyak"}, "Tulis dengan angka saja"),
        ({"name": "dinas lama"}, "Sudah ada unit kerja dengan nama ini."),
    ],
)
def test_unit_that_cannot_be_is_refused_beside_its_field(
    officer: Officers, tenant: Tenant, as_tenant: Work, fields: dict[str, str], told: str
) -> None:
    with as_tenant(tenant):
        make_work_unit(tenant.id, "Dinas Lama")
    response = officer(Role.ADMIN).submit(f"{BASE}/baru", fields)
    assert response.status_code == 422
    assert told in response.text


def test_merging_says_what_moves_before_it_moves(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        old, new = (make_work_unit(tenant.id, name) for name in ("Kantor Lama", "Kantor Baru"))
        make_servant(tenant.id, work_unit_id=old)
        make_member(tenant.id, work_unit_id=old)
    admin = officer(Role.ADMIN)
    asked = admin.get(f"{BASE}/{old}/gabung?into={new}").text
    assert "Gabungkan Kantor Lama ke Kantor Baru?" in asked
    assert "Ya, gabungkan" in asked
    assert admin.submit(f"{BASE}/{old}/gabung", {"into": str(new)}).headers["Location"] == f"{BASE}/{new}"
    assert "Digabungkan ke" in admin.get(f"{BASE}/{old}").text
    assert admin.submit(f"{BASE}/{old}/buka").status_code == 409
    with as_tenant(tenant) as session:
        assert session.scalars(select(SponsorRow.work_unit_id)).all() == [new]


def test_merging_into_nothing_or_itself_is_refused(
    officer: Officers, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        unit = make_work_unit(tenant.id)
    admin = officer(Role.ADMIN)
    assert admin.get(f"{BASE}/{unit}/gabung?into=").status_code == 422
    assert admin.submit(f"{BASE}/{unit}/gabung", {"into": str(unit)}).status_code == 422


def test_closed_unit_is_no_longer_offered_at_sign_up(
    officer: Officers, tenant: Tenant, as_tenant: Work, client: object
) -> None:
    with as_tenant(tenant):
        unit, _other = make_work_unit(tenant.id, "Kantor Tutup"), make_work_unit(tenant.id, "Kantor Buka")
    admin = officer(Role.ADMIN)
    assert "Tutup Kantor Tutup?" in admin.get(f"{BASE}/{unit}/tutup").text
    admin.submit(f"{BASE}/{unit}/tutup")
    text = client.get("/daftar?category=asn").text  # type: ignore[attr-defined]
    assert "Kantor Buka" in text
    assert "Kantor Tutup" not in text
    assert "Kantor Tutup" in admin.get(f"{BASE}?keadaan=tutup").text
    admin.submit(f"{BASE}/{unit}/buka")
    assert "Kantor Tutup" in admin.get(BASE).text


@pytest.mark.parametrize("path", ["", "/gabung", "/tutup"])
def test_unit_of_a_neighbour_is_not_found(
    officer: Officers, other_tenant: Tenant, as_tenant: Work, path: str
) -> None:
    with as_tenant(other_tenant):
        foreign = units.list_units(other_tenant.id)[0].id
    assert officer(Role.ADMIN).get(f"{BASE}/{foreign}{path}").status_code == 404


def test_village_is_kept_in_the_regencys_own_words(officer: Officers) -> None:
    admin = officer(Role.ADMIN)
    assert "Banjar di sini, satu nama setiap baris" in admin.get(f"{BASE}/desa/{VILLAGE}").text
    fields = {"worker_target": "40", "banjar": "Tegehe\r\nKaja"}
    assert admin.submit(f"{BASE}/desa/{VILLAGE}", fields).status_code == 303
    assert "Tegehe, Kaja" in admin.get(f"{BASE}/desa").text
    assert admin.submit(f"{BASE}/desa/{VILLAGE}", {"worker_target": "x"}).status_code == 422


@pytest.mark.parametrize("code", ["33.24.01.2001", "51.04.01", "entah"])
def test_village_outside_the_regency_is_not_found(officer: Officers, code: str) -> None:
    assert officer(Role.ADMIN).get(f"{BASE}/desa/{code}").status_code == 404


@pytest.mark.parametrize("path", ["", "/asn"])
@pytest.mark.parametrize("rows", [1, 30])
def test_lists_cost_the_same_for_any_number(
    officer: Officers, tenant: Tenant, as_tenant: Work, count_queries: Count, path: str, rows: int
) -> None:
    with as_tenant(tenant):
        for number in range(rows):
            unit = make_work_unit(tenant.id, f"Dinas {number}")
            make_member(tenant.id, nip=nip_number(number), work_unit_id=unit)
    admin = officer(Role.ADMIN)
    with count_queries() as counted:
        assert admin.get(f"{BASE}{path}").status_code == 200
    assert counted.count <= 7, counted.statements


def test_lists_are_taken_away_without_formulas_or_numbers(
    officer: Officers, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        unit = make_work_unit(tenant.id, "=1+1")
        make_member(tenant.id, work_unit_id=unit, name="@Contoh Rekaan")
    admin = officer(Role.ADMIN)
    listed = read_sheet(admin.submit(f"{BASE}/unduh.xlsx").data)
    assert listed.lines[1].cells[0] == "=1+1"
    people = read_sheet(admin.submit(f"{BASE}/asn/unduh.xlsx").data)
    assert people.lines[1].cells[:2] == ("••••••••201001••••", "@Contoh Rekaan")
    assert "Daftar ASN diunduh dengan NIP tersamar, 1 baris." in admin.get("/kelola/audit").text


def test_number_is_sought_without_standing_in_an_address(
    officer: Officers, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        make_member(tenant.id, name="Ni Luh Tersegel")
    admin = officer(Role.ADMIN)
    where = admin.submit(f"{BASE}/asn/cari", {"cari": f"{NIP[:8]} {NIP[8:]}"}).headers["Location"]
    assert NIP not in where
    assert "Ni Luh Tersegel" in admin.get(where).text
    wrong = admin.submit(f"{BASE}/asn/cari", {"cari": "19850515201001"})
    assert wrong.status_code == 400
    assert "NIP terdiri dari 18 angka. Anda mengetik 14." in wrong.text
    words = admin.submit(f"{BASE}/asn/cari", {"cari": "tersegel", "keadaan": "semua"}).headers["Location"]
    assert "Ni Luh Tersegel" in admin.get(words).text
    assert (
        "Ni Luh Tersegel" in admin.get(f"{BASE}/asn?cari={NIP}").text
    )  # a number in an address is passed over


def test_person_is_added_moved_corrected_and_retired(
    officer: Officers, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        old, new = make_work_unit(tenant.id, "Dinas Lama"), make_work_unit(tenant.id, "Dinas Baru")
    admin = officer(Role.ADMIN)
    fields = {"nip": NIP, "full_name": "I Made Contoh", "unit": str(old), "rank": "eselon_4"}
    where = admin.submit(f"{BASE}/asn/baru", fields).headers["Location"]
    assert admin.submit(f"{BASE}/asn/baru", fields).status_code == 422
    assert (
        admin.submit(f"{where}/betulkan", {"full_name": "I Made Contoh, S.E.", "rank": "other"}).status_code
        == 303
    )
    day = {"since_day": "1", "since_month": "11", "since_year": "2026"}
    assert admin.submit(f"{where}/pindah", {"unit": str(new), **day}).status_code == 303
    left = {f"left_{name}": value for name, value in day.items()}
    assert admin.submit(f"{where}/keluar", {"state": "retired", **left}).status_code == 303
    text = admin.get(where).text
    assert "I Made Contoh, S.E." in text
    assert "Dinas Baru" in text
    assert "Pensiun" in text
    assert NIP not in text
    assert admin.submit(f"{where}/keluar", {"state": "died", **left}).status_code == 422
    assert admin.submit(f"{where}/kembali").status_code == 303


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("pindah", {}, "Isi tanggal, bulan, dan tahun."),
        ("pindah", {"since_day": "1", "since_month": "1", "since_year": "2030"}, "Tanggal ini belum tiba."),
        ("keluar", {"state": "active"}, "Pilih satu jawaban: Apa yang terjadi"),
        ("betulkan", {"full_name": "", "rank": "other"}, "Isi nama lengkap"),
    ],
)
def test_what_is_wrong_with_a_person_is_said_beside_its_field(
    officer: Officers, tenant: Tenant, as_tenant: Work, path: str, fields: dict[str, str], told: str
) -> None:
    with as_tenant(tenant):
        member = make_member(tenant.id)
    response = officer(Role.ADMIN).submit(f"{BASE}/asn/{member}/{path}", fields)
    assert response.status_code == 422
    assert told in response.text


def test_unverified_sponsor_is_told_to_the_officer(
    officer: Officers, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        make_member(tenant.id, nip=nip_number(5))
        sponsor = make_servant(tenant.id)
        enrolment = _sent_in(tenant.id, sponsor, "GIA-2222-22")
        _sent_in(tenant.id, make_servant(tenant.id, nip_number(5)), "GIA-3333-33")
        verifying.verify_all(tenant.id)
    verifier = officer()
    listed = verifier.get("/kelola/antrean?petunjuk=asn").text
    assert "GIA-2222-22" in listed
    assert "GIA-3333-33" not in listed
    case = verifier.get(f"/kelola/antrean/{enrolment}").text
    assert "ASN belum terverifikasi" in case
    assert "NIP sponsor tidak ada di daftar ASN." in case


def _sent_in(tenant_id: int, sponsor: UUID, reference: str) -> UUID:
    worker = make_worker(tenant_id)
    enrolment = make_enrolment(
        tenant_id, sponsor, worker, reference=reference, decision={"prices": [], "grounds": []}
    )
    make_consent(tenant_id, worker, enrolment)
    return enrolment


def test_retired_sponsor_calls_for_a_successor(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        member, sponsor = make_member(tenant.id), make_servant(tenant.id)
        enrolment = _sent_in(tenant.id, sponsor, "GIA-2222-22")
        roll.mark_left(clerk(tenant.id), member, state=RollState.RETIRED, since=TODAY)
    case = officer().get(f"/kelola/antrean/{enrolment}").text
    assert "Sponsor perlu pengganti" in case
    assert "Sponsor pensiun: perlu pengganti" in case
