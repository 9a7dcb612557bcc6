import csv
import io
from datetime import UTC, datetime

import pytest
from tests.factories.accounts import PASSWORD
from tests.factories.enrolment import make_enrolment, make_sponsor, make_worker
from tests.factories.oversight import application_as
from tests.fixtures.application import Count, VisitAs, Work
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database

from sertakan.identity.model import OversightRole
from sertakan.identity.service import add_oversight_account
from sertakan.kernel.clock import FixedClock
from sertakan.oversight import service
from sertakan.persistence.database import enter_oversight, enter_tenant
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

_EMAIL = "pengawas@pusat.test"
PAGES = ("/", "/?urut=-workers", "/?provinsi=51", "/daerah.csv", "/wilayah/gianyar", "/aturan", "/audit")


@pytest.fixture
def centre(app: SertakanApp, visit_as: VisitAs, clock: FixedClock) -> Visitor:
    with app.app_context(), enter_oversight():
        add_oversight_account(
            name="Pengawas Rekaan", email=_EMAIL, password=PASSWORD, role=OversightRole.VIEWER
        )
    visitor = visit_as("pusat.localhost")
    answer = visitor.submit("/masuk", {"email": _EMAIL, "password": PASSWORD})
    assert answer.status_code == 303
    return visitor


@pytest.fixture
def counted(database: Database, app: SertakanApp, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        sponsor = make_sponsor(tenant.id, name="Sponsor Yang Tidak Boleh Tampak")
        make_enrolment(
            tenant.id, sponsor, make_worker(tenant.id), worker_name="Pekerja Yang Tidak Boleh Tampak"
        )
    with (
        application_as(database, database.addresses.worker) as worker,
        worker.app_context(),
        enter_tenant(tenant.id),
    ):
        service.refresh_facts(tenant.id, datetime.now(UTC), is_demo_mode=True)


@pytest.mark.parametrize("path", PAGES)
def test_stranger_is_sent_to_sign_in(visit_as: VisitAs, path: str) -> None:
    answer = visit_as("pusat.localhost").get(path)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/masuk")


@pytest.mark.parametrize("path", PAGES)
def test_page_shows_no_person(counted: None, centre: Visitor, path: str) -> None:
    answer = centre.get(path)
    assert answer.status_code == 200
    assert "Tidak Boleh Tampak" not in answer.text
    assert "5104011505850000" not in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_page_runs_with_the_centres_role_alone(database: Database, path: str) -> None:
    # Every session of this application, whatever its scope, comes in as the centre's role.
    with application_as(database, database.addresses.oversight) as app:
        with app.app_context(), enter_oversight():
            add_oversight_account(
                name="Pengawas Rekaan", email=_EMAIL, password=PASSWORD, role=OversightRole.VIEWER
            )
        visitor = Visitor(app, app.response_class, use_cookies=True)
        visitor.host = "pusat.localhost"
        assert visitor.submit("/masuk", {"email": _EMAIL, "password": PASSWORD}).status_code == 303
        assert visitor.get(path).status_code == 200


def test_table_without_counts_says_so(centre: Visitor) -> None:
    page = centre.get("/").text
    assert page.count("Belum ada yang dihitung.") == 11
    assert "s-figure__value" not in page


def test_every_figure_of_a_demo_says_example(counted: None, centre: Visitor) -> None:
    page = centre.get("/").text
    assert page.count('<span class="s-figure__label">Contoh: ') == 3
    assert "<caption>Contoh: " in page
    assert "Semua angka di halaman ini contoh" in centre.get("/wilayah/gianyar").text


def test_filter_keeps_one_province(counted: None, centre: Visitor) -> None:
    page = centre.get("/?provinsi=33").text
    assert "Kabupaten Kendal" in page
    assert "Kabupaten Gianyar" not in page


def test_unknown_filter_and_order_are_harmless(centre: Visitor) -> None:
    assert centre.get("/?provinsi=99&urut=%00'--").status_code == 200
    assert centre.get("/audit?sebelum=9999999999999999999").status_code == 200


def test_unknown_regency_is_not_found(centre: Visitor) -> None:
    assert centre.get("/wilayah/atlantis").status_code == 404


def test_file_holds_the_same_table(counted: None, centre: Visitor) -> None:
    answer = centre.get("/daerah.csv?provinsi=51")
    lines = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\N{BYTE ORDER MARK}"))))
    gianyar = next(line for line in lines if line["kode"] == "51.04")
    assert (gianyar["workers"], gianyar["enrolments.submitted"], gianyar["contoh"]) == ("1", "1", "ya")
    assert {line["kode"][:2] for line in lines} == {"51"}
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_reading_costs_few_queries(counted: None, centre: Visitor, count_queries: Count) -> None:
    for path in ("/", "/wilayah/gianyar", "/audit"):
        with count_queries() as queries:
            centre.get(path)
        assert queries.count <= 6, path


def test_signing_in_stands_on_record(centre: Visitor) -> None:
    page = centre.get("/audit").text
    assert "Pengawas Rekaan" in page
    assert "Masuk" in page


def test_rules_name_instrument_and_certainty(centre: Visitor) -> None:
    page = centre.get("/aturan").text
    for words in ("PP 44/2015, Lampiran II", "dari ingatan, belum diperiksa", "belum bersitasi"):
        assert words in page


def test_regency_site_has_no_centre_pages(client: Visitor) -> None:
    assert client.get("/wilayah/gianyar").status_code == 404
    assert client.get("/daerah.csv").status_code == 404


def test_counts_of_unknown_measures_are_ignored(
    database: Database, counted: None, centre: Visitor, tenant: Tenant
) -> None:
    database.broom.execute(
        "INSERT INTO daily_fact (tenant_id, day, measure, value) VALUES (%s, '2026-11-24', 'future', 1)",
        [tenant.id],
    )
    assert centre.get("/").status_code == 200
