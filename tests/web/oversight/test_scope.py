import csv
import io

import pytest
from tests.factories.accounts import PASSWORD
from tests.fixtures.application import VisitAs
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database

from sertakan.identity.model import OversightRole, OversightScope, OversightScopeKind
from sertakan.identity.service import add_oversight_account
from sertakan.persistence.database import enter_oversight
from sertakan.web.application import SertakanApp

_EMAIL = "bali@pusat.test"


@pytest.fixture
def overseer_of_bali(app: SertakanApp, visit_as: VisitAs) -> Visitor:
    with app.app_context(), enter_oversight():
        add_oversight_account(
            name="Pengawas Bali Rekaan",
            email=_EMAIL,
            password=PASSWORD,
            role=OversightRole.VIEWER,
            scope=OversightScope.of("51"),
        )
    visitor = visit_as("pusat.localhost")
    assert visitor.submit("/masuk", {"email": _EMAIL, "password": PASSWORD}).status_code == 303
    return visitor


def test_table_holds_the_own_province_only(overseer_of_bali: Visitor) -> None:
    for path in ("/", "/?provinsi=51"):
        page = overseer_of_bali.get(path).text
        assert '<h1 class="govuk-heading-l">Daerah di Bali</h1>' in page
        assert "Kabupaten Gianyar" in page
        assert "Kendal" not in page


def test_another_province_shows_no_regency(overseer_of_bali: Visitor) -> None:
    page = overseer_of_bali.get("/?provinsi=33").text
    assert "Kendal" not in page
    assert "Gianyar" not in page


def test_figures_count_the_own_province_only(database: Database, overseer_of_bali: Visitor) -> None:
    database.broom.execute(
        "INSERT INTO daily_fact (tenant_id, day, measure, value)"
        " SELECT id, '2026-11-22', 'workers', CASE WHEN slug = 'gianyar' THEN 41 ELSE 7000 END"
        " FROM tenant WHERE slug IN ('gianyar', 'kendal')"
    )
    page = overseer_of_bali.get("/").text
    assert 's-figure__value">41<' in page
    assert "7.000" not in page  # of elsewhere
    assert "7.041" not in page  # of both


def test_regency_elsewhere_is_not_found(overseer_of_bali: Visitor) -> None:
    assert overseer_of_bali.get("/wilayah/gianyar").status_code == 200
    assert overseer_of_bali.get("/wilayah/kendal").status_code == 404


@pytest.mark.parametrize("path", ["/daerah.csv", "/daerah.csv?provinsi=33"])
def test_file_holds_nothing_of_other_provinces(overseer_of_bali: Visitor, path: str) -> None:
    text = overseer_of_bali.get(path).text.removeprefix("\N{BYTE ORDER MARK}")
    assert {line["kode"][:2] for line in csv.DictReader(io.StringIO(text))} <= {"51"}


def test_narrowing_an_account_holds_at_once(database: Database, overseer_of_bali: Visitor) -> None:
    database.broom.execute("UPDATE oversight_account SET province_code = '33'")
    assert overseer_of_bali.get("/wilayah/gianyar").status_code == 404
    assert overseer_of_bali.get("/wilayah/kendal").status_code == 200


def test_province_without_a_code_sees_nothing() -> None:
    assert not OversightScope(kind=OversightScopeKind.PROVINCE).covers("51.04")
    assert not OversightScope.of("5").covers("51.04")
    assert OversightScope.of(None).covers("51.04")
