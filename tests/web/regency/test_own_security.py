import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from tests.factories.accounts import PASSWORD, email, make_known_account
from tests.factories.identity import TOTP_SECRET, make_grant, make_passkey, make_sign_in, make_totp
from tests.factories.passkeys import Device
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.web.conftest import PutInto

from sertakan.identity.model import Grant, Role
from sertakan.identity.rules.factor import code_of_step, step_of
from sertakan.identity.service import has_second_factor
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy.model import SpaceState, Tenant

_OWN = "/kelola/petugas/saya"
_AGAIN = "/masuk/lagi"


@pytest.fixture
def account(tenant: Tenant, as_tenant: Work, clock: FixedClock) -> UUID:
    with as_tenant(tenant):
        account_id = make_known_account(tenant.id, clock.moment)
        make_grant(tenant.id, account_id, Grant(role=Role.ADMIN))
    return account_id


@pytest.fixture
def admin(client: Visitor, account: UUID) -> Visitor:
    client.submit("/masuk", {"contact": "luh@contoh.test", "password": PASSWORD})
    return client


@pytest.fixture
def code(clock: FixedClock) -> Callable[[str], str]:
    return lambda secret: code_of_step(secret, step_of(clock.moment))


@pytest.fixture
def set_up(admin: Visitor, code: Callable[[str], str]) -> Callable[[], tuple[str, list[str]]]:
    """Set an authenticator up and return its secret and the recovery codes."""

    def set_up() -> tuple[str, list[str]]:
        assert admin.submit(f"{_OWN}/aplikasi").headers["Location"] == f"{_OWN}/aplikasi"
        page = admin.get(f"{_OWN}/aplikasi").text
        found = re.search(r's-secret">([A-Z2-7 ]+)<', page)
        assert found
        assert 'src="data:image/svg+xml' in page
        secret = found[1].replace(" ", "")
        answer = admin.submit(f"{_OWN}/aplikasi/sah", {"code": code(secret)})
        return secret, re.findall(r"<code>([0-9A-Z-]{11})</code>", answer.text)

    return set_up


def test_authenticator_brings_ten_codes_shown_once(
    admin: Visitor, set_up: Callable[[], tuple[str, list[str]]]
) -> None:
    _, codes = set_up()
    assert len(set(codes)) == 10
    page = admin.get(_OWN).text
    assert "Terpasang" in page
    assert "tersisa 10" in page
    assert not [each for each in codes if each in page]
    assert admin.get(f"{_OWN}/aplikasi").headers["Location"] == _OWN


def test_wrong_code_sets_nothing_up(admin: Visitor, tenant: Tenant, as_tenant: Work, account: UUID) -> None:
    admin.submit(f"{_OWN}/aplikasi")
    answer = admin.submit(f"{_OWN}/aplikasi/sah", {"code": "000000"})
    assert answer.status_code == 400
    assert "Kode ini tidak cocok." in answer.text
    assert admin.submit(f"{_OWN}/aplikasi/sah", {"code": "x"}).status_code == 400
    with as_tenant(tenant):
        assert not has_second_factor(tenant.id, account)


def test_confirming_what_was_not_begun_leads_back(admin: Visitor) -> None:
    assert admin.submit(f"{_OWN}/aplikasi/sah", {"code": "123456"}).headers["Location"] == _OWN


def test_new_recovery_codes_end_the_old(
    admin: Visitor, set_up: Callable[[], tuple[str, list[str]]], clock: FixedClock
) -> None:
    _, old = set_up()
    fresh = re.findall(r"<code>([0-9A-Z-]{11})</code>", admin.submit(f"{_OWN}/kode-pemulihan").text)
    assert len(set(fresh) - set(old)) == 10
    clock.moment += timedelta(minutes=11)
    wrong = {"cara": "pemulihan", "recovery_code": old[0]}
    assert admin.submit(_AGAIN, wrong).status_code == 400
    assert admin.submit(_AGAIN, {**wrong, "recovery_code": fresh[0]}).headers["Location"] == _OWN


def test_without_a_factor_there_are_no_recovery_codes(admin: Visitor) -> None:
    answer = admin.submit(f"{_OWN}/kode-pemulihan")
    assert (answer.status_code, "tidak memakai pengaman kedua" in answer.text) == (400, True)


def test_stale_sign_in_types_the_password_again(admin: Visitor, clock: FixedClock) -> None:
    clock.moment += timedelta(minutes=10)
    asked = admin.submit(f"{_OWN}/aplikasi")
    assert asked.headers["Location"] == f"{_AGAIN}?next={_OWN}"
    assert "Pastikan ini Anda" in admin.get(asked.headers["Location"]).text
    assert admin.submit(_AGAIN, {"password": "lain sekali ini"}).status_code == 400
    assert admin.submit(_AGAIN, {"password": ""}).status_code == 400
    answer = admin.submit(_AGAIN, {"password": PASSWORD, "next": "https://jahat.test"})
    assert answer.headers["Location"] == _OWN
    assert admin.submit(f"{_OWN}/aplikasi").headers["Location"] == f"{_OWN}/aplikasi"


def test_taking_the_factor_off_asks_for_it(
    admin: Visitor,
    set_up: Callable[[], tuple[str, list[str]]],
    clock: FixedClock,
    code: Callable[[str], str],
) -> None:
    secret, _ = set_up()
    clock.moment += timedelta(minutes=11)
    path = f"{_OWN}/aplikasi/lepas"
    assert admin.get(path).headers["Location"] == f"{_AGAIN}?next={path}"
    assert admin.submit(_AGAIN, {"cara": "sandi", "password": PASSWORD}).status_code == 400
    assert admin.submit(_AGAIN, {"code": code(secret), "next": path}).headers["Location"] == path
    assert "Lepas aplikasi autentikator?" in admin.get(path).text
    assert admin.submit(path).headers["Location"] == _OWN
    assert "Belum dipasang" in admin.get(_OWN).text


