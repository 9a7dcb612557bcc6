from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import CDPSession, Page
from pyotp import TOTP
from tests.factories.accounts import PASSWORD, email, make_known_account
from tests.factories.identity import make_grant
from tests.fixtures.application import Work
from tests.journeys.conftest import Open, Window

from sertakan.identity.model import Grant, Role
from sertakan.identity.repository import factors
from sertakan.tenancy.model import Tenant

pytestmark = pytest.mark.journey
_OWN = "/kelola/petugas/saya"
_WIDE = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(autouse=True)
def wira(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        account = make_known_account(tenant.id, datetime.now(UTC), contact=email("wira@contoh.test"))
        make_grant(tenant.id, account, Grant(role=Role.ADMIN))


@pytest.fixture
def phone(open_window: Open, tenant: Tenant) -> Window:
    return _sign_in(open_window(tenant))


def _sign_in(window: Window) -> Window:
    return window.go("/masuk").fill(contact="wira@contoh.test", password=PASSWORD).press()


def _sign_out(window: Window) -> Window:
    window.page.locator("header form[action='/keluar'] button").click()
    window.page.wait_for_load_state()
    return window


def _authenticator(page: Page) -> CDPSession:
    """A device that knows its user, built into the browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    session.device = device["authenticatorId"]  # type: ignore[attr-defined]
    return session


def _secret(window: Window) -> str:
    window.page.locator("summary").click()
    return window.page.locator(".s-secret").inner_text().replace(" ", "")


def _codes(secret: str) -> Iterator[str]:
    """Yield codes that were not used yet: this half-minute's, then the next one's."""
    now = int(datetime.now(UTC).timestamp())
    yield from (TOTP(secret).at(now + 30 * step) for step in (0, 1))


def test_authenticator_is_set_up_and_asked_for_on_a_phone(phone: Window) -> None:
    phone.go(_OWN).ensure_sound()
    phone.page.locator("form[action$='/aplikasi'] button").click()
    phone.page.wait_for_load_state()
    codes = _codes(_secret(phone))
    phone.ensure_sound()
    phone.fill(code=next(codes)).press()
    phone.ensure_sound()
    recovery = phone.page.locator(".s-recovery code").all_inner_texts()
    assert len(set(recovery)) == 10
    _sign_in(_sign_out(phone))
    assert phone.path == "/masuk/faktor"
    phone.ensure_sound()
    phone.fill(code="000000").press().ensure_sound()
    assert "Kode ini tidak cocok" in phone.text()
    phone.fill(code=next(codes)).press()
    assert phone.path == "/kelola/"
    _sign_in(_sign_out(phone))
    phone.page.get_by_role("link", name="Pakai kode pemulihan").click()
    phone.fill(recovery_code=recovery[0].lower()).press()
    assert phone.path == "/kelola/"
    assert "tersisa 9" in phone.go(_OWN).text()


def test_passkey_is_made_and_opens_the_door(open_window: Open, tenant: Tenant) -> None:
    window = _sign_in(open_window(tenant, **_WIDE))
    device = _authenticator(window.page)
    window.go(f"{_OWN}/kunci").ensure_sound()
    window.fill(name="Laptop kantor").press()
    window.page.locator(".s-recovery").wait_for()
    window.ensure_sound()
    assert "Laptop kantor" in window.go(_OWN).text()
    window.ensure_sound()
    _sign_in(_sign_out(window))
    assert window.path == "/masuk/faktor"
    window.ensure_sound()
    window.page.locator("form[data-passkey] button").click()
    window.page.wait_for_url("**/kelola/")
    _sign_in(_sign_out(window))
    device.send("WebAuthn.setUserVerified", {"authenticatorId": device.device, "isUserVerified": False})  # type: ignore[attr-defined]
    window.page.locator("form[data-passkey] button").click()
    window.page.locator("[data-passkey-trouble]").wait_for(state="visible")
    window.ensure_sound()


def test_without_a_script_another_way_is_named(open_window: Open, tenant: Tenant, as_tenant: Work) -> None:
    window = _sign_in(open_window(tenant, java_script_enabled=False))
    window.go(f"{_OWN}/kunci")
    assert window.page.locator("form[data-passkey]").is_hidden()
    assert "Pasang aplikasi autentikator" in window.text()
    with as_tenant(tenant):
        assert factors.count_admins_with_factor(tenant.id) == 0


@pytest.mark.parametrize("language", ["id", "ban"])
def test_pages_of_the_second_factor_have_no_barrier(open_window: Open, tenant: Tenant, language: str) -> None:
    window = _sign_in(open_window(tenant, language=language))
    window.go(_OWN).ensure_sound()
    window.page.locator("form[action$='/aplikasi'] button").click()
    window.page.wait_for_load_state()
    secret = _secret(window)
    window.fill(code="12").press().ensure_sound()
    window.fill(code=next(_codes(secret))).press().ensure_sound()
    for path in (
        _OWN,
        f"{_OWN}/aplikasi/lepas",
        f"{_OWN}/kunci",
        "/kelola/petugas",
        "/kelola/petugas/riwayat",
    ):
        window.go(path).ensure_sound()
    _sign_in(_sign_out(window)).ensure_sound()
    window.go("/masuk/faktor?cara=pemulihan").press().ensure_sound()
