"""After it was sent: the worker's no, the officer's question, the receipt and the slip."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.factories.sponsoring import SponsorAccount, return_with_question
from tests.fixtures.application import Work
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database
from tests.web.sponsor.conftest import DraftAt, error_of, text_of

from sertakan.enrolment.model import ConsentState
from sertakan.enrolment.model.belonging import Standing
from sertakan.enrolment.repository import enrolments
from sertakan.enrolment.service import belonging
from sertakan.kernel.clock import FixedClock
from sertakan.notifications import service as notifications
from sertakan.tenancy.model import Tenant

Ask = Callable[[str, str], None]


@pytest.fixture
def worker(sponsor: Visitor, draft_at: DraftAt) -> str:
    """The address of a worker who was enrolled."""
    return sponsor.submit(f"{draft_at()}/periksa").headers["Location"].removesuffix("/terkirim")


@pytest.fixture
def ask(tenant: Tenant, as_tenant: Work) -> Ask:
    """Return an enrolment to its sponsor with a question about one field."""

    def ask(worker: str, field: str) -> None:
        with as_tenant(tenant):
            return_with_question(tenant.id, UUID(worker.rsplit("/", 1)[1]), field)

    return ask


def _code_on_slip(sponsor: Visitor, worker: str) -> str:
    found = re.search(r'class="s-price__amount">([^<]+)<', sponsor.get(f"{worker}/slip").text)
    assert found
    return found[1]


def _code_in_message(client: Visitor) -> str:
    found = re.search(r"masukkan kode ([0-9A-Z]{8})", client.get("/kotak-keluar").text)
    assert found
    return found[1]


def _say_no(client: Visitor, code: str) -> None:
    sure = client.submit("/tidak-setuju", {"code": code})
    assert sure.status_code == 200
    assert "Hentikan pendaftaran ini?" in sure.text
    done = client.submit("/tidak-setuju", {"code": code, "sure": "yes"})
    assert done.headers["Location"] == "/tidak-setuju/selesai"
    assert "Sudah dihentikan" in client.get("/tidak-setuju/selesai").text


def test_worker_stops_it_by_message(sponsor: Visitor, client: Visitor, worker: str) -> None:
    code = _code_in_message(client)
    _say_no(client, code)
    page = text_of(sponsor.get(worker).text)
    assert "Pendaftaran ini sudah berhenti." in page
    assert "olak" not in page  # neither menolak nor ditolak
    assert "olak" not in text_of(sponsor.get("/sponsor/").text)


def test_worker_stops_it_by_slip_and_twice(
    sponsor: Visitor, client: Visitor, worker: str, database: Database
) -> None:
    code = _code_on_slip(sponsor, worker)
    _say_no(client, code.lower())
    _say_no(client, f" {code} ")
    with database.as_superuser() as connection:
        rows = connection.execute("SELECT state, is_halted, active_person FROM enrolment").fetchall()
    assert rows == [("ended", True, None)]


def test_stopped_enrolment_answers_no_question(
    sponsor: Visitor, client: Visitor, worker: str, ask: Ask
) -> None:
    ask(worker, "birth_place")
    _say_no(client, _code_in_message(client))
    assert sponsor.submit(f"{worker}/jawab", {"birth_place": "Ubud"}).status_code == 409


def test_right_codes_never_slow_a_village_down(sponsor: Visitor, client: Visitor, worker: str) -> None:
    code = _code_on_slip(sponsor, worker)
    for _ in range(31):
        assert client.submit("/tidak-setuju", {"code": code}).status_code == 200


@pytest.mark.parametrize("code", ["", "ABCD2345", "\x00", "x" * 500, "<b>"])
def test_wrong_code_stops_nothing(client: Visitor, worker: str, code: str) -> None:
    answered = client.submit("/tidak-setuju", {"code": code, "sure": "yes"})
    assert answered.status_code in {200, 422}
    assert error_of(answered.text)


def test_guessing_codes_is_slowed_down(client: Visitor, clock: FixedClock) -> None:
    for _ in range(30):
        assert client.submit("/tidak-setuju", {"code": "ABCD2345"}).status_code == 200
    answered = client.submit("/tidak-setuju", {"code": "ABCD2345"})
    assert answered.status_code == 429
    assert "Coba lagi dalam 60 menit" in text_of(answered.text)


@pytest.mark.parametrize(
    ("field", "shown", "typed", "said"),
    [
        ("full_name", "full_name", {"full_name": "Ni Made Benar"}, "Ni Made Benar"),
        ("birth_place", "birth_place", {"birth_place": "Ubud"}, "Ubud, 17 Mei 1990"),
        (
            "birth_date",
            "birth_date_day",
            {"birth_date_day": "18", "birth_date_month": "5", "birth_date_year": "1990"},
            "Gianyar, 18 Mei 1990",
        ),
        ("sex", "sex", {"sex": "L"}, "Gianyar, 17 Mei 1990"),
        ("occupation", "occupation", {"occupation": "tukang_batu", "carries": "no"}, "Tukang Batu"),
        (
            "address",
            "query",
            {"query": "batubulan", "village_code": "51.04.01.2001", "text": "Jalan Benar 2"},
            "Jalan Benar 2, Batubulan",
        ),
        (
            "workplace",
            "query",
            {"query": "batubulan", "village_code": "51.04.01.2001", "text": ""},
            "Gianyar",
        ),
        ("workplace", "query", {"same": "y", "text": "Pasar"}, "Gianyar"),
        ("mobile", "mobile", {"mobile": "0813 3456 7890"}, "0813 3456 7890"),
        ("mobile", "mobile", {"mobile": ""}, "tidak ada"),
    ],
)
def test_question_is_answered_on_its_one_field(
    sponsor: Visitor, worker: str, ask: Ask, field: str, shown: str, typed: dict[str, str], said: str
) -> None:
    ask(worker, field)
    assert f"{worker}/jawab" in sponsor.get("/sponsor/").text
    page = sponsor.get(f"{worker}/jawab")
    assert "Apakah ini benar?" in page.text
    assert f'name="{shown}"' in page.text
    assert 'name="nik"' not in page.text
    answered = sponsor.submit(f"{worker}/jawab", typed)
    assert answered.headers["Location"] == worker
    assert said in text_of(sponsor.get(worker).text)
    again = sponsor.submit(f"{worker}/jawab", typed)
    assert again.status_code == 409
    assert "Pertanyaan ini sudah dijawab." in again.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("full_name", {"full_name": ""}, "Isi nama lengkap"),
        (
            "birth_date",
            {"birth_date_day": "31", "birth_date_month": "2", "birth_date_year": "1990"},
            "kalender",
        ),
        ("address", {"query": "zzz", "text": "x"}, "Tidak ada yang cocok."),
        ("mobile", {"mobile": "12"}, "Nomor HP"),
        ("occupation", {"occupation": "penyihir", "carries": "no"}, "Pilih satu jawaban"),
    ],
)
def test_wrong_answer_leaves_question_open(
    sponsor: Visitor, worker: str, ask: Ask, field: str, typed: dict[str, str], said: str
) -> None:
    ask(worker, field)
    answered = sponsor.submit(f"{worker}/jawab", typed)
    assert answered.status_code == 422
    assert said in error_of(answered.text)
    assert sponsor.get(f"{worker}/jawab").status_code == 200


def test_answer_may_search_a_village(sponsor: Visitor, worker: str, ask: Ask) -> None:
    ask(worker, "address")
    found = sponsor.submit(f"{worker}/jawab", {"query": "ubud", "search": "1", "text": "Jalan 1"})
    assert found.status_code == 200
    assert "govuk-error-summary" not in found.text
    assert 'name="village_code"' in found.text


def test_new_phone_is_told_and_its_consent_is_open_again(
    sponsor: Visitor, draft_at: DraftAt, ask: Ask, tenant: Tenant, as_tenant: Work
) -> None:
    sent = sponsor.submit(f"{draft_at(consent_way='code')}/periksa").headers["Location"]
    worker = sent.removesuffix("/terkirim")
    ask(worker, "mobile")
    sponsor.submit(f"{worker}/jawab", {"mobile": "0813 3456 7890"})
    with as_tenant(tenant):
        enrolment = enrolments.get_enrolment(tenant.id, UUID(worker.rsplit("/", 1)[1]))
        told = notifications.list_held(tenant.id)[0]
    assert (told.recipient, enrolment.refusal_code in told.body) == ("+6281334567890", True)
    assert enrolment.consent_state is ConsentState.UNVERIFIED


def test_same_phone_is_not_told_twice(
    sponsor: Visitor, draft_at: DraftAt, ask: Ask, tenant: Tenant, as_tenant: Work
) -> None:
    sent = sponsor.submit(f"{draft_at(consent_way='code')}/periksa").headers["Location"]
    worker = sent.removesuffix("/terkirim")
    ask(worker, "mobile")
    sponsor.submit(f"{worker}/jawab", {"mobile": "0812 3456 7890"})
    with as_tenant(tenant):
        enrolment = enrolments.get_enrolment(tenant.id, UUID(worker.rsplit("/", 1)[1]))
        assert len(notifications.list_held(tenant.id)) == 1
    assert enrolment.consent_state is ConsentState.GIVEN


def test_new_name_is_found_by_search(
    sponsor: Visitor, worker: str, ask: Ask, tenant: Tenant, as_tenant: Work, account: SponsorAccount
) -> None:
    ask(worker, "full_name")
    sponsor.submit(f"{worker}/jawab", {"full_name": "Ni Made Benar"})
    with as_tenant(tenant):
        enrolment = enrolments.get_enrolment(tenant.id, UUID(worker.rsplit("/", 1)[1]))
    assert enrolment.worker_name == "Ni Made Benar"
    assert enrolment.open_question is None


def test_receipt_keeps_price_of_its_day(sponsor: Visitor, draft_at: DraftAt, clock: FixedClock) -> None:
    worker = sponsor.submit(f"{draft_at()}/periksa").headers["Location"].removesuffix("/terkirim")
    clock.moment = datetime(2027, 2, 1, 2, tzinfo=UTC)
    receipt = text_of(sponsor.get(f"{worker}/bukti").text)
    for said in ("Rp33.600", "22 November 2026", "PP 50/2025", "Januari 2027 Rp10.000", "versi"):
        assert said in receipt
    assert "5104035705900000" not in receipt


def test_slip_tells_the_worker_how_to_say_no(sponsor: Visitor, worker: str) -> None:
    slip = text_of(sponsor.get(f"{worker}/slip").text)
    assert "I Ketut Rekaan mendaftarkan Anda dalam program Sertakan Kabupaten Gianyar" in slip
    assert "gianyar.localhost:8000/tidak-setuju" in slip
    picture = sponsor.get(f"{worker}/slip.svg")
    assert picture.mimetype == "image/svg+xml"
    assert _code_on_slip(sponsor, worker).replace(" ", "") not in picture.text


def test_staff_cannot_approve_what_a_worker_stopped(
    client: Visitor, staff_client: Visitor, worker: str, database: Database
) -> None:
    _say_no(client, _code_in_message(client))
    enrolment_id = worker.rsplit("/", 1)[1]
    staff_client.submit(f"/kelola/antrean/{enrolment_id}/setujui")
    with database.as_superuser() as connection:
        rows = connection.execute("SELECT state FROM enrolment").fetchall()
    assert rows == [("ended",)]


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        ("absent", "NIP Anda belum ada di daftar pegawai daerah."),
        ("name_differs", "Nama Anda di sini berbeda"),
        ("retired", "Menurut daftar pegawai, Anda sudah purnatugas."),
        ("verified", None),
        (None, None),
    ],
)
def test_sponsor_is_told_calmly_how_they_stand_to_the_roll(
    sponsor: Visitor,
    worker: str,
    account: SponsorAccount,
    tenant: Tenant,
    as_tenant: Work,
    standing: str | None,
    told: str | None,
) -> None:
    with as_tenant(tenant):
        kept = Standing(standing) if standing else None
        belonging.keep_standing(tenant.id, [(account.sponsor_id, kept, None)])
    for path in (worker, f"{worker}/terkirim", "/sponsor/akun"):
        page = text_of(sponsor.get(path).text)
        assert ("Data ASN Anda" in page) == bool(told), path
        assert told is None or told in page, path
