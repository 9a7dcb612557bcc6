"""The front page of a regency in each of its states, under each of its words, on different days."""

import re
from datetime import UTC, datetime

import pytest
from tests.fixtures.application import Count, VisitAs
from tests.fixtures.client import Visitor
from tests.web.conftest import PutInto

from sertakan.kernel.clock import FixedClock
from sertakan.tenancy.model import SpaceState


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_trial_home_promises_and_begins(client: Visitor, clock: FixedClock) -> None:
    page = client.get("/").text
    assert "Lindungi satu pekerja di sekitar Anda." in page
    assert 'href="/cek-syarat"' in page
    assert "Contoh, bukan ruang resmi." in page


def test_live_home_has_no_banner(client: Visitor, put_into: PutInto) -> None:
    put_into("gianyar", SpaceState.LIVE)
    page = client.get("/").text
    assert "Lindungi satu pekerja di sekitar Anda." in page
    assert "bukan ruang resmi" not in page


def test_draft_home_names_who_prepares_it(visit_as: VisitAs) -> None:
    page = visit_as("badung").get("/").text
    assert "Sertakan di Kabupaten Badung masih disiapkan" in page
    assert "belum diisi" in page
    assert "/cek-syarat" not in page


@pytest.mark.parametrize("path", ["/perbup", "/perbup/1", "/bantuan", "/privasi"])
def test_draft_shows_no_other_page(visit_as: VisitAs, path: str) -> None:
    assert visit_as("badung").get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/perbup", "/bantuan", "/privasi"])
def test_suspended_space_says_why(visit_as: VisitAs, put_into: PutInto, path: str) -> None:
    put_into("gianyar", SpaceState.SUSPENDED, "Peraturannya sedang diganti.")
    response = visit_as("gianyar", may_fail=True).get(path)
    assert response.status_code == 503
    assert "Peraturannya sedang diganti." in response.text
    assert "Rp8.400" not in response.text


@pytest.mark.parametrize(
    ("day", "said", "unsaid"),
    [
        (datetime(2026, 3, 20, tzinfo=UTC), "Rp16.800", "Hingga"),
        (
            datetime(2026, 11, 22, tzinfo=UTC),
            "Iuran biasa Rp16.800. Hingga Desember 2026 ada keringanan 50% (PP 50/2025).",
            "tidak ada keringanan",
        ),
        (datetime(2026, 11, 22, tzinfo=UTC), "Mulai Januari 2027 kembali Rp16.800.", "\0"),
        (datetime(2026, 11, 22, tzinfo=UTC), "Mulai Rp8.400 sebulan (November 2026)", "Mulai Rp16.800"),
        (datetime(2026, 11, 22, tzinfo=UTC), "sopir membayar Rp8.400 hingga Maret 2027.", "\0"),
        (datetime(2026, 12, 31, 15, 59, tzinfo=UTC), "Mulai Rp8.400 sebulan (Desember 2026)", "\0"),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "Mulai Rp16.800 sebulan (Januari 2027)", "Mulai Rp8"),
        (datetime(2027, 1, 10, tzinfo=UTC), "sopir membayar Rp8.400 hingga Maret 2027.", "Hingga Des"),
        (datetime(2027, 4, 10, tzinfo=UTC), "Mulai Rp16.800 sebulan (April 2027)", "Pekerja transportasi"),
    ],
)
def test_figures_follow_the_clock(
    client: Visitor, clock: FixedClock, day: datetime, said: str, unsaid: str
) -> None:
    clock.moment = day
    text = text_of(client.get("/").text)
    assert said in text
    assert unsaid not in text


def test_benefits_are_told_honestly(client: Visitor, clock: FixedClock) -> None:
    text = text_of(client.get("/").text)
    for words in ("sekitar Rp10 juta", "Rp42 juta", "hingga Rp70 juta", "hingga Rp174 juta"):
        assert words in text
    assert "Keputusan pada BPJS Ketenagakerjaan" in text


def test_kota_speaks_of_its_perwali(visit_as: VisitAs) -> None:
    text = text_of(visit_as("kota-semarang").get("/").text)
    assert "Peraturan Wali Kota Semarang Nomor 26 Tahun 2025." in text
    assert "Bupati" not in text
    assert "Kabupaten" not in text


def test_kabupaten_speaks_of_its_perbup(client: Visitor) -> None:
    text = text_of(client.get("/").text)
    assert "Peraturan Bupati Gianyar Nomor 33 Tahun 2024." in text
    assert "Wali Kota" not in text


def test_warm_home_asks_the_database_nothing(client: Visitor, count_queries: Count) -> None:
    client.get("/")
    with count_queries() as counted:
        assert client.get("/").status_code == 200
    assert counted.count == 0


def test_unknown_contacts_are_marked(client: Visitor) -> None:
    text = text_of(client.get("/").text)
    assert "Telepon belum diisi" in text
    assert "sertakan@gianyar.demo" in text
