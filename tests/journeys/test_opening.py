"""A regency from nothing to a space that real people may enter, on a phone and on a desktop."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.factories.accounts import PASSWORD, email
from tests.factories.identity import make_overseer, make_passkey, make_staff
from tests.factories.oversight import application_as
from tests.factories.papers import PDF, png
from tests.fixtures.application import Work
from tests.fixtures.database import Database
from tests.journeys.conftest import Open, Window

from sertakan.configuration.service.opening import open_space
from sertakan.identity.model import OversightRole, Role
from sertakan.identity.repository import find_credentials
from sertakan.kernel.clock import FixedClock
from sertakan.persistence.database import enter_oversight, enter_tenant
from sertakan.tenancy.model import SpaceState, Tenant
from sertakan.web.application import SertakanApp

pytestmark = pytest.mark.journey
SETTINGS = "/kelola/pengaturan"
CENTRE = "/wilayah/aceh-selatan/ruang"
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
PURPOSES = (
    *("enrolment", "worker_notice", "branch_exchange"),
    *("village_validation", "reminders", "statistics"),
)
PAPERS = ("impact-assessment", "security-assessment", "diskominfo")
WAYS: list[Any] = [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]


@pytest.fixture
def operator(app: SertakanApp, open_window: Open, clock: FixedClock) -> Window:
    with app.app_context(), enter_oversight():
        account = make_overseer(OversightRole.OPERATOR)
    return open_window("pusat", account=account, viewport=DESKTOP)


@pytest.mark.parametrize("viewport", WAYS)
def test_empty_draft_becomes_a_live_space(
    app: SertakanApp,
    database: Database,
    open_window: Open,
    operator: Window,
    as_tenant: Work,
    clock: FixedClock,
    viewport: dict[str, int],
) -> None:
    link, regency = _found(app, operator)
    admin = _join(open_window(regency, viewport=viewport), link)
    _write_the_law(admin)
    first, approver = _people(regency, as_tenant)
    _approve(open_window(regency, account=approver, viewport=viewport))
    app.directory.refresh()
    admin = open_window(regency, account=first, viewport=viewport)
    _fit_out(admin, app)
    _bring_papers(admin)
    _ask_and_begin(app, admin, operator)
    _work(database, regency, clock)
    app.directory.refresh()

    assert _tenant(app).state is SpaceState.LIVE
    visitor = open_window(regency, viewport=viewport).go("/")
    visitor.ensure_sound()
    assert visitor.page.locator(".s-banner").count() == 0
    assert "Ruang ini sudah dibuka" in admin.go(SETTINGS).text()


def _people(regency: Tenant, as_tenant: Work) -> tuple[UUID, UUID]:
    """Let a second admin and an approver be there, and both admins have a second factor."""
    with as_tenant(regency):
        approver, second = make_staff(regency.id, Role.APPROVER), make_staff(regency.id)
        known = find_credentials(regency.id, email("ni.made@contoh.test"))
        assert known
        for account in (known.account_id, second):
            make_passkey(regency.id, account)
    return known.account_id, approver


def _ask_and_begin(app: SertakanApp, admin: Window, operator: Window) -> None:
    operator.go(CENTRE).page.locator("form[action$='/contoh'] button").click()
    app.directory.refresh()
    admin.go(f"{SETTINGS}/buka").ensure_sound()
    admin.page.locator("form[action$='/minta'] button").click()
    admin.page.wait_for_load_state()
    admin.ensure_sound()
    operator.go(CENTRE).ensure_sound()
    operator.page.locator("form[action$='/buka'] button").click()
    operator.page.wait_for_load_state()


def _work(database: Database, regency: Tenant, clock: FixedClock) -> None:
    with (
        application_as(database, database.addresses.worker) as job,
        job.app_context(),
        enter_tenant(regency.id),
    ):
        assert open_space(regency.id, clock.now() + timedelta(minutes=1)) is None


def _tenant(app: SertakanApp) -> Tenant:
    return next(each for each in app.directory.tenants() if each.slug == "aceh-selatan")


def _found(app: SertakanApp, operator: Window) -> tuple[str, Tenant]:
    operator.go("/wilayah/baru").ensure_sound()
    operator.fill(region_code="11.01", admin_name="Ni Made Contoh", admin_email="ni.made@contoh.test").press()
    operator.ensure_sound()
    found = re.search(r"/undangan/[\w-]+", operator.text())
    assert found
    app.directory.refresh()
    return found[0], _tenant(app)


def _join(window: Window, link: str) -> Window:
    window.go(link).ensure_sound()
    window.fill(password=PASSWORD).press()
    assert window.path.startswith("/kelola/")
    window.go(SETTINGS).ensure_sound()
    return window


def _write_the_law(admin: Window) -> None:
    admin.go(f"{SETTINGS}/peraturan").fill(number="999", year="2026", title="Peraturan untuk uji coba")
    admin.fill(enacted_on_day="2", enacted_on_month="11", enacted_on_year="2026")
    admin.fill(effective_from_day="2", effective_from_month="11", effective_from_year="2026").press()
    admin.ensure_sound()
    _send(admin.go(f"{SETTINGS}/peraturan/unggah-naskah"), "text", PDF, "application/pdf")
    admin.go(f"{SETTINGS}/uji-aturan/baru")
    admin.fill(name="Petani 40 tahun", age="40", occupation="petani_pekebun", verdict="yes", cost="8400")
    admin.press().ensure_sound()
    assert "1 dari 1 sesuai" in admin.text()
    admin.go(f"{SETTINGS}/draf").ensure_sound()
    admin.page.get_by_role("button", name="Ajukan").click()
    admin.press().ensure_sound()
    assert "Menunggu persetujuan" in admin.text()


def _send(window: Window, name: str, content: bytes, media_type: str) -> None:
    sent = {"name": "berkas", "mimeType": media_type, "buffer": content}
    field = window.page.locator(f'main input[type="file"][name="{name}"]')
    field.set_input_files(files=[sent])
    field.locator("xpath=ancestor::form").locator("button").first.click()
    window.page.wait_for_load_state()
    window.ensure_sound()


def _approve(approver: Window) -> None:
    approver.go(f"{SETTINGS}/draf/putusan").ensure_sound()
    approver.page.get_by_role("button", name="Setujui dan terbitkan").click()
    assert "terbit dan berlaku mulai hari ini" in approver.text()


def _fit_out(admin: Window, app: SertakanApp) -> None:
    _send(admin.go(f"{SETTINGS}/rupa/gambar"), "logo", png(200, 200), "image/png")
    app.directory.refresh()
    admin.go(f"{SETTINGS}/kontak").fill(office="Dinas Rekaan", dpo_email="pdp@contoh.test").press()
    admin.ensure_sound()
    app.directory.refresh()
    admin.go(f"{SETTINGS}/privasi")
    for purpose in PURPOSES:
        told = {f"{purpose}_basis": "public_task", f"{purpose}_citation": "Dasar untuk uji coba"}
        admin.fill(**told)
    admin.fill(
        notice_id="Kami menyimpan data untuk uji coba.", notice_ban="Data kasimpen antuk uji coba."
    ).press()
    admin.ensure_sound()
    app.directory.refresh()


def _bring_papers(admin: Window) -> None:
    for item in PAPERS:
        admin.go(f"{SETTINGS}/buka/{item}").fill(reason="Sedang dikerjakan bersama Diskominfo.").press()
        admin.ensure_sound()
    _send(admin.go(f"{SETTINGS}/buka/agreement"), "file", PDF, "application/pdf")
