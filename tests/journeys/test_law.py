"""A change of the regulation, from the first key to the day it holds."""

import pytest
from playwright.sync_api import expect
from tests.factories.identity import make_staff
from tests.fixtures.application import Work
from tests.journeys.conftest import Open, Window

from sertakan.identity.model import Role
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy.model import Tenant

pytestmark = pytest.mark.journey
SETTINGS = "/kelola/pengaturan"
WIDE = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def legal(open_window: Open, tenant: Tenant, as_tenant: Work, clock: FixedClock) -> Window:
    with as_tenant(tenant):
        account = make_staff(tenant.id, Role.LEGAL, name="Ni Made Hukum")
    return open_window(tenant, account=account, **WIDE)


@pytest.fixture
def approver(open_window: Open, tenant: Tenant, as_tenant: Work, clock: FixedClock) -> Window:
    with as_tenant(tenant):
        account = make_staff(tenant.id, Role.APPROVER, name="I Wayan Setuju")
    return open_window(tenant, account=account, **WIDE)


def test_amendment_goes_from_draft_to_force(legal: Window, approver: Window) -> None:
    legal.go(f"{SETTINGS}/program").fill(maximum_age="18", minimum_age="60").press()
    legal.ensure_sound()
    assert "Batas usia atas harus lebih dari usia paling muda" in legal.text()
    legal.go(f"{SETTINGS}/draf/ajukan").ensure_sound()
    assert "Menghalangi" in legal.text()
    legal.go(f"{SETTINGS}/program").fill(minimum_age="18", maximum_age="61").press()

    legal.go(f"{SETTINGS}/pasal").ensure_sound()
    legal.go(f"{SETTINGS}/uji-aturan/baru")
    legal.fill(name="Petani 40 tahun", age="40", occupation="petani_pekebun", verdict="yes", cost="8400")
    legal.press().ensure_sound()
    assert "1 dari 1 sesuai" in legal.text()
    legal.go(f"{SETTINGS}/draf").ensure_sound()
    legal.page.get_by_role("button", name="Ajukan").click()
    legal.ensure_sound()
    legal.press()
    legal.ensure_sound()
    assert "Menunggu persetujuan" in legal.text()

    approver.go(f"{SETTINGS}/draf/putusan").ensure_sound()
    assert "Usia paling muda" in approver.text()
    approver.page.get_by_role("button", name="Setujui dan terbitkan").click()
    assert "Revisi 2 terbit dan berlaku mulai hari ini." in approver.text()
    approver.go(f"{SETTINGS}/revisi").ensure_sound()
    assert "Diajukan Ni Made Hukum, disetujui I Wayan Setuju." in approver.text()


def test_regulation_saves_itself_on_a_phone(
    open_window: Open, tenant: Tenant, as_tenant: Work, clock: FixedClock
) -> None:
    with as_tenant(tenant):
        account = make_staff(tenant.id, Role.LEGAL)
    phone = open_window(tenant, account=account)
    phone.go(f"{SETTINGS}/peraturan").ensure_sound()

    phone.fill(title="Pelindungan Pekerja Rentan")
    phone.page.keyboard.press("Tab")

    expect(phone.page.locator("#tersimpan")).to_contain_text("Tersimpan 10.00")
    phone.ensure_sound()
    phone.go(f"{SETTINGS}/peraturan").ensure_sound()
    assert phone.page.locator("#title").input_value() == "Pelindungan Pekerja Rentan"
