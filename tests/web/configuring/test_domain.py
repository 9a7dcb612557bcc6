from collections.abc import Iterator

import pytest
from tests.fixtures.application import VisitAs
from tests.fixtures.client import Visitor
from tests.web.configuring.conftest import Holding, seen_on
from werkzeug.test import TestResponse

from sertakan.web.application import SertakanApp

PATH, OWN = "/kelola/pengaturan/rupa/domain", "sertakan.gianyarkab.test"


class Names:
    def addresses_of(self, host: str) -> frozenset[str]:
        known = {"localhost": {"192.0.2.1"}, OWN: {"192.0.2.1"}, "jauh.test": {"198.51.100.9"}}
        return frozenset(known.get(host, set()))


@pytest.fixture(autouse=True)
def names(app: SertakanApp) -> Iterator[None]:
    before = app.extensions["sertakan_resolver"]
    app.extensions["sertakan_resolver"] = Names()
    yield
    app.extensions["sertakan_resolver"] = before


def connect(visitor: Visitor, host: str = OWN) -> TestResponse:
    return visitor.submit(PATH, {"seen": seen_on(visitor.get(PATH).text), "own_domain": host})


def test_domain_is_connected_and_opens_the_space(admin: Visitor, visit_as: VisitAs, held: Holding) -> None:
    assert connect(admin, f" https://{OWN.upper()}/ ").status_code == 303
    held()
    assert "Gianyar" in visit_as(OWN).get("/").text


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("entah.test", "belum dikenal di internet"),
        ("jauh.test", "mengarah ke 198.51.100.9"),
        ("kendal.localhost", "milik Sertakan"),
        ("bukan domain", "Tulis domain saja"),
        ("", "Domain"),
    ],
)
def test_domain_that_does_not_check_out_is_told_and_kept(
    admin: Visitor, held: Holding, host: str, told: str
) -> None:
    answered = connect(admin, host)
    assert answered.status_code == 400
    assert told in answered.text
    assert f'value="{host}"' in answered.text
    assert held().identity.own_domain is None


def test_removal_asks_once_more_and_names_what_is_lost(
    admin: Visitor, visit_as: VisitAs, held: Holding
) -> None:
    connect(admin)
    sure = admin.get(f"{PATH}/hapus").text
    assert f"Lepas {OWN}?" in sure
    admin.submit(f"{PATH}/hapus", {"seen": seen_on(sure)})
    assert held().identity.own_domain is None
    assert visit_as(OWN).get("/").status_code == 404


def test_there_is_nothing_to_remove_without_a_domain(admin: Visitor) -> None:
    assert admin.get(f"{PATH}/hapus").location == PATH
