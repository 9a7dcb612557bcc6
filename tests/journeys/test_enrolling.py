"""The whole story: a neighbour enrols a worker, and the regency's admin approves."""

import re

import pytest
from tests.factories.identity import make_staff
from tests.fixtures.application import Work
from tests.journeys.conftest import Open, Window

from sertakan.enrolment.model import Step
from sertakan.identity.model import Role
from sertakan.tenancy.model import Tenant

pytestmark = pytest.mark.journey
_NIK, _OWN_NIK = "5104035705900000", "5104031204850000"
_PASSWORD = "sawah hijau tiga kerbau"
_WAYS = [
    pytest.param("id", {"java_script_enabled": False}, id="phone-id-plain"),
    pytest.param("ban", {"java_script_enabled": False}, id="phone-ban-plain"),
    pytest.param("id", {"viewport": {"width": 1280, "height": 900}}, id="desk-id-scripted"),
]


def _precheck(window: Window) -> None:
    window.go("/").page.locator('main a[href="/cek-syarat"]').first.click()
    window.fill(sponsor="public", relation="neighbour", age="36", occupation="pedagang", carries="no")
    window.fill(employment="none", construction_project="no", member_elsewhere="no", resident="yes").press()
    assert window.path == "/cek-syarat/hasil"
    window.page.locator('main a[href="/daftar?next=/sponsor/pekerja/baru"]').click()


def _code(window: Window) -> str:
    """Read the newest code from the outbox, as the demonstration lets everybody do."""
    outbox = window.page.context.new_page()
    outbox.goto(f"{window.home}/kotak-keluar")
    found = re.search(r"\b\d{6}\b", outbox.locator("main article").first.inner_text())
    outbox.close()
    assert found
    return found[0]


def _sign_up(window: Window) -> None:
    assert window.path == "/daftar"
    # As what the neighbour takes part is known from the pre-check, and is not asked again.
    window.fill(full_name="I Ketut Rekaan", nik=_OWN_NIK, contact="ketut@contoh.test", password=_PASSWORD)
    window.press()
    assert window.path == "/daftar/kode"
    window.fill(code=_code(window))
    window.page.locator('main form[action="/daftar/kode"] button').click()
    assert window.path == "/sponsor/pekerja/baru"


def _describe_worker(window: Window) -> None:
    window.press()
    window.fill(nik=_NIK, full_name="Ni Made Contoh").press()
    window.fill(birth_place="Gianyar").press()
    window.fill(query="batubulan").press("search")
    window.fill(village_code="51.04.01.2001", text="Jalan Rekaan 1").press()
    window.fill(same="y").press()
    window.fill(mobile="0812 3456 7890").press()


def _consent(window: Window) -> None:
    window.fill(consent_way="code").press()
    window.fill(consent_code=_code(window)).press()


def _contribute(window: Window) -> None:
    window.fill(months="1", funding="private").press()
    assert window.path.endswith(f"/{Step.CHECK}")


def _change_name(window: Window) -> None:
    window.page.locator('main a[href$="/identitas?ubah=1"]').first.click()
    window.fill(full_name="Ni Made Contoh Rekaan").press()
    assert window.path.endswith(f"/{Step.CHECK}")
    assert "Ni Made Contoh Rekaan" in window.text()


def _send(window: Window) -> str:
    window.press()
    assert window.path.endswith("/terkirim")
    found = re.search(r"GIA-[2-9A-Z]{4}-[2-9A-Z]{2}", window.text())
    assert found
    window.page.locator('main a[href$="/bukti"]').click()
    assert found[0] in window.text()
    return found[0]


def _approve(admin: Window, reference: str) -> None:
    admin.go("/kelola/antrean").page.locator(f'main a:has-text("{reference}")').first.click()
    admin.page.locator('main form[action$="/setujui"] button').last.click()
    admin.page.wait_for_load_state()
    assert not admin.complaints


@pytest.mark.parametrize(("language", "options"), _WAYS)
def test_neighbour_enrols_and_admin_approves(
    open_window: Open,
    tenant: Tenant,
    as_tenant: Work,
    language: str,
    options: dict[str, object],
) -> None:
    window = open_window(tenant, language=language, **options)
    for part in (_precheck, _sign_up, _describe_worker, _consent, _contribute, _change_name):
        part(window)
    reference = _send(window)
    with as_tenant(tenant):
        officer = make_staff(tenant.id, Role.ADMIN)
    _approve(open_window(tenant, account=officer, viewport={"width": 1280, "height": 900}), reference)
    window.go("/sponsor/")
    approved = {"id": "Disetujui", "ban": "Kacumpuin"}[language]
    assert approved in window.text()
    assert window.page.locator("html").get_attribute("lang") == language
    assert not window.complaints
