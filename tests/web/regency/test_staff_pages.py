import re
from uuid import UUID

import pytest
from tests.factories.accounts import PASSWORD
from tests.factories.identity import make_account, make_sign_in, make_staff, make_totp
from tests.factories.noise import MARK
from tests.fixtures.application import Count, VisitAs, Work
from tests.fixtures.client import Visitor
from tests.web.regency.conftest import Officers

from sertakan.identity.model import Grant, Role, ScopeKind
from sertakan.identity.service import has_second_factor, list_staff
from sertakan.identity.service import roles as staff_roles
from sertakan.notifications import service as notifications
from sertakan.tenancy.model import Tenant

_LIST = "/kelola/petugas"
_INVITE = f"{_LIST}/undang"
_WHO = {"full_name": "Ni Komang Contoh", "email": "Komang@Contoh.test"}
_ROLE = {"role": "verifier", "scope": "regency"}


@pytest.fixture
def colleague(tenant: Tenant, as_tenant: Work) -> UUID:
    with as_tenant(tenant):
        return make_staff(tenant.id, Role.VERIFIER, name="Made Rekan")


def link_in_outbox(tenant: Tenant, as_tenant: Work) -> str:
    with as_tenant(tenant):
        body = notifications.list_held(tenant.id, 1)[0].body
    found = re.search(r"/undangan/[\w-]+", body)
    assert found
    return found[0]


