import pytest
from sqlalchemy import func, select
from tests.fixtures.application import Work
from tests.fixtures.client import Visitor
from tests.web.account.steps import ANSWERS, begin, read_code

from sertakan.identity.tables import AccountRow, VerificationRow
from sertakan.notifications.tables import MessageRow
from sertakan.tenancy.model import Tenant

_NASTY = [
    "🙂" * 40,
    "a\x00b",
    "x" * 1000,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\u202e\ufeff",
    "%(x)s %s",
]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("nip", "19850517201001100A", "NIP hanya berisi angka"),
        ("nip", "19850517201001100", "NIP terdiri dari 18 angka. Anda mengetik 17."),
        ("nip", "198513172010011000", "Delapan angka pertama NIP"),
        ("nip", "198505172010011001", "Ruang contoh hanya menerima NIP rekaan"),
        ("nip", "", "Isi NIP"),
        ("full_name", "", "Isi dulu: Nama lengkap"),
        ("full_name", "x" * 1000, "Anda mengetik 1000."),
        ("contact", "", "Isi surel atau nomor HP Anda."),
        ("contact", "luh", "Tulis alamat surel seperti"),
        ("contact", "0361 12345", "Nomor HP diawali 08"),
        ("password", "", "Isi kata sandi."),
        ("password", "pendek", "Anda mengetik 6."),
        ("password", "gianyar2026", "terlalu mudah ditebak"),
        ("password", "luhcontoh1985", "terlalu dekat dengan nama"),
        ("password", "x7" * 1000, "paling panjang 200"),
    ],
)
def test_each_mistake_has_its_sentence(client: Visitor, field: str, typed: str, sentence: str) -> None:
    answer = begin(client, **{field: typed})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert ANSWERS["password"] not in answer.text


def test_everything_wrong_is_told_at_once(client: Visitor) -> None:
    answer = begin(client, full_name="", nip="x", organisation="", contact="?", password="abc")
    for target in ("full_name", "nip", "organisation", "contact", "password"):
        assert f'href="#{target}"' in answer.text


def test_what_was_typed_stays_except_the_password(client: Visitor) -> None:
    answer = begin(client, nip="salah", full_name="I Nyoman O'é")
    assert 'value="salah"' in answer.text
    assert "I Nyoman O&#39;é" in answer.text
    assert ANSWERS["password"] not in answer.text


@pytest.mark.parametrize(
    "field", ["full_name", "nip", "organisation", "contact", "password", "category", "next"]
)
@pytest.mark.parametrize("typed", _NASTY)
def test_no_text_breaks_sign_up(client: Visitor, field: str, typed: str) -> None:
    answer = begin(client, **{field: typed})
    assert answer.status_code in {303, 400}
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("typed", [*_NASTY, "", "12345", "1234567", "١٢٣٤٥٦", "12 34 5a"])
def test_no_text_breaks_the_code(client: Visitor, typed: str) -> None:
    begin(client)
    assert client.submit("/daftar/kode", {"code": typed}).status_code == 400


def test_code_may_be_typed_with_a_gap(client: Visitor) -> None:
    begin(client)
    code = read_code(client)
    assert client.submit("/daftar/kode", {"code": f" {code[:3]} {code[3:]}"}).status_code == 303


@pytest.mark.parametrize("field", ["contact", "password", "next"])
@pytest.mark.parametrize("typed", _NASTY)
def test_no_text_breaks_sign_in(client: Visitor, field: str, typed: str) -> None:
    typed_in = {"contact": "luh@contoh.test", "password": "kursi lampu ember", field: typed}
    assert client.submit("/masuk", typed_in).status_code == 400


def test_refused_form_leaves_nothing(client: Visitor, tenant: Tenant, as_tenant: Work) -> None:
    begin(client, nip="salah")
    begin(client, nip="198505172010011001")
    with as_tenant(tenant) as session:
        for table in (AccountRow, VerificationRow, MessageRow):
            assert session.scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.parametrize("path", ["/daftar", "/daftar/kode", "/daftar/kode/ulang", "/masuk", "/keluar"])
def test_nothing_happens_without_a_forgery_token(client: Visitor, path: str) -> None:
    answer = client.post(path, data=ANSWERS)
    assert answer.status_code == 400
    assert ANSWERS["password"] not in answer.text
