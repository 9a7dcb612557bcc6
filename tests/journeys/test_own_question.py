"""A new question: written by one person, approved by another, answered by a sponsor in Balinese on a phone."""

import os
from pathlib import Path

import pytest
from tests.factories.identity import make_staff
from tests.factories.sponsoring import make_draft_at, make_sponsor_account
from tests.fixtures.application import Work
from tests.journeys.conftest import Open, Window

from sertakan.enrolment.model import Step
from sertakan.identity.model import Role
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

pytestmark = pytest.mark.journey
FORM = "/kelola/pengaturan/formulir"
WIDE = {"viewport": {"width": 1280, "height": 900}}


def _look(window: Window, name: str) -> None:
    window.ensure_sound()
    if folder := os.environ.get("LOOK"):
        window.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def _write(legal: Window) -> None:
    _look(legal.go(FORM), "form-empty")
    legal.go(f"{FORM}/pertanyaan/baru")
    legal.fill(label_id="Apa nama kelompoknya?", label_ban="Napi wastan kelompoknyané?", kind="short")
    legal.fill(is_required="yes", error_id="Tulis nama kelompoknya.", error_ban="Surat wastan kelompoknyané.")
    _look(legal, "question-new")
    legal.press()
    legal.go(f"{FORM}/pertanyaan/baru")
    legal.fill(label_id="Alat kerjanya", label_ban="Piranti pakaryannyané", kind="several_of")
    legal.fill(options_id="Cangkul\nPerahu\nSepeda motor", options_ban="Tambah\nJukung\nMotor").press()
    legal.page.locator('button[name="naik"]').click()
    assert legal.text().index("Alat kerjanya") < legal.text().index("Apa nama kelompoknya?")
    _look(legal, "form-two")
    _look(legal.go(f"{FORM}/pratinjau?kategori=public&bahasa=ban"), "preview-ban")
    assert "Napi wastan kelompoknyané?" in legal.text()
    _look(legal.go(f"{FORM}/pertanyaan/alat_kerjanya/hapus"), "question-gone")


def _submit_and_approve(legal: Window, approver: Window) -> None:
    legal.go("/kelola/pengaturan/draf").page.get_by_role("button", name="Ajukan").click()
    legal.press()
    _look(approver.go("/kelola/pengaturan/draf/putusan"), "decide")
    assert "Cangkul" in approver.text()
    assert "options." not in approver.text()
    approver.page.get_by_role("button", name="Setujui dan terbitkan").click()
    assert "Revisi 2 terbit" in approver.text()


def _answer(phone: Window, address: str) -> None:
    phone.go(f"{address}/kontak").press()
    assert phone.path == f"{address}/pertanyaan"
    _look(phone, "answer-ban")
    phone.press()
    _look(phone, "answer-missing-ban")
    assert "Surat wastan kelompoknyané." in phone.text()
    phone.fill(own_apa_nama_kelompoknya="Tani Makmur")
    phone.page.get_by_label("Jukung").check()
    phone.press()
    assert phone.path == f"{address}/persetujuan"
    phone.fill(consent_way="present").press()
    phone.fill(months="1", funding="private").press()
    _look(phone, "check-ban")
    assert "Jukung" in phone.text()
    phone.press()
    assert phone.path.endswith("/terkirim")


def test_new_question_is_answered_by_a_sponsor_in_balinese(
    app: SertakanApp, open_window: Open, tenant: Tenant, as_tenant: Work, clock: FixedClock
) -> None:
    with as_tenant(tenant):
        legal = make_staff(tenant.id, Role.LEGAL, name="Ni Made Hukum")
        approver = make_staff(tenant.id, Role.APPROVER, name="I Wayan Setuju")
        officer = make_staff(tenant.id, Role.VERIFIER)
        account = make_sponsor_account(tenant.id)
        draft = make_draft_at(tenant.id, account.sponsor_id, Step.CONTACT)
    writer = open_window(tenant, account=legal, **WIDE)
    _write(writer)
    _submit_and_approve(writer, open_window(tenant, account=approver, **WIDE))
    app.directory.refresh()

    phone = open_window(tenant, language="ban", account=account.account_id)
    _answer(phone, f"/sponsor/pekerja/baru/{draft}")

    desk = open_window(tenant, account=officer, **WIDE)
    desk.go(f"/kelola/antrean/{phone.path.split('/')[3]}")
    _look(desk, "case")
    assert "Tani Makmur" in desk.text()
    assert "Perahu" in desk.text()