class TestInviting:
    def test_link_leads_to_an_account(
        self, staff_client: Visitor, client: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        assert staff_client.get(_INVITE).status_code == 200
        assert staff_client.submit(_INVITE, {**_WHO, **_ROLE}).headers["Location"] == _LIST
        page = staff_client.get(_LIST).text
        assert "komang@contoh.test" in page
        assert "Menunggu" in page
        link = link_in_outbox(tenant, as_tenant)
        shown = client.get(link).text
        assert "ko•••@contoh.test" in shown
        assert "Verifikator" in shown
        joined = client.submit(link, {"full_name": "Ni Komang Contoh", "password": PASSWORD})
        assert joined.headers["Location"] == f"{_LIST}/saya"
        assert client.get("/kelola/antrean").status_code == 200
        assert "Ni Komang Contoh" in staff_client.get(_LIST).text
        over = client.get(link)
        assert (over.status_code, "tidak berlaku lagi" in over.text) == (404, True)

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({**_WHO, "full_name": "", **_ROLE}, "Isi nama"),
            ({**_WHO, "email": "bukan surel", **_ROLE}, "surel"),
            ({**_WHO, "role": "", "scope": "regency"}, "Pilih peran."),
            ({**_WHO, "role": "raja", "scope": "regency"}, "Pilih peran."),
            ({**_WHO, "role": "village_officer", "scope": "regency"}, "memerlukan unit kerja, kecamatan, atau desa"),
            ({**_WHO, "role": "admin", "scope": "district:51.04.05"}, "berlaku untuk seluruh wilayah"),
            ({**_WHO, "role": "viewer", "scope": "district:51.03.05"}, "tidak ada di daftar"),
            ({**_WHO, "role": "viewer", "scope": "work_unit:x"}, "memerlukan unit kerja"),
            ({**_WHO, "role": "viewer", "scope": "bulan"}, "memerlukan unit kerja"),
            ({**_WHO, **_ROLE, "role_2": "village_officer", "scope_2": "regency"}, "memerlukan unit kerja"),
            ({**_WHO, "role": "admin", "scope": "regency", "role_2": "approver"}, "dua orang yang berbeda"),
        ],
    )  # fmt: skip
    def test_what_does_not_fit_is_said(
        self, staff_client: Visitor, fields: dict[str, str], sentence: str
    ) -> None:
        answer = staff_client.submit(_INVITE, fields)
        assert answer.status_code == 400
        assert sentence in answer.text
        assert "Tidak ada undangan yang menunggu." in staff_client.get(_LIST).text

    def test_several_roles_come_with_one_link(
        self, staff_client: Visitor, client: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        more = {"role_2": "village_officer", "scope_2": "village:51.04.05.2001"}
        staff_client.submit(_INVITE, {**_WHO, **_ROLE, **more})
        link = link_in_outbox(tenant, as_tenant)
        client.submit(link, {"full_name": "Ni Komang Contoh", "password": PASSWORD})
        with as_tenant(tenant):
            found = next(each for each in list_staff(tenant.id) if each.name == "Ni Komang Contoh")
        village = Grant(role=Role.VILLAGE_OFFICER, scope_kind=ScopeKind.VILLAGE, region_code="51.04.05.2001")
        assert found.grants == (Grant(role=Role.VERIFIER), village)

    def test_sending_again_and_taking_back(
        self, staff_client: Visitor, client: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        staff_client.submit(_INVITE, {**_WHO, **_ROLE})
        first = link_in_outbox(tenant, as_tenant)
        found = re.search(rf"{_INVITE}/[0-9a-f-]+", staff_client.get(_LIST).text)
        assert found
        assert staff_client.submit(f"{found[0]}/ulang").status_code == 303
        second = link_in_outbox(tenant, as_tenant)
        assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
        assert staff_client.submit(f"{found[0]}/batal").status_code == 303
        assert client.get(second).status_code == 404
        assert client.submit(second, {"password": PASSWORD}).status_code == 303
        assert staff_client.submit(f"{found[0]}/batal").status_code == 404

    def test_easy_password_is_refused_beside_its_field(
        self, staff_client: Visitor, client: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        staff_client.submit(_INVITE, {**_WHO, **_ROLE})
        link = link_in_outbox(tenant, as_tenant)
        for password in ("", "komang contoh", "pendek"):
            answer = client.submit(link, {"full_name": "Ni Komang Contoh", "password": password})
            assert answer.status_code == 400
            assert 'href="#password"' in answer.text

    def test_sponsor_takes_the_role_on_after_signing_in(
        self,
        staff_client: Visitor,
        visit_as: VisitAs,
        tenant: Tenant,
        as_tenant: Work,
    ) -> None:
        with as_tenant(tenant):
            account = make_account(tenant.id, email="komang@contoh.test", name="Komang Lama")
        staff_client.submit(_INVITE, {**_WHO, **_ROLE})
        link = link_in_outbox(tenant, as_tenant)
        stranger = visit_as(tenant)
        taken = stranger.submit(link, {"full_name": "Ni Komang Contoh", "password": PASSWORD})
        assert (taken.status_code, "Masuk dahulu" in taken.text) == (400, True)
        assert stranger.submit(f"{link}/terima").headers["Location"] == link
        known = visit_as(tenant).sign_in(tenant, account)
        assert "Komang Lama" in known.get(link).text
        assert known.submit(f"{link}/terima").headers["Location"] == f"{_LIST}/saya"
        assert known.get("/kelola/antrean").status_code == 200


class TestPerson:
    def test_admin_sees_where_a_colleague_is_signed_in(
        self, staff_client: Visitor, tenant: Tenant, as_tenant: Work, colleague: UUID
    ) -> None:
        with as_tenant(tenant):
            one = make_sign_in(tenant.id, colleague, device="Mozilla/5.0 (Windows NT 10.0) Firefox/132.0")
        path = f"{_LIST}/{colleague}"
        assert "Firefox di Windows" in staff_client.get(path).text
        staff_client.submit(f"{path}/sesi/{one}/akhiri")
        assert "Tidak sedang masuk di mana pun." in staff_client.get(path).text
        assert staff_client.submit(f"{path}/sesi/akhiri").status_code == 303

    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.DPO, Role.APPROVER])
    def test_others_see_roles_but_no_sign_ins(
        self, officer: Officers, tenant: Tenant, as_tenant: Work, colleague: UUID, role: Role
    ) -> None:
        visitor = officer(role)
        text = visitor.get(f"{_LIST}/{colleague}").text
        assert "Verifikator" in text
        assert "Sesi masuk" not in text
        assert "Tutup akun" not in text
        assert visitor.submit(f"{_LIST}/{colleague}/tutup").status_code == 403
        assert "Undang petugas" not in visitor.get(_LIST).text

    def test_admin_of_a_part_changes_nobody(
        self, visit_as: VisitAs, tenant: Tenant, as_tenant: Work, colleague: UUID
    ) -> None:
        narrow = Grant(role=Role.ADMIN, scope_kind=ScopeKind.DISTRICT, region_code="51.04.05")
        with as_tenant(tenant):
            account = make_staff(tenant.id, scope=narrow)
        visitor = visit_as(tenant).sign_in(tenant, account)
        assert visitor.get(_INVITE).status_code == 403
        assert visitor.submit(f"{_LIST}/{colleague}/tutup").status_code == 403
        assert visitor.submit(f"{_LIST}/{colleague}/sesi/akhiri").status_code == 403

    def test_sponsor_is_no_staff(self, staff_client: Visitor, tenant: Tenant, as_tenant: Work) -> None:
        with as_tenant(tenant):
            sponsor = make_account(tenant.id)
        for end in ("", "/tutup", "/atur-ulang", "/peran/baru"):
            assert staff_client.get(f"{_LIST}/{sponsor}{end}").status_code == 404

    def test_account_is_closed_and_opened(self, staff_client: Visitor, colleague: UUID) -> None:
        path = f"{_LIST}/{colleague}"
        assert "Tutup akun Made Rekan?" in staff_client.get(f"{path}/tutup").text
        staff_client.submit(f"{path}/tutup")
        assert "Ditutup" in staff_client.get(path).text
        staff_client.submit(f"{path}/buka")
        assert "Terbuka" in staff_client.get(path).text

    def test_role_is_given_and_taken(
        self, staff_client: Visitor, tenant: Tenant, as_tenant: Work, colleague: UUID
    ) -> None:
        path = f"{_LIST}/{colleague}"
        assert staff_client.get(f"{path}/peran/baru").status_code == 200
        assert staff_client.submit(f"{path}/peran/baru", {"role": ""}).status_code == 400
        twice = staff_client.submit(f"{path}/peran/baru", _ROLE)
        assert (twice.status_code, "sudah memegang peran itu" in twice.text) == (400, True)
        staff_client.submit(f"{path}/peran/baru", {"role": "treasurer", "scope": "regency"})
        with as_tenant(tenant):
            first, second = staff_roles.list_held(tenant.id, colleague)
        assert "Cabut peran Bendahara" in staff_client.get(f"{path}/peran/{second.id}/cabut").text
        assert staff_client.submit(f"{path}/peran/{second.id}/cabut").headers["Location"] == path
        assert staff_client.submit(f"{path}/peran/{first.id}/cabut").headers["Location"] == _LIST
        assert staff_client.submit(f"{path}/peran/{first.id}/cabut").status_code == 404

    def test_lost_factor_is_reset_and_the_person_told(
        self, staff_client: Visitor, tenant: Tenant, as_tenant: Work, colleague: UUID
    ) -> None:
        with as_tenant(tenant):
            make_totp(tenant.id, colleague)
        path = f"{_LIST}/{colleague}/atur-ulang"
        assert "Lepas pengaman kedua Made Rekan?" in staff_client.get(path).text
        assert staff_client.submit(path).headers["Location"] == f"{_LIST}/{colleague}"
        with as_tenant(tenant):
            assert not has_second_factor(tenant.id, colleague)
            assert "sudah dilepas" in notifications.list_held(tenant.id, 1)[0].body
        assert staff_client.submit(path).status_code == 400


class TestOwnAdminRole:
    @pytest.fixture
    def me(self, staff_client: Visitor, tenant: Tenant, as_tenant: Work) -> UUID:
        with as_tenant(tenant):
            return list_staff(tenant.id)[0].account_id

    @pytest.fixture
    def path(self, me: UUID, tenant: Tenant, as_tenant: Work) -> str:
        with as_tenant(tenant):
            (held,) = staff_roles.list_held(tenant.id, me)
        return f"{_LIST}/{me}/peran/{held.id}/cabut"

    def test_last_admin_stays(self, staff_client: Visitor, me: UUID, path: str) -> None:
        for answer in (
            staff_client.submit(path, {"sure": "y"}),
            staff_client.submit(f"{_LIST}/{me}/tutup"),
        ):
            assert (answer.status_code, "Ini admin terakhir." in answer.text) == (400, True)

    def test_it_goes_only_when_one_says_so_twice(
        self, staff_client: Visitor, tenant: Tenant, as_tenant: Work, path: str
    ) -> None:
        with as_tenant(tenant):
            make_staff(tenant.id, Role.ADMIN, name="Wayan Lain")
        assert "Ini peran Anda sendiri" in staff_client.get(path).text
        unsure = staff_client.submit(path)
        assert (unsure.status_code, "Centang bahwa" in unsure.text) == (400, True)
        staff_client.submit(path, {"sure": "y"})
        assert staff_client.get(_LIST).status_code == 303


class TestHistory:
    def test_it_tells_who_came_and_who_was_kept_out(
        self, staff_client: Visitor, client: Visitor, other_tenant: Tenant
    ) -> None:
        client.submit("/masuk", {"contact": "siapa@contoh.test", "password": PASSWORD})
        text = staff_client.get(f"{_LIST}/riwayat").text
        assert "Kontak yang tidak dikenal" in text
        assert "Percobaan masuk ditolak pada langkah kata sandi." in text
        assert MARK not in text
        assert staff_client.get(f"{_LIST}/riwayat?sebelum=x").status_code == 200

    def test_those_without_the_right_do_not_see_it(self, officer: Officers) -> None:
        assert officer(Role.APPROVER).get(f"{_LIST}/riwayat").status_code == 403


def test_list_costs_few_queries(staff_client: Visitor, colleague: UUID, count_queries: Count) -> None:
    staff_client.get(_LIST)
    with count_queries() as counted:
        staff_client.get(_LIST)
    assert counted.count <= 4, counted.queries
