"""The staff's lists: figures, search, pages, export, staff, record, settings."""

import csv
import io
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from tests.factories.casework import make_waiting, nik_number
from tests.factories.identity import make_staff
from tests.factories.notifications import make_message
from tests.fixtures.application import Count, Work
from tests.web.regency.conftest import NEAR, Officers

from sertakan.enrolment.service import review
from sertakan.identity.model import Role
from sertakan.tenancy.model import Tenant

LIST = "/kelola/antrean"
FAR = "51.04.02.2003"


@pytest.mark.parametrize("path", ["/kelola/", LIST, "/kelola/petugas", "/kelola/audit", "/kelola/pengaturan"])
@pytest.mark.parametrize("language", ["id", "ban"])
def test_pages_open_for_the_admin(officer: Officers, path: str, language: str, waiting: list[UUID]) -> None:
    admin = officer(Role.ADMIN)
    admin.set_cookie("bahasa", language, domain=admin.host)
    response = admin.get(path)
    assert response.status_code == 200
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.VIEWER, LIST),
        (Role.VIEWER, "/kelola/audit"),
        (Role.TREASURER, "/kelola/petugas"),
        (Role.VERIFIER, "/kelola/pengaturan"),
        (Role.BRANCH, "/kelola/"),
        (Role.DPO, LIST),
    ],
)
def test_pages_stay_shut_without_the_role(officer: Officers, role: Role, path: str) -> None:
    assert officer(role).get(path).status_code == 403


def test_stranger_is_sent_to_sign_in(client: object) -> None:
    response = client.get(LIST)  # type: ignore[attr-defined]
    assert response.status_code == 303
    assert response.headers["Location"].startswith("/masuk")


def test_empty_regency_says_what_comes_next(officer: Officers) -> None:
    admin = officer(Role.ADMIN)
    assert "Tidak ada yang menunggu." in admin.get("/kelola/").text
    assert "Belum ada pendaftaran." in admin.get(LIST).text
    assert "Tidak ada yang cocok." in admin.get(f"{LIST}?cari=siapa").text


def test_figures_lead_to_the_oldest_case(officer: Officers, waiting: list[UUID]) -> None:
    text = officer().get("/kelola/").text
    assert f'href="{LIST}/{waiting[0]}?keadaan=submitted' in text


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("query", ["", "?cari=luh", "?cari=ni+luh+con", "?keadaan=submitted&petunjuk=1"])
def test_list_costs_the_same_for_any_number(
    officer: Officers, tenant: Tenant, as_tenant: Work, count_queries: Count, rows: int, query: str
) -> None:
    with as_tenant(tenant):
        for number in range(rows):
            make_waiting(tenant.id, nik=nik_number(number))
    visitor = officer()
    visitor.get(LIST)
    with count_queries() as counted:
        assert visitor.get(f"{LIST}{query}").status_code == 200
    assert counted.count <= 6, counted.statements


