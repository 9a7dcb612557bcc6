from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from tests.factories.accounts import PASSWORD, email, make_known_account
from tests.factories.identity import TOTP_SECRET, make_grant, make_recovery_code, make_totp
from tests.factories.passkeys import Device
from tests.fixtures.application import Count, VisitAs, Work
from tests.fixtures.client import Visitor

from sertakan.identity.model import Grant, Role
from sertakan.identity.passkeys import NewKey
from sertakan.identity.repository import factors
from sertakan.identity.rules.factor import code_of_step, step_of
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy.model import Tenant

_KNOWN = {"contact": "luh@contoh.test", "password": PASSWORD}
_FACTOR = "/masuk/faktor"


@pytest.fixture
def account(tenant: Tenant, as_tenant: Work, clock: FixedClock) -> UUID:
    with as_tenant(tenant):
        account_id = make_known_account(tenant.id, clock.moment)
        make_grant(tenant.id, account_id, Grant(role=Role.VERIFIER))
        make_totp(tenant.id, account_id)
        make_recovery_code(tenant.id, account_id)
    return account_id


@pytest.fixture
def waiting(client: Visitor, account: UUID) -> Visitor:
    """Somebody who typed the password and stands before the second step."""
    client.submit("/masuk", {**_KNOWN, "next": "/kelola/antrean"})
    return client


@pytest.fixture
def code(clock: FixedClock) -> Callable[[], str]:
    return lambda: code_of_step(TOTP_SECRET, step_of(clock.moment))


def test_password_leads_to_the_second_step_and_no_further(client: Visitor, account: UUID) -> None:
    answer = client.submit("/masuk", {**_KNOWN, "next": "/kelola/antrean"})
    assert answer.headers["Location"] == f"{_FACTOR}?next=/kelola/antrean"
    assert client.get("/kelola/").headers["Location"].startswith("/masuk?next=")
    assert "Ni Luh Contoh" not in client.get("/").text
    page = client.get(answer.headers["Location"])
    assert "Langkah kedua" in page.text
    assert "passkey" not in page.text


