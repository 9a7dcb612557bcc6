from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.factories.accounts import PASSWORD, email, make_known_account
from tests.factories.identity import make_grant
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database
from tests.web.account.steps import read_code, wrong

from sertakan.identity.model import Grant, Role
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

_CONTACT = "luh@contoh.test"
_NEW = "gunung payung sepeda"
SetState = Callable[[str], None]


@pytest.fixture(autouse=True)
def account(tenant: Tenant, as_tenant: Work) -> UUID:
    with as_tenant(tenant):
        return make_known_account(tenant.id, datetime.now(UTC))


@pytest.fixture
def in_earnest(app: SertakanApp) -> Iterator[None]:
    app.config["SERTAKAN_DEMO"] = False
    yield
    app.config["SERTAKAN_DEMO"] = True


@pytest.fixture
def set_state(app: SertakanApp, database: Database) -> SetState:
    def set_state(state: str) -> None:
        database.broom.execute("UPDATE tenant SET state = %s WHERE slug = 'gianyar'", [state])
        database.broom.execute("UPDATE directory_version SET version = version + 1")
        app.directory.refresh()

    return set_state


def begin(visitor: Visitor, contact: str = _CONTACT, **more: str) -> None:
    answer = visitor.submit("/masuk/lupa", {"contact": contact, **more})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/masuk/lupa/kode")


def test_whole_way_ends_signed_in_where_it_began(client: Visitor, visit_as: VisitAs, tenant: Tenant) -> None:
    elsewhere = visit_as(tenant)
    elsewhere.submit("/masuk", {"contact": _CONTACT, "password": PASSWORD})
    assert 'href="/masuk/lupa?next=/sponsor/akun"' in client.get("/masuk?next=/sponsor/akun").text
    begin(client, next="/sponsor/akun")
    assert "lu•••@contoh.test" in client.get("/masuk/lupa/kode").text
    answer = client.submit("/masuk/lupa/kode", {"code": read_code(client)})
    assert answer.headers["Location"] == "/masuk/lupa/sandi"
    assert 'autocomplete="new-password"' in client.get("/masuk/lupa/sandi").text
    answer = client.submit("/masuk/lupa/sandi", {"password": _NEW})
    assert answer.headers["Location"] == "/sponsor/akun"
    page = client.get("/").text
    assert "Ni Luh Contoh" in page
    assert "Kata sandi sudah diganti." in page
    assert "Ni Luh Contoh" not in elsewhere.get("/").text
    assert elsewhere.submit("/masuk", {"contact": _CONTACT, "password": PASSWORD}).status_code == 400
    assert elsewhere.submit("/masuk", {"contact": _CONTACT, "password": _NEW}).status_code == 303