def test_pages_follow_by_their_links(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        for number in range(30):
            make_waiting(tenant.id, nik=nik_number(number))
    visitor = officer()
    first = visitor.get(LIST)
    assert first.text.count("<tr data-href") == 25
    older = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = visitor.get(older)
    assert second.text.count("<tr data-href") == 5
    newer = second.text.split('rel="prev"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert visitor.get(newer).text.count("<tr data-href") == 25


@pytest.mark.parametrize(
    "query",
    [
        "sesudah=xxxx",
        "sebelum=%00",
        "sesudah=" + "A" * 4000,
        "keadaan=tidakada",
        "kecamatan=%27%20OR",
        "desa=51.99.99.9999",
        "unit=abc",
        "orang=zz",
        "cari=%F0%9F%98%80",
        "cari=" + "a" * 3000,
        "cari=%00",
        "cari='",
    ],
)
def test_odd_addresses_are_answered_calmly(officer: Officers, waiting: list[UUID], query: str) -> None:
    assert officer().get(f"{LIST}?{query}").status_code == 200


def test_search_goes_to_its_address(officer: Officers, waiting: list[UUID]) -> None:
    visitor = officer()
    response = visitor.submit(f"{LIST}/cari", {"cari": "luh contoh 1", "keadaan": "submitted"})
    assert response.status_code == 303
    assert parse_qs(urlsplit(response.headers["Location"]).query) == {
        "cari": ["luh contoh 1"],
        "keadaan": ["submitted"],
    }
    assert str(waiting[1]) in visitor.get(response.headers["Location"]).text


def test_full_number_never_stands_in_an_address(officer: Officers, waiting: list[UUID]) -> None:
    visitor = officer()
    nik = nik_number(2)
    response = visitor.submit(f"{LIST}/cari", {"cari": f"{nik[:6]} {nik[6:12]} {nik[12:]}"})
    assert response.status_code == 303
    assert nik not in response.headers["Location"]
    text = visitor.get(response.headers["Location"]).text
    assert text.count("<tr data-href") == 1
    assert str(waiting[2]) in text
    assert nik not in text


def test_number_is_no_search_for_who_may_not_see_it(officer: Officers, waiting: list[UUID]) -> None:
    visitor = officer(Role.TREASURER)
    response = visitor.submit(f"{LIST}/cari", {"cari": nik_number(2)})
    assert response.status_code == 403


def test_mistyped_number_is_explained(officer: Officers) -> None:
    response = officer().submit(f"{LIST}/cari", {"cari": "5104 0199 9985 0000"})
    assert response.status_code == 400
    assert "Angka ke-7" in response.text


def test_village_officer_sees_the_village_only(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        make_waiting(tenant.id, nik=nik_number(1), name="Ni Luh Dekat", village_code=NEAR)
        make_waiting(
            tenant.id, nik=nik_number(2), name="Ni Luh Jauh", village_code=FAR, district_code=FAR[:8]
        )
    visitor = officer(Role.VILLAGE_OFFICER, NEAR)
    for path in (LIST, "/kelola/", f"{LIST}?cari=luh", f"{LIST}?kecamatan={FAR[:8]}"):
        assert "Ni Luh Jauh" not in visitor.get(path).text
    assert "Ni Luh Dekat" in visitor.get(LIST).text


def test_export_is_safe_in_a_spreadsheet(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        make_waiting(tenant.id, name="=HYPERLINK(1)", sponsor_name="+62 @jahat")
    response = officer().submit(f"{LIST}/unduh.csv")
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    assert "attachment" in response.headers["Content-Disposition"]
    head, row = csv.reader(io.StringIO(response.text.removeprefix("\ufeff")))
    line = dict(zip(head, row, strict=True))
    assert line["Nama pekerja"] == "'=HYPERLINK(1)"
    assert line["Sponsor"] == "'+62 @jahat"
    assert "••••" in line["NIK"]


def test_long_export_says_that_it_stops(
    officer: Officers, waiting: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "MOST_EXPORTED", 2)
    lines = officer().submit(f"{LIST}/unduh.csv").text.splitlines()
    assert len(lines) == 4
    assert "berhenti pada 2 baris" in lines[-1]


def test_viewer_cannot_take_the_list_away(officer: Officers) -> None:
    assert officer(Role.AUDITOR).submit(f"{LIST}/unduh.csv").status_code == 403


def test_held_messages_are_shown_to_the_admin(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        make_message(tenant.id)
    assert "Kode Anda" in officer(Role.ADMIN).get("/kelola/kotak-keluar").text
    assert officer(Role.VERIFIER).get("/kelola/kotak-keluar").status_code == 403


def test_staff_are_listed_with_their_reach(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        make_staff(tenant.id, Role.TREASURER, name="I Gede Bendahara")
    officer(Role.VILLAGE_OFFICER, NEAR)
    text = officer(Role.ADMIN).get("/kelola/petugas").text
    assert "I Gede Bendahara" in text
    assert "seluruh Kabupaten Gianyar" in text


def test_record_is_told_in_words_and_verified(officer: Officers, waiting: list[UUID]) -> None:
    admin = officer(Role.ADMIN)
    admin.submit(f"{LIST}/{waiting[0]}/nik", {"reason": "memeriksa KTP"})
    text = admin.get("/kelola/audit?peristiwa=nik.revealed").text
    assert "memeriksa KTP" in text
    assert "Ni Ketut Petugas" in text
    response = admin.submit("/kelola/audit/periksa", follow_redirects=True)
    assert "Rantai utuh" in response.text


def test_settings_name_clauses_marks_and_questions(officer: Officers) -> None:
    text = officer(Role.LEGAL).get("/kelola/pengaturan/berlaku").text
    assert "Peraturan Bupati Gianyar Nomor 33 Tahun 2024" in text
    assert "belum bersitasi" in text
    assert "Ditanyakan kepada" in text


@pytest.mark.parametrize(
    ("typed", "status"),
    [("Ni Luh {0}", 303), ("NIK: {0}", 303), ("{0}0", 400), ("{0:.15}", 400), ("luh {0:.15}", 400)],
)
def test_number_beside_words_or_mistyped_stands_in_no_address(
    officer: Officers, typed: str, status: int
) -> None:
    nik = nik_number(2)
    answered = officer().submit(f"{LIST}/cari", {"cari": typed.format(nik)})
    assert answered.status_code == status
    assert nik[:13] not in answered.headers.get("Location", "")