def test_passkey_is_added_named_and_taken_off(admin: Visitor) -> None:
    device = Device()
    assert "data-passkey" in admin.get(f"{_OWN}/kunci").text
    asked = admin.submit(f"{_OWN}/kunci/tantangan").text
    answer = device.create(asked)
    assert admin.submit(f"{_OWN}/kunci", {"name": "", "credential": answer}).status_code == 400
    made = admin.submit(f"{_OWN}/kunci", {"name": "Laptop dinas", "credential": answer})
    assert "Kode pemulihan" in made.text
    again = admin.submit(f"{_OWN}/kunci", {"name": "Laptop dinas", "credential": answer})
    assert (again.status_code, "sudah lewat waktunya" in again.text) == (400, True)
    page = admin.get(_OWN).text
    assert "Laptop dinas" in page
    found = re.search(rf"{_OWN}/kunci/[0-9a-f-]+/lepas", page)
    assert found
    assert "Lepas kunci sandi Laptop dinas?" in admin.get(found[0]).text
    assert admin.submit(found[0]).status_code == 303
    admin.get(_OWN)
    assert "Laptop dinas" not in admin.get(_OWN).text


def test_passkey_of_a_colleague_is_not_found(
    admin: Visitor, tenant: Tenant, as_tenant: Work, clock: FixedClock
) -> None:
    with as_tenant(tenant):
        other = make_known_account(tenant.id, clock.moment, contact=email("lain@contoh.test"))
        key = make_passkey(tenant.id, other)
    assert admin.get(f"{_OWN}/kunci/{key}/lepas").status_code == 404
    assert admin.submit(f"{_OWN}/kunci/{key}/lepas").status_code == 404


def test_own_sign_ins_are_listed_and_ended(
    admin: Visitor, tenant: Tenant, as_tenant: Work, account: UUID
) -> None:
    with as_tenant(tenant):
        one = make_sign_in(tenant.id, account, device="Mozilla/5.0 (iPhone) Version/17.5 Safari/604.1")
        make_sign_in(tenant.id, account, device="Mozilla/5.0 (Windows NT 10.0) Firefox/132.0")
    page = admin.get(_OWN).text
    assert "Safari di iPhone" in page
    assert "Firefox di Windows" in page
    assert "Sesi ini" in page
    admin.submit(f"{_OWN}/sesi/{one}/akhiri")
    assert "iPhone" not in admin.get(_OWN).text
    admin.submit(f"{_OWN}/sesi/akhiri-lainnya")
    assert "Firefox di Windows" not in admin.get(_OWN).text
    assert admin.submit(f"{_OWN}/sesi/{one}/akhiri").status_code == 404


class TestLiveSpace:
    @pytest.fixture(autouse=True)
    def live(self, admin: Visitor, tenant: Tenant, put_into: PutInto) -> None:
        put_into(tenant.slug, SpaceState.LIVE)

    @pytest.mark.parametrize(
        "path",
        ["/kelola/", "/kelola/antrean", "/kelola/petugas", "/kelola/audit", "/kelola/pengaturan"],
    )
    def test_admin_without_a_factor_reads_nothing(self, admin: Visitor, path: str) -> None:
        assert admin.get(path).headers["Location"] == _OWN

    def test_admin_without_a_factor_does_nothing(self, admin: Visitor, account: UUID) -> None:
        for path in ("/kelola/petugas/undang", f"/kelola/petugas/{account}/tutup", "/kelola/audit/periksa"):
            assert admin.submit(path).headers["Location"] == _OWN

    def test_setting_one_up_opens_the_work(
        self, admin: Visitor, set_up: Callable[[], tuple[str, list[str]]]
    ) -> None:
        assert "Pasang pengaman kedua dahulu" in admin.get(_OWN).text
        set_up()
        assert admin.get("/kelola/").status_code == 200

    def test_only_factor_cannot_be_taken_off(
        self, admin: Visitor, set_up: Callable[[], tuple[str, list[str]]]
    ) -> None:
        set_up()
        answer = admin.submit(f"{_OWN}/aplikasi/lepas")
        assert (answer.status_code, "satu-satunya pengaman kedua" in answer.text) == (400, True)

    def test_old_sign_in_shows_the_factor_first(
        self, admin: Visitor, tenant: Tenant, as_tenant: Work, account: UUID, code: Callable[[str], str]
    ) -> None:
        with as_tenant(tenant):
            make_totp(tenant.id, account)
        assert admin.get("/kelola/").headers["Location"] == _OWN
        assert admin.get(_OWN).headers["Location"] == f"{_AGAIN}?next={_OWN}"
        admin.submit(_AGAIN, {"code": code(TOTP_SECRET)})
        assert admin.get("/kelola/").status_code == 200

    def test_other_roles_go_on_with_a_password(
        self, visit_as: VisitAs, tenant: Tenant, as_tenant: Work, clock: FixedClock
    ) -> None:
        with as_tenant(tenant):
            verifier = make_known_account(tenant.id, clock.moment, contact=email("v@contoh.test"))
            make_grant(tenant.id, verifier, Grant(role=Role.VERIFIER))
        assert visit_as(tenant).sign_in(tenant, verifier).get("/kelola/").status_code == 200


def test_trial_space_only_advises(admin: Visitor) -> None:
    page = admin.get("/kelola/")
    assert page.status_code == 200
    assert "Pasang pengaman kedua" in page.text
    assert "Kami sarankan pengaman kedua" in admin.get(_OWN).text