def test_right_code_leads_where_one_wanted_to_go(waiting: Visitor, code: Callable[[], str]) -> None:
    answer = waiting.submit(_FACTOR, {"cara": "kode", "code": code(), "next": "/kelola/antrean"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/kelola/antrean")
    assert waiting.get("/kelola/antrean").status_code == 200


@pytest.mark.parametrize(
    ("way", "fields", "sentence"),
    [
        ("kode", {"code": ""}, "Isi enam angka dari aplikasi autentikator Anda."),
        ("kode", {"code": "12"}, "Kode terdiri dari enam angka."),
        ("kode", {"code": "000000"}, "Kode ini tidak cocok."),
        ("pemulihan", {"recovery_code": ""}, "Isi salah satu kode pemulihan Anda."),
        ("pemulihan", {"recovery_code": "ABC"}, "Kode pemulihan terdiri dari 10 huruf dan angka."),
        ("pemulihan", {"recovery_code": "ZZZZZ-ZZZZZ"}, "tidak cocok atau sudah dipakai"),
        ("sandi", {"password": PASSWORD}, "Isi enam angka dari aplikasi autentikator Anda."),
    ],
)
def test_what_does_not_fit_is_said(waiting: Visitor, way: str, fields: dict[str, str], sentence: str) -> None:
    answer = waiting.submit(_FACTOR, {"cara": way, **fields})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert waiting.get("/kelola/").status_code == 303


def test_guesses_name_the_wait(waiting: Visitor, code: Callable[[], str]) -> None:
    answers = [waiting.submit(_FACTOR, {"cara": "kode", "code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert answers[-1].headers["Retry-After"] == "900"
    assert waiting.submit(_FACTOR, {"cara": "kode", "code": code()}).status_code == 429


def test_recovery_code_opens_once(waiting: Visitor, client: Visitor) -> None:
    fields = {"cara": "pemulihan", "recovery_code": "abcde 23456"}
    assert waiting.submit(_FACTOR, fields).status_code == 303
    waiting.submit("/keluar")
    client.submit("/masuk", _KNOWN)
    assert client.submit(_FACTOR, fields).status_code == 400


def test_after_five_minutes_one_begins_anew(
    waiting: Visitor, clock: FixedClock, code: Callable[[], str]
) -> None:
    clock.moment += timedelta(minutes=5)
    answer = waiting.submit(_FACTOR, {"cara": "kode", "code": code()})
    assert answer.headers["Location"] == "/masuk"
    assert "Waktu untuk langkah kedua sudah lewat" in waiting.get("/masuk").text


@pytest.mark.parametrize("path", [_FACTOR, f"{_FACTOR}/kunci", f"{_FACTOR}/kunci/tantangan"])
def test_without_a_password_there_is_no_second_step(client: Visitor, path: str) -> None:
    assert client.submit(path, {"code": "123456"}).headers["Location"] == "/masuk"


def test_second_step_stays_at_its_host(
    waiting: Visitor, quiet_tenant: Tenant, as_tenant: Work, code: Callable[[], str], clock: FixedClock
) -> None:
    with as_tenant(quiet_tenant):
        twin = make_known_account(quiet_tenant.id, clock.moment)
        make_totp(quiet_tenant.id, twin)
    moved = waiting.at(f"{quiet_tenant.slug}.localhost")
    assert moved.submit(_FACTOR, {"cara": "kode", "code": code()}).headers["Location"] == "/masuk"


def test_waiting_cookie_signs_in_only_where_it_was_given(
    waiting: Visitor, visit_as: VisitAs, tenant: Tenant, code: Callable[[], str]
) -> None:
    stranger = visit_as(tenant)
    assert stranger.submit(_FACTOR, {"cara": "kode", "code": code()}).headers["Location"] == "/masuk"
    assert waiting.submit(_FACTOR, {"cara": "kode", "code": code()}).status_code == 303


def test_email_of_another_person_is_no_detour(
    waiting: Visitor, tenant: Tenant, as_tenant: Work, code: Callable[[], str], clock: FixedClock
) -> None:
    with as_tenant(tenant):
        other = make_known_account(tenant.id, clock.moment, contact=email("lain@contoh.test"))
        make_totp(tenant.id, other, "A" * 32)
    waiting.submit("/masuk", {**_KNOWN, "contact": "lain@contoh.test"})
    assert waiting.submit(_FACTOR, {"cara": "kode", "code": code()}).status_code == 400


def test_passkey_is_asked_and_answered(
    client: Visitor, tenant: Tenant, as_tenant: Work, account: UUID
) -> None:
    device = Device()
    with as_tenant(tenant):
        key = NewKey(credential_id=device.credential_id, public_key=device._public(), sign_count=0)
        factors.insert_passkey(tenant.id, account, "Laptop", key)
    client.submit("/masuk", _KNOWN)
    page = client.get(f"{_FACTOR}?cara=kunci")
    assert "data-passkey-missing" in page.text
    assert "passkey-" in page.text
    asked = client.submit(f"{_FACTOR}/kunci/tantangan")
    assert asked.mimetype == "application/json"
    refused = client.submit(f"{_FACTOR}/kunci", {"credential": "{}"})
    assert (refused.status_code, "menjawab lain dari yang diminta" in refused.text) == (400, True)
    answer = client.submit(f"{_FACTOR}/kunci", {"credential": device.get(asked.text)})
    assert answer.headers["Location"] == "/kelola/"


def test_signed_in_page_still_asks_once_who_it_is(
    waiting: Visitor, code: Callable[[], str], count_queries: Count
) -> None:
    waiting.submit(_FACTOR, {"cara": "kode", "code": code()})
    waiting.get("/")
    with count_queries() as counted:
        waiting.get("/")
    assert counted.count == 1
