import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.fixtures.client import Visitor
from tests.web.account.steps import ANSWERS, begin, sign_up

from sertakan.kernel.address import PublicAddress
from sertakan.tenancy.model import InForce, Tenant
from sertakan.web.application import SertakanApp

Publish = Callable[[str], None]


@pytest.fixture
def publish(app: SertakanApp, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Say where people find the platform."""

    def publish(address: str) -> None:
        settings = app.config["SERTAKAN_SETTINGS"]
        changed = replace(settings, public=PublicAddress.parse(address))
        monkeypatch.setitem(app.config, "SERTAKAN_SETTINGS", changed)

    return publish


def link_in_outbox(client: Visitor) -> str:
    found = re.search(r"masuk di (\S+/masuk)", client.get("/kotak-keluar").text)
    assert found
    return found[1]


def test_message_holds_the_public_address(client: Visitor, publish: Publish) -> None:
    publish("https://sertakan.test")
    sign_up(client)
    client.submit("/keluar")
    begin(client)
    assert link_in_outbox(client) == "https://gianyar.sertakan.test/masuk"


def test_forged_port_and_scheme_reach_no_message(client: Visitor) -> None:
    sign_up(client)
    client.submit("/keluar")
    client.host = "gianyar.localhost:6666"
    headers = {"X-Forwarded-Host": "jahat.test", "X-Forwarded-Proto": "gopher"}
    assert client.submit("/daftar", ANSWERS, headers=headers).status_code == 303
    assert link_in_outbox(client) == "http://gianyar.localhost:8000/masuk"


def test_space_with_a_domain_of_its_own_is_linked_there(
    client: Visitor, publish: Publish, app: SertakanApp, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = app.directory.document_of(tenant, InForce(law=1, house=1))
    identity = document.identity.model_copy(update={"own_domain": "sertakan.gianyar.test"})
    changed = document.model_copy(update={"identity": identity})
    monkeypatch.setattr(app.directory, "document_of", lambda *_: changed)
    publish("https://sertakan.test")
    sign_up(client)
    client.submit("/keluar")
    begin(client)
    assert link_in_outbox(client) == "https://sertakan.gianyar.test/masuk"
