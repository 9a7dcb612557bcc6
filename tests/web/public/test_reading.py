"""The pages one reads before deciding."""

import pytest
from tests.fixtures.application import Count, VisitAs
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database
from tests.web.public.test_home import text_of

from sertakan.kernel.clock import FixedClock
from sertakan.web.application import SertakanApp

PAGES = ["/perbup", "/bantuan", "/privasi"]


def test_regulation_tells_every_parameter(client: Visitor, clock: FixedClock) -> None:
    text = text_of(client.get("/perbup").text)
    for words in (
        "Peraturan Bupati Gianyar Nomor 33 Tahun 2024",
        "Ikut serta adalah ajakan, bukan kewajiban.",
        "PNS, PPPK, pegawai non-ASN, masyarakat, perusahaan atau lembaga",
        "Sedikitnya 1 pekerja",
        "1, 3, 6, 12 bulan",
        "belum bersitasi",
        "Keyakinan: sedang, dari satu sumber terbitan",
    ):
        assert words in text


def test_regulation_tells_national_law_with_its_doubts(client: Visitor, clock: FixedClock) -> None:
    text = text_of(client.get("/perbup").text)
    for words in (
        "PP 50/2025, Pasal 4 ayat (1)",
        "tanggal 15 bulan itu juga",
        "Rp6.800",
        "Batas usia pendaftaran belum dipastikan.",
        "Sementara ini petugas yang meninjau.",
    ):
        assert words in text


def test_kota_names_its_own_instrument(visit_as: VisitAs) -> None:
    text = text_of(visit_as("kota-semarang").get("/perbup").text)
    assert "Peraturan Wali Kota Semarang Nomor 26 Tahun 2025" in text
    assert "Bupati" not in text


def test_revision_in_force_can_be_named(client: Visitor) -> None:
    page = client.get("/perbup/1")
    assert page.status_code == 200
    assert "Ini bukan revisi yang berlaku sekarang" not in page.text


@pytest.mark.parametrize("number", ["0", "2", "999999", "99999999999999999999", "-1", "satu"])
def test_unknown_revision_is_not_found(client: Visitor, number: str) -> None:
    assert client.get(f"/perbup/{number}").status_code == 404


def test_earlier_revision_says_that_it_is_past(client: Visitor, database: Database, app: SertakanApp) -> None:
    with database.as_superuser() as connection:
        connection.execute(
            "INSERT INTO configuration_revision (tenant_id, id, number, document, fingerprint, origin)"
            " SELECT tenant_id, gen_random_uuid(), 2, document, fingerprint, origin"
            " FROM configuration_revision WHERE number = 1"
            " AND tenant_id = (SELECT id FROM tenant WHERE slug = 'gianyar')"
        )
        connection.execute(
            "INSERT INTO revision_mark (tenant_id, number, part, applied_from)"
            " SELECT tenant_id, 2, 'law', applied_from FROM revision_mark WHERE number = 1"
            " AND tenant_id = (SELECT id FROM tenant WHERE slug = 'gianyar')"
        )
        connection.execute("UPDATE directory_version SET version = version + 1")
    app.directory.refresh()
    assert "Ini bukan revisi yang berlaku sekarang" in client.get("/perbup/1").text
    assert "Ini bukan revisi yang berlaku sekarang" not in client.get("/perbup").text


@pytest.mark.parametrize(
    ("moment", "price"), [("2026-11-22T02:00:00+00:00", "Rp8.400"), ("2027-01-05T02:00:00+00:00", "Rp16.800")]
)
def test_help_answers_with_figures_of_the_day(
    client: Visitor, clock: FixedClock, moment: str, price: str
) -> None:
    clock.moment = type(clock.moment).fromisoformat(moment)
    text = text_of(client.get("/bantuan").text)
    assert f"untuk satu pekerja: {price}." in text
    assert "Pekerja belum terlindungi sampai iuran pertama dibayar." in text
    assert "lebih dari 3 bulan berturut-turut" in text


def test_privacy_marks_what_nobody_decided(client: Visitor) -> None:
    text = text_of(client.get("/privasi").text)
    assert "Mendaftarkan pekerja belum ditetapkan" in text
    assert "pdp@gianyar.demo" in text
    assert "3 × 24 jam" in text


@pytest.mark.parametrize("path", PAGES)
def test_warm_reading_asks_the_database_nothing(client: Visitor, count_queries: Count, path: str) -> None:
    client.get(path)
    with count_queries() as counted:
        assert client.get(path).status_code == 200
    assert counted.count == 0


@pytest.mark.parametrize("path", ["/", *PAGES])
def test_pages_speak_balinese_too(client: Visitor, path: str) -> None:
    client.submit("/bahasa", {"language": "ban", "next": path})
    page = client.get(path)
    assert page.status_code == 200
    assert '<html lang="ban">' in page.text
