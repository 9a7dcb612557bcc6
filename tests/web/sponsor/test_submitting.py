"""Sending in: once, by whichever button, tab or thread, and never for somebody who is covered."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from tests.factories.sponsoring import (
    ANSWERS,
    OTHER_NIK,
    SponsorAccount,
    make_draft_at,
    make_sponsor_account,
)
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database
from tests.web.sponsor.conftest import DraftAt, error_of, text_of

from sertakan.enrolment.model import Step
from sertakan.enrolment.service import cover
from sertakan.kernel.clock import FixedClock
from sertakan.kernel.month import Month, month_range
from sertakan.tenancy.model import Tenant

Enrolled = Callable[[], int]
_IDENTITY, _BIRTH = ANSWERS[Step.IDENTITY], ANSWERS[Step.BIRTH]


@pytest.fixture
def enrolled(database: Database) -> Enrolled:
    def count() -> int:
        with database.as_superuser() as connection:
            row = connection.execute("SELECT count(*) FROM enrolment").fetchone()
        return int(str(row[0])) if row else 0

    return count


@pytest.fixture
def somebody_else(visit_as: VisitAs, tenant: Tenant, as_tenant: Work) -> tuple[Visitor, DraftAt]:
    """Another sponsor of the same regency, signed in, and drafts of theirs."""
    with as_tenant(tenant):
        account = make_sponsor_account(tenant.id, "Ni Putu Rekaan")

    def draft(step: Step = Step.CHECK, **changed: object) -> str:
        with as_tenant(tenant):
            return f"/sponsor/pekerja/baru/{make_draft_at(tenant.id, account.sponsor_id, step, **changed)}"

    return visit_as(tenant).sign_in(tenant, account.account_id), draft


def test_second_press_finds_the_first(sponsor: Visitor, draft_at: DraftAt, enrolled: Enrolled) -> None:
    address = draft_at()
    first = sponsor.submit(f"{address}/periksa")
    second = sponsor.submit(f"{address}/periksa")
    assert first.headers["Location"] == second.headers["Location"]
    assert enrolled() == 1
    for path in ("", "/identitas", "/persetujuan", "/persetujuan/kode", "/iuran", "/periksa", "/hapus"):
        came_back = sponsor.get(f"{address}{path}", follow_redirects=True)
        assert "Pendaftaran kami terima" in came_back.text
    assert sponsor.submit(f"{address}/hapus").headers["Location"] == first.headers["Location"]
    assert sponsor.submit(f"{address}/identitas").headers["Location"] == first.headers["Location"]


def test_two_threads_make_one_enrolment(
    sponsor: Visitor,
    draft_at: DraftAt,
    enrolled: Enrolled,
    visit_as: VisitAs,
    tenant: Tenant,
    account: SponsorAccount,
) -> None:
    address = draft_at()
    tabs = [visit_as(tenant).sign_in(tenant, account.account_id) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        answered = list(pool.map(lambda tab: tab.submit(f"{address}/periksa"), tabs))
    assert {each.status_code for each in answered} == {303}
    assert len({each.headers["Location"] for each in answered}) == 1
    assert enrolled() == 1


def test_two_drafts_of_one_person_make_one(
    draft_at: DraftAt, enrolled: Enrolled, visit_as: VisitAs, tenant: Tenant, account: SponsorAccount
) -> None:
    addresses = [draft_at(), draft_at()]
    tabs = [visit_as(tenant).sign_in(tenant, account.account_id) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        answered = list(pool.map(lambda tab, address: tab.submit(f"{address}/periksa"), tabs, addresses))
    assert sorted(each.status_code for each in answered) == [303, 409]
    assert enrolled() == 1


def test_two_tabs_keep_each_others_answers(
    sponsor: Visitor, draft_at: DraftAt, visit_as: VisitAs, tenant: Tenant, account: SponsorAccount
) -> None:
    address = draft_at()
    other_tab = visit_as(tenant).sign_in(tenant, account.account_id)
    work = [
        (sponsor, "kontak?ubah=1", {"mobile": "0813 3456 7890"}),
        (other_tab, "iuran?ubah=1", {"months": "12", "bracket": "1", "funding": "private"}),
    ]
    with ThreadPoolExecutor(2) as pool:
        answered = list(pool.map(lambda each: each[0].submit(f"{address}/{each[1]}", each[2]), work))
    assert {each.status_code for each in answered} == {303}
    page = text_of(sponsor.get(f"{address}/periksa").text)
    assert "0813 3456 7890" in page
    assert "12 bulan, mulai" in page


def test_unfinished_draft_cannot_be_sent(sponsor: Visitor, draft_at: DraftAt, enrolled: Enrolled) -> None:
    address = draft_at(Step.CONTRIBUTION)
    assert sponsor.submit(f"{address}/periksa").headers["Location"] == f"{address}/iuran"
    assert enrolled() == 0


def test_same_person_is_not_enrolled_twice(
    sponsor: Visitor,
    draft_at: DraftAt,
    somebody_else: tuple[Visitor, DraftAt],
    enrolled: Enrolled,
    clock: FixedClock,
) -> None:
    sponsor.submit(f"{draft_at()}/periksa")
    other, other_draft = somebody_else
    address = other_draft(full_name="NI MADÉ  CONTOH")
    answered = other.submit(f"{address}/periksa")
    assert answered.status_code == 409
    assert "sudah terlindungi sampai bulan Januari 2027" in error_of(answered.text)
    assert "I Ketut Rekaan" not in answered.text
    assert enrolled() == 1
    assert other.get(f"{address}/periksa").status_code == 200


def test_other_name_on_number_is_for_an_officer(
    sponsor: Visitor, draft_at: DraftAt, somebody_else: tuple[Visitor, DraftAt], database: Database
) -> None:
    sponsor.submit(f"{draft_at()}/periksa")
    other, other_draft = somebody_else
    answered = other.submit(f"{other_draft(full_name='Ni Nyoman Lain')}/periksa")
    assert answered.status_code == 303
    with database.as_superuser() as connection:
        rows = connection.execute(
            "SELECT hints FROM enrolment WHERE worker_name = 'Ni Nyoman Lain'"
        ).fetchall()
    assert "nik_other_name" in str(rows)
    page = other.get(answered.headers["Location"].removesuffix("/terkirim")).text
    assert "Ni Made Contoh" not in page


def test_cover_elsewhere_warns_once(
    sponsor: Visitor,
    draft_at: DraftAt,
    quiet_tenant: Tenant,
    as_tenant: Work,
    enrolled: Enrolled,
    clock: FixedClock,
) -> None:
    months = list(month_range(Month(2026, 11), 6))
    with as_tenant(quiet_tenant):
        cover.claim(quiet_tenant.id, _IDENTITY["nik"], _IDENTITY["full_name"], _BIRTH["birth_date"], months)
    address = draft_at()
    warned = sponsor.submit(f"{address}/periksa")
    assert warned.status_code == 409
    assert "sudah terlindungi sampai bulan April 2027" in error_of(warned.text)
    assert "Kendal" not in warned.text
    assert 'name="knows_cover_elsewhere"' in warned.text
    assert enrolled() == 0
    assert sponsor.submit(f"{address}/periksa", {"knows_cover_elsewhere": "y"}).status_code == 303
    assert enrolled() == 1


def test_answers_about_cover_are_rationed(
    sponsor: Visitor, draft_at: DraftAt, somebody_else: tuple[Visitor, DraftAt], clock: FixedClock
) -> None:
    sponsor.submit(f"{draft_at()}/periksa")
    other, other_draft = somebody_else
    address = other_draft()
    for _ in range(20):
        assert "sampai bulan" in error_of(other.submit(f"{address}/periksa").text)
    answered = other.submit(f"{address}/periksa")
    assert answered.status_code == 409
    assert "Anda sudah sering mengirim hari ini." in error_of(answered.text)
    assert "sampai bulan" not in error_of(answered.text)


def test_others_drafts_and_workers_are_not_found(
    sponsor: Visitor, draft_at: DraftAt, somebody_else: tuple[Visitor, DraftAt]
) -> None:
    other, _draft = somebody_else
    address = draft_at()
    for path in ("", "/identitas", "/persetujuan", "/persetujuan/kode", "/periksa", "/hapus"):
        assert other.get(f"{address}{path}").status_code == 404
    for path in ("/identitas", "/persetujuan", "/persetujuan/kode", "/periksa", "/hapus"):
        assert other.submit(f"{address}{path}").status_code == 404
    worker = sponsor.submit(f"{address}/periksa").headers["Location"].removesuffix("/terkirim")
    for path in ("", "/terkirim", "/bukti", "/slip", "/slip.svg", "/jawab"):
        assert other.get(f"{worker}{path}").status_code == 404
    assert other.submit(f"{worker}/jawab").status_code == 404


def test_other_regencys_draft_is_not_found(
    draft_at: DraftAt, visit_as: VisitAs, quiet_tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(quiet_tenant):
        account = make_sponsor_account(quiet_tenant.id)
    stranger = visit_as(quiet_tenant).sign_in(quiet_tenant, account.account_id)
    assert stranger.get(f"{draft_at()}/periksa").status_code == 404


def test_companys_own_employee_is_turned_away_with_ground(sponsor: Visitor, draft_at: DraftAt) -> None:
    address = draft_at(employment="sponsor_company")
    page = sponsor.get(f"{address}/periksa")
    assert page.status_code == 200
    assert "peserta Penerima Upah (PU)" in text_of(page.text)
    assert f"{address}/hubungan?ubah=1" in page.text
    refused = sponsor.submit(f"{address}/periksa")
    assert "peserta Penerima Upah (PU)" in text_of(refused.text)


def test_reference_and_worker_are_shown(sponsor: Visitor, draft_at: DraftAt) -> None:
    sent = sponsor.submit(f"{draft_at(nik=OTHER_NIK, mobile=None)}/periksa").headers["Location"]
    UUID(sent.split("/")[3])
    page = text_of(sponsor.get(sent).text)
    assert "GIA-" in page
    assert "Pekerja belum terlindungi sampai iuran pertama dibayar." in page
    assert "Cetak slip untuk pekerja" in page