def test_staff_come_back_to_their_work(client: Visitor, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        wira = make_known_account(tenant.id, datetime.now(UTC), contact=email("wira@contoh.test"))
        make_grant(tenant.id, wira, Grant(role=Role.VERIFIER))
    begin(client, "wira@contoh.test")
    client.submit("/masuk/lupa/kode", {"code": read_code(client)})
    answer = client.submit("/masuk/lupa/sandi", {"password": _NEW})
    assert answer.headers["Location"] == "/kelola/"
    assert "Expires" not in answer.headers["Set-Cookie"], "their cookie ends with the browser"


def test_unknown_contact_sees_the_same_pages(client: Visitor, visit_as: VisitAs, tenant: Tenant) -> None:
    stranger = visit_as(tenant)
    begin(client)
    begin(stranger, "la@contoh.test")
    same = [
        visitor.get("/masuk/lupa/kode")
        .text.replace("la•••", "lu•••")
        .split("<main")[1]
        .partition("csrf_token")[0]
        for visitor in (client, stranger)
    ]
    assert same[0] == same[1]
    code = wrong(read_code(client))
    answers = [visitor.submit("/masuk/lupa/kode", {"code": code}) for visitor in (client, stranger)]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert all("4 kali lagi" in answer.text for answer in answers)
    outbox = client.get("/kotak-keluar").text
    assert "tidak ada akun terbuka dengan kontak ini" in outbox
    assert "http://gianyar.localhost:8000/masuk" in outbox


def test_wrong_late_and_used_codes_say_what_to_do(client: Visitor, clock: FixedClock) -> None:
    begin(client)
    code = read_code(client)
    assert "4 kali lagi" in client.submit("/masuk/lupa/kode", {"code": wrong(code)}).text
    assert "enam angka" in client.submit("/masuk/lupa/kode", {"code": "12"}).text
    clock.moment += timedelta(minutes=16)
    assert "sudah lewat" in client.submit("/masuk/lupa/kode", {"code": code}).text
    assert client.submit("/masuk/lupa/kode/ulang").status_code == 303
    code = read_code(client)
    assert client.submit("/masuk/lupa/kode", {"code": code}).status_code == 303
    assert "sudah dipakai" in client.submit("/masuk/lupa/kode", {"code": code}).text


def test_too_many_codes_name_the_wait(client: Visitor) -> None:
    for _ in range(5):
        begin(client)
    answer = client.submit("/masuk/lupa", {"contact": _CONTACT})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3600"


def test_poor_password_keeps_the_way_open(client: Visitor) -> None:
    begin(client)
    client.submit("/masuk/lupa/kode", {"code": read_code(client)})
    for password in ("", "pendek", "luh contoh luh"):
        assert client.submit("/masuk/lupa/sandi", {"password": password}).status_code == 400
    assert client.submit("/masuk/lupa/sandi", {"password": _NEW}).status_code == 303
    assert client.get("/masuk/lupa/sandi").headers["Location"] == "/masuk/lupa"


def test_nobody_skips_the_code(client: Visitor) -> None:
    for path in ("/masuk/lupa/kode", "/masuk/lupa/sandi"):
        assert client.get(path).headers["Location"] == "/masuk/lupa"
        assert client.submit(path, {"code": "123456", "password": _NEW}).headers["Location"] == "/masuk/lupa"
    begin(client)
    assert client.get("/masuk/lupa/sandi").headers["Location"] == "/masuk/lupa"
    assert client.submit("/masuk/lupa/sandi", {"password": _NEW}).headers["Location"] == "/masuk/lupa"


@pytest.mark.usefixtures("in_earnest")
@pytest.mark.parametrize("state", ["draft", "trial", "suspended"])
def test_space_that_sends_nothing_says_whom_to_ask(client: Visitor, set_state: SetState, state: str) -> None:
    set_state(state)
    page = client.get("/masuk/lupa").text
    assert "sertakan user password" in page
    assert 'name="contact"' not in page
    assert client.submit("/masuk/lupa", {"contact": _CONTACT}).status_code == 400


@pytest.mark.usefixtures("in_earnest")
def test_live_space_sends_the_code(client: Visitor, set_state: SetState, database: Database) -> None:
    set_state("live")
    begin(client)
    rows = database.broom.execute("SELECT template, state FROM message").fetchall()
    assert rows == [("password_reset", "queued")]


def test_no_officer_reads_anothers_code_in_the_outbox(client: Visitor, staff_client: Visitor) -> None:
    begin(client)
    assert "kata sandi baru" in staff_client.get("/kelola/kotak-keluar").text
    client.application.config["SERTAKAN_DEMO"] = False
    try:
        assert "kata sandi baru" not in staff_client.get("/kelola/kotak-keluar").text
    finally:
        client.application.config["SERTAKAN_DEMO"] = True


def test_pages_speak_balinese(client: Visitor) -> None:
    client.set_cookie("bahasa", "ban", domain=client.host)
    assert "Lali ring kruna sandi" in client.get("/masuk/lupa").text
    begin(client)
    assert "kruna sandi anyar" in client.get("/kotak-keluar").text


def test_centre_says_who_gives_a_new_password(visit_as: VisitAs) -> None:
    assert "sertakan user password" in visit_as("pusat.localhost").get("/masuk").text
