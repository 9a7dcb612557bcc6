"""After it was sent: the worker's no, the receipt and the slip."""

import re
from datetime import UTC, datetime

import pytest
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database
from tests.web.sponsor.conftest import Ask, DraftAt, Reply, error_of, text_of

from sertakan.kernel.clock import FixedClock


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


def test_stopped_enrolment_answers_no_question(client: Visitor, worker: str, ask: Ask, reply: Reply) -> None:
    ask(worker, "birth_place")
    _say_no(client, _code_in_message(client))
    assert reply(worker, {"birth_place": "Ubud"}).status_code == 409


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
