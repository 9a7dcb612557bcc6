"""The pre-check: nine questions without a name, and an answer that gives its reasons."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from tests.fixtures.application import Count, VisitAs
from tests.fixtures.client import Visitor

from sertakan.kernel.clock import FixedClock

_TYPED = {
    "sponsor": "public",
    "relation": "neighbour",
    "age": "36",
    "occupation": "pedagang",
    "carries": "no",
    "employment": "none",
    "construction_project": "no",
    "member_elsewhere": "no",
    "resident": "yes",
}


def _text(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def _outcome(client: Visitor, **changed: str) -> str:
    asked = client.submit("/cek-syarat", {**_TYPED, **changed})
    assert asked.headers["Location"] == "/cek-syarat/hasil"
    return _text(client.get("/cek-syarat/hasil").text)


def test_yes_comes_with_price_in_full(client: Visitor, clock: FixedClock) -> None:
    page = _outcome(client)
    assert "Pekerja ini dapat didaftarkan." in page
    for said in ("Iuran November 2026", "Rp8.400", "Rp10.000", "Rp6.800", "PP 50/2025", "uang sendiri"):
        assert said in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"employment": "sponsor_company"}, "Penerima Upah (PU)"),
        ({"occupation": "tukang_batu", "construction_project": "yes"}, "Jasa Konstruksi"),
    ],
)
def test_no_gives_its_reason(client: Visitor, changed: dict[str, str], said: str) -> None:
    page = _outcome(client, **changed)
    assert "belum dapat didaftarkan melalui program ini" in page
    assert said in page
    assert "Rp" not in page.split("Hasil cek syarat", 1)[1].split("Berjalan di atas")[0]


@pytest.mark.parametrize(
    "changed",
    [
        {"age": "65"},
        {"employment": "other_company"},
        {"occupation": "tukang_batu", "construction_project": "unknown"},
    ],
)
def test_doubt_is_left_to_a_person(client: Visitor, changed: dict[str, str]) -> None:
    assert "petugas akan meninjau dulu" in _outcome(client, **changed)


@pytest.mark.parametrize(
    ("moment", "carries", "price"),
    [
        (datetime(2026, 11, 22, tzinfo=UTC), "no", "Iuran November 2026 Rp8.400"),
        (datetime(2026, 12, 31, 15, 30, tzinfo=UTC), "no", "Iuran Desember 2026 Rp8.400"),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "no", "Iuran Januari 2027 Rp16.800"),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "yes", "Iuran Januari 2027 Rp8.400"),
    ],
)
def test_price_is_that_of_the_day(
    client: Visitor, clock: FixedClock, moment: datetime, carries: str, price: str
) -> None:
    clock.moment = moment
    assert price in _outcome(client, carries=carries)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"age": ""}, "Isi dulu: Berapa usia pekerja?"),
        ({"age": "tua"}, "Tulis usia dengan angka, misalnya 45."),
        ({"age": "0"}, "Tulis usia dengan angka, misalnya 45."),
        ({"age": "-3"}, "Tulis usia dengan angka, misalnya 45."),
        ({"age": "121"}, "Tulis usia dengan angka, misalnya 45."),
        ({"age": "\uff13\uff16"}, "Tulis usia dengan angka, misalnya 45."),
        ({"age": "9" * 5000}, "Paling banyak 120 huruf."),
        ({"sponsor": "raja"}, "Pilih satu jawaban: Siapa Anda?"),
        ({"occupation": "<b>"}, "Pilih satu jawaban: Apa pekerjaannya?"),
        ({"carries": ""}, "Pilih satu jawaban: Apakah ia bekerja di bidang transportasi"),
    ],
)
def test_wrong_answer_is_explained(client: Visitor, changed: dict[str, str], said: str) -> None:
    answered = client.submit("/cek-syarat", {**_TYPED, **changed})
    assert answered.status_code == 422
    assert said in _text(answered.text)
    assert re.search(r'value="neighbour" checked', answered.text)
    assert client.get("/cek-syarat/hasil").headers["Location"] == "/cek-syarat"


def test_empty_form_names_every_question(client: Visitor) -> None:
    answered = client.submit("/cek-syarat")
    assert answered.status_code == 422
    assert answered.text.count('class="govuk-error-message"') == 9


def test_old_form_keeps_answers(client: Visitor) -> None:
    answered = client.post("/cek-syarat", data=_TYPED)
    assert answered.status_code == 400
    assert '<input type="hidden" name="occupation" value="pedagang">' in answered.text


def test_draft_space_asks_nobody(visit_as: VisitAs) -> None:
    for path in ("/cek-syarat", "/cek-syarat/hasil", "/tidak-setuju", "/sponsor/"):
        assert visit_as("badung").get(path).status_code == 404


def test_first_form_page_asks_database_nothing(client: Visitor, count_queries: Count) -> None:
    client.get("/cek-syarat")
    with count_queries() as counted:
        assert client.get("/cek-syarat").status_code == 200
    assert counted.count == 0


def test_outcome_asks_database_nothing(client: Visitor, count_queries: Count) -> None:
    _outcome(client)
    with count_queries() as counted:
        client.get("/cek-syarat/hasil")
    assert counted.count == 0
