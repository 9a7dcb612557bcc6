"""An admin whose brand book has a yellow that nobody can read, on a phone and on a desktop."""

import pytest
from playwright.sync_api import expect
from tests.factories.identity import make_staff
from tests.fixtures.application import Work
from tests.journeys.conftest import Open

from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

pytestmark = pytest.mark.journey
PATH = "/kelola/pengaturan/rupa"
PALE, NEAREST = "#ffd800", "rgb(140, 117, 0)"
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_failing_colour_is_seen_mended_and_worn(
    app: SertakanApp, open_window: Open, tenant: Tenant, as_tenant: Work, viewport: dict[str, int]
) -> None:
    with as_tenant(tenant):
        admin = make_staff(tenant.id)
    window = open_window(tenant, account=admin, viewport=viewport).go(PATH)
    window.ensure_sound()

    window.fill(primary=PALE)

    take = window.page.locator("#warna button[name=take]")
    expect(take).to_be_visible()
    expect(window.page.locator(".s-stage__head")).to_have_css("background-color", NEAREST)
    window.ensure_sound()
    window.press("preview").ensure_sound()
    window.page.locator("main form button:not([name])").click()
    expect(window.page.locator(".govuk-error-summary")).to_be_visible()
    window.ensure_sound()
    window.page.locator(".s-colour__take").click()
    expect(window.page.locator("#primary")).to_have_value("#8c7500")
    expect(window.page.locator("input[data-mirrors=primary]")).to_have_value("#8c7500")
    window.page.locator("main form button:not([name])").click()
    expect(window.page.locator(".s-notice--success")).to_contain_text("Rupa tersimpan")
    app.directory.refresh()
    visitor = open_window(tenant, viewport=viewport).go("/")
    expect(visitor.page.locator(".s-header")).to_have_css("background-color", NEAREST)
    visitor.ensure_sound()


@pytest.mark.parametrize("language", ["id", "ban"])
def test_settings_of_the_house_fit_a_phone(
    open_window: Open, tenant: Tenant, as_tenant: Work, language: str
) -> None:
    with as_tenant(tenant):
        admin = make_staff(tenant.id)
    window = open_window(tenant, account=admin, viewport=PHONE, language=language)
    sections = (
        "rupa",
        "rupa/gambar",
        "rupa/domain",
        "kontak",
        "privasi",
        "sebutan",
        "pesan",
        "kalender",
        "riwayat",
    )
    for path in (*sections, "pesan/worker_told/ban"):
        window.go(f"/kelola/pengaturan/{path}").ensure_sound()
    window.go("/kelola/pengaturan/kalender").fill(day_day="40").press().ensure_sound()
    window.go("/kelola/pengaturan/kontak").fill(phone="x", email="y").press().ensure_sound()


def test_pages_of_candidate_colours_open_as_real_ones(
    open_window: Open, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        admin = make_staff(tenant.id)
    window = open_window(tenant, account=admin, viewport=DESKTOP)
    for page in ("beranda", "isian"):
        window.go(f"{PATH}/pratinjau/{page}?primary=%230b3d78").ensure_sound()
        expect(window.page.locator(".s-header")).to_have_css("background-color", "rgb(11, 61, 120)")


def test_without_script_the_button_shows_the_preview(
    open_window: Open, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        admin = make_staff(tenant.id)
    window = open_window(tenant, account=admin, viewport=PHONE, java_script_enabled=False).go(PATH)
    window.fill(primary=PALE).press("preview")
    expect(window.page.locator(".s-stage__head")).to_have_css("background-color", NEAREST)
    expect(window.page.locator("input[type=color]").first).to_be_hidden()
