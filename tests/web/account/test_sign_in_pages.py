from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import request
from tests.factories.accounts import PASSWORD, email, make_known_account
from tests.factories.identity import make_grant
from tests.fixtures.application import Count, VisitAs, Work
from tests.fixtures.client import Visitor

from sertakan.app import create_app
from sertakan.identity.model import Grant, OversightRole, Role
from sertakan.identity.service import add_oversight_account
from sertakan.persistence.database import enter_oversight
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp
from sertakan.web.tickets import network_of
from sertakan.web.visit import SIGN_IN

_KNOWN = {"contact": "luh@contoh.test", "password": PASSWORD}
_WRONG = {**_KNOWN, "password": "lain sekali ini"}
_SENTENCE = "Kontak atau kata sandi tidak cocok."


@pytest.fixture(autouse=True)
def account(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        make_known_account(tenant.id, datetime.now(UTC))


def test_contact_is_recognised_in_any_spelling(client: Visitor) -> None:
    answer = client.submit("/masuk", {**_KNOWN, "contact": "  LUH@Contoh.test "})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sponsor/")


def test_staff_arrive_at_their_work(client: Visitor, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        wira = make_known_account(tenant.id, datetime.now(UTC), contact=email("wira@contoh.test"))
        make_grant(tenant.id, wira, Grant(role=Role.ADMIN))
    answer = client.submit("/masuk", {**_KNOWN, "contact": "wira@contoh.test"})
    assert answer.headers["Location"] == "/kelola/"
    assert "Expires" not in answer.headers["Set-Cookie"]


def test_unknown_and_wrong_look_alike(client: Visitor) -> None:
    wrong = client.submit("/masuk", _WRONG)
    unknown = client.submit("/masuk", {**_WRONG, "contact": "siapa@contoh.test"})
    assert wrong.status_code == unknown.status_code == 400
    assert _SENTENCE in wrong.text
    assert _SENTENCE in unknown.text


def test_too_many_guesses_name_the_wait(client: Visitor) -> None:
    answers = [client.submit("/masuk", _WRONG) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [400] * 10 + [429]
    assert "15 menit lagi" in answers[-1].text
    assert answers[-1].headers["Retry-After"] == "900"
    assert "Retry-After" not in answers[0].headers
    assert client.submit("/masuk", _KNOWN).status_code == 429


def test_sign_in_changes_the_secrets_and_keeps_the_answers(client: Visitor) -> None:
    with client.session_transaction(base_url=f"http://{client.host}") as session:
        session["precheck"] = {"sponsor": "public"}
        session[SIGN_IN] = {"token": "dari orang lain", "host": client.host}
    before = client.token()
    client.post("/masuk", data={**_KNOWN, "csrf_token": before})
    with client.session_transaction(base_url=f"http://{client.host}") as session:
        assert session["precheck"] == {"sponsor": "public"}
        assert session[SIGN_IN]["token"] != "dari orang lain"
    assert client.post("/keluar", data={"csrf_token": before}).status_code == 400


def test_sign_out_ends_the_ticket_everywhere(client: Visitor, visit_as: VisitAs, tenant: Tenant) -> None:
    client.submit("/masuk", _KNOWN)
    cookie = client.get_cookie("sertakan", domain=client.host)
    assert cookie is not None
    copy = visit_as(tenant)
    copy.set_cookie("sertakan", cookie.value, domain=copy.host)
    assert "Ni Luh Contoh" in copy.get("/").text
    client.submit("/keluar")
    assert "Ni Luh Contoh" not in client.get("/").text
    assert "Ni Luh Contoh" not in copy.get("/").text


def test_cookie_of_one_regency_opens_no_other(
    client: Visitor, visit_as: VisitAs, quiet_tenant: Tenant
) -> None:
    client.submit("/masuk", _KNOWN)
    cookie = client.get_cookie("sertakan", domain=client.host)
    assert cookie is not None
    for host in (quiet_tenant.slug, "pusat"):
        elsewhere = visit_as(host)
        elsewhere.set_cookie("sertakan", cookie.value, domain=elsewhere.host)
        assert "Ni Luh Contoh" not in elsewhere.get("/masuk").text


@pytest.mark.parametrize("spoiled", ["", "x", "eyJhIjoxfQ.aaaa.bbbb", "\u00e9", "a" * 500])
def test_tampered_cookie_is_no_sign_in(client: Visitor, spoiled: str) -> None:
    client.submit("/masuk", _KNOWN)
    cookie = client.get_cookie("sertakan", domain=client.host)
    assert cookie is not None
    client.set_cookie("sertakan", cookie.value[:-6] + spoiled, domain=client.host)
    page = client.get("/masuk")
    assert page.status_code == 200
    assert "Ni Luh Contoh" not in page.text


def test_same_email_signs_in_at_each_regency_by_itself(
    client: Visitor, visit_as: VisitAs, quiet_tenant: Tenant, as_tenant: Work
) -> None:
    assert visit_as(quiet_tenant).submit("/masuk", _KNOWN).status_code == 400
    with as_tenant(quiet_tenant):
        make_known_account(quiet_tenant.id, datetime.now(UTC))
    assert visit_as(quiet_tenant).submit("/masuk", _KNOWN).status_code == 303
    assert client.submit("/masuk", _KNOWN).status_code == 303


def test_signed_in_page_asks_once_who_it_is(client: Visitor, count_queries: Count) -> None:
    client.submit("/masuk", _KNOWN)
    client.get("/")
    with count_queries() as counted:
        client.get("/")
    assert counted.count == 1


def test_overseer_signs_in_and_out(app: SertakanApp, visit_as: VisitAs) -> None:
    with app.app_context(), enter_oversight():
        add_oversight_account(
            name="Pengawas", email="pengawas@pusat.test", password=PASSWORD, role=OversightRole.VIEWER
        )
    visitor = visit_as("pusat")
    typed = {"email": "pengawas@pusat.test", "password": PASSWORD}
    assert _SENTENCE in visitor.submit("/masuk", {**typed, "password": "lain"}).text
    assert visitor.submit("/masuk", typed).headers["Location"] == "/"
    assert visitor.get("/masuk").status_code == 303
    assert visitor.submit("/keluar").headers["Location"] == "/masuk"
    assert visitor.get("/masuk").status_code == 200
    guesses = [visitor.submit("/masuk", {**typed, "password": "lain"}) for _ in range(11)]
    assert (guesses[-1].status_code, guesses[-1].headers["Retry-After"]) == (429, "900")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
        (None, "unknown"),
        ("bukan alamat", "unknown"),
    ],
)
def test_network_is_what_counts_as_one_visitor(address: str | None, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "198.51.100.9")])
def test_only_a_trusted_proxy_names_the_client(app: SertakanApp, proxies: int, seen: str) -> None:
    behind = create_app(replace(app.config["SERTAKAN_SETTINGS"], proxies=proxies))
    noted: list[str | None] = []
    behind.before_request(lambda: noted.append(request.remote_addr))
    behind.test_client().get(
        "/masuk", headers={"Host": "x.test", "X-Forwarded-For": "203.0.113.1, 198.51.100.9"}
    )
    assert noted == [seen]
