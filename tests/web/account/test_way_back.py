"""From the pre-check through sign-up or sign-in and back, with the answers kept."""

import re
from datetime import UTC, datetime

import pytest
from tests.factories.accounts import PASSWORD, make_known_account
from tests.factories.enrolment import make_sponsor
from tests.fixtures.application import Work
from tests.fixtures.client import Visitor
from tests.web.account.steps import sign_up

from sertakan.tenancy.model import Tenant

_THERE = "/sponsor/pekerja/baru"
_PRECHECK = {
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


@pytest.fixture
def precheck(client: Visitor) -> str:
    """What somebody without a sign-in reads after the pre-check."""
    client.submit("/cek-syarat", _PRECHECK)
    return client.get("/cek-syarat/hasil").text


def _is_carried(client: Visitor) -> bool:
    assert "Jawaban cek syarat Anda ikut terbawa." in client.get(_THERE).text
    return client.submit(_THERE).headers["Location"].endswith("/identitas")


def test_newcomer_is_led_to_sign_up(client: Visitor, precheck: str) -> None:
    assert f'href="/daftar?next={_THERE}" role="button"' in precheck
    page = client.get(f"/daftar?next={_THERE}").text
    assert "Anda membuat akun sebagai:" in page  # as what, the pre-check has said
    done = sign_up(client, category="public", nik="5104035705900000", next=_THERE)
    assert done.headers["Location"] == _THERE
    assert _is_carried(client)


def test_who_has_an_account_goes_through_sign_in(
    client: Visitor, precheck: str, tenant: Tenant, as_tenant: Work
) -> None:
    assert f'href="/masuk?next={_THERE}"' in precheck
    with as_tenant(tenant):
        make_sponsor(tenant.id, make_known_account(tenant.id, datetime.now(UTC)), category="public")
    typed = {"contact": "luh@contoh.test", "password": PASSWORD, "next": _THERE}
    assert client.submit("/masuk", typed).headers["Location"] == _THERE
    assert _is_carried(client)


def test_who_is_signed_in_goes_straight_on(client: Visitor, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        account = make_known_account(tenant.id, datetime.now(UTC))
        make_sponsor(tenant.id, account, category="public")
    client.sign_in(tenant, account)
    client.submit("/cek-syarat", _PRECHECK)
    page = client.get("/cek-syarat/hasil").text
    assert f'href="{_THERE}" role="button"' in page
    assert "Sudah punya akun?" not in page


@pytest.mark.parametrize(
    ("path", "other"),
    [
        (f"/daftar?next={_THERE}", "/masuk"),
        (f"/daftar?category=public&next={_THERE}", "/masuk"),
        (f"/masuk?next={_THERE}", "/daftar"),
    ],
)
def test_each_leads_to_the_other_with_the_way_back(client: Visitor, path: str, other: str) -> None:
    page = client.get(path).text
    # Beside the form, and in the header.
    assert page.count(f'href="{other}?next={_THERE}"') == 2
    assert f'href="{other}"' not in page


def test_mistake_keeps_the_way_back(client: Visitor) -> None:
    for path, typed in (("/masuk", {}), ("/daftar", {"category": "public"})):
        page = client.submit(path, {**typed, "next": _THERE}).text
        assert page.count(f'name="next" value="{_THERE}"') == 1
        assert f"?next={_THERE}" in page


@pytest.mark.parametrize("path", ["/masuk", "/daftar", "/daftar?category=public"])
def test_way_back_is_never_elsewhere(client: Visitor, path: str) -> None:
    page = client.get(f"{path}{'&' if '?' in path else '?'}next=//contoh.test/").text
    assert re.search(r'href="/(masuk|daftar)', page)
    assert not re.search(r'href="/(masuk|daftar)[^"]*next=', page)
