"""Everybody finds their regency, whether it uses Sertakan or not."""

import re

import brotli
import pytest
from tests.fixtures.application import Count, VisitAs

from sertakan.tenancy.regions import load_regencies
from sertakan.web.application import SertakanApp
from sertakan.web.portal.outline import bali
from sertakan.web.portal.places import find_places


def test_portal_lists_spaces_by_province(visit_as: VisitAs) -> None:
    page = visit_as("localhost").get("/").text
    assert page.index(">Bali<") < page.index("Kabupaten Gianyar") < page.index(">Jawa Tengah<")
    assert 'href="//gianyar.localhost/"' in page
    assert "Contoh" in page
    assert "Disiapkan" in page


def test_links_keep_the_port_of_the_visit(visit_as: VisitAs) -> None:
    page = visit_as("localhost").get("/", base_url="http://localhost:8123").text
    assert 'href="//kota-semarang.localhost:8123/"' in page


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("gianyar", "Kabupaten Gianyar"),
        ("  GIANYAR ", "Kabupaten Gianyar"),
        ("kab. gianyar", "Kabupaten Gianyar"),
        ("semarang", "Kota Semarang"),
        ("kabupaten semarang", "Kabupaten Semarang"),
        ("jakarta pusat", "Kota Administrasi Jakarta Pusat"),
        ("aceh besar", "Kabupaten Aceh Besar"),
        ("sem jawa", "Kota Semarang"),
    ],
)
def test_search_finds_the_nearest_first(app: SertakanApp, text: str, first: str) -> None:
    assert find_places(text, app.directory.tenants(), "localhost")[0].name == first


def test_every_regency_is_found_by_its_name(app: SertakanApp) -> None:
    tenants = app.directory.tenants()
    for region in load_regencies().values():
        assert region.code in [place.code for place in find_places(region.full_name, tenants, "localhost")]


def test_regency_without_space_says_so(visit_as: VisitAs) -> None:
    page = visit_as("localhost").get("/?cari=Banyuwangi").text
    assert "Kabupaten Banyuwangi" in page
    assert "belum memakai Sertakan" in page
    assert "banyuwangi.localhost" not in page


@pytest.mark.parametrize("text", ["Atlantis", "%00", "<script>alert(1)</script>", "é" * 1000, "🌴", "'", "."])
def test_strange_searches_are_answered(visit_as: VisitAs, text: str) -> None:
    response = visit_as("localhost").get("/", query_string={"cari": text})
    assert response.status_code == 200
    assert "<script>alert" not in response.text


def test_map_names_each_area_and_stays_small(visit_as: VisitAs) -> None:
    page = visit_as("localhost").get("/").text
    found = re.search(r'<svg class="s-map".*?</svg>', page, re.S)
    assert found
    assert found[0].count("<a href") == len(bali().areas) == 9
    assert 'aria-label="Kabupaten Gianyar: Contoh"' in found[0]
    assert len(brotli.compress(found[0].encode())) < 12_000


def test_warm_portal_asks_the_database_nothing(visit_as: VisitAs, count_queries: Count) -> None:
    visitor = visit_as("localhost")
    visitor.get("/")
    with count_queries() as counted:
        visitor.get("/?cari=bali")
    assert counted.count == 0
