import re
from io import BytesIO

import pytest
from tests.factories.papers import PDF, jpeg, png
from tests.fixtures.application import VisitAs
from tests.fixtures.client import Visitor
from tests.web.configuring.conftest import Holding, seen_on
from werkzeug.test import TestResponse

PATH = "/kelola/pengaturan/rupa/gambar"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'


def send(visitor: Visitor, content: bytes, slot: str = "logo") -> TestResponse:
    seen = seen_on(visitor.get(PATH).text)
    way = {"logo": "logo", "favicon": "ikon"}[slot]
    return visitor.submit(f"{PATH}/{way}", {"seen": seen, slot: (BytesIO(content), "gambar.bin")})


def address_of(page: str, kind: str) -> str:
    found = re.search(rf'"(/{kind}/[0-9a-f]{{12}}\.(?:svg|png))"', page)
    assert found
    return found[1]


def test_drawing_is_shown_on_every_page_and_inert(admin: Visitor, visit_as: VisitAs, held: Holding) -> None:
    assert send(admin, b"\xef\xbb\xbf" + SVG).status_code == 303
    held()
    visitor = visit_as("gianyar")
    logo = visitor.get(address_of(visitor.get("/").text, "logo"))
    assert (logo.mimetype, logo.data) == ("image/svg+xml", SVG)
    assert logo.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in logo.headers["Cache-Control"]
    assert logo.headers["X-Content-Type-Options"] == "nosniff"


def test_picture_of_the_tab_is_its_own(admin: Visitor, visit_as: VisitAs, held: Holding) -> None:
    send(admin, png(64, 64), "favicon")
    held()
    page = visit_as("gianyar").get("/").text
    assert f'<link rel="icon" href="{address_of(page, "ikon")}">' in page
    assert visit_as("gianyar").get(address_of(page, "ikon")).mimetype == "image/png"


def test_picture_is_never_served_across(admin: Visitor, visit_as: VisitAs, held: Holding) -> None:
    send(admin, SVG)
    held()
    address = address_of(visit_as("gianyar").get("/").text, "logo")
    assert visit_as("kendal").get(address).status_code == 404
    assert visit_as("gianyar").get(address.replace(".svg", ".png")).status_code == 404
    assert visit_as("gianyar").get(address.replace("/logo/", "/ikon/")).status_code == 404


def test_earlier_picture_is_served_no_longer_and_returns_by_undo(
    admin: Visitor, visit_as: VisitAs, held: Holding
) -> None:
    send(admin, SVG)
    held()
    address = address_of(visit_as("gianyar").get("/").text, "logo")
    admin.submit(f"{PATH}/logo/hapus", {"seen": seen_on(admin.get(PATH).text)})
    assert held().branding.logo_file is None
    assert visit_as("gianyar").get(address).status_code == 404

    admin.submit("/kelola/pengaturan/riwayat/3", {"seen": "3"})
    held()
    assert visit_as("gianyar").get(address).data == SVG


@pytest.mark.parametrize(
    ("content", "slot", "told"),
    [
        (b"", "logo", "Pilih berkas gambarnya"),
        (PDF, "logo", "bukan PNG atau SVG"),
        (jpeg(), "logo", "bukan PNG atau SVG"),
        (b"<html></html>", "logo", "tidak dapat dibaca"),
        (SVG.replace(b"<path", b"<script/><path"), "logo", "memuat script"),
        (SVG.replace(b"<path", b"<path onclick='1'"), "favicon", "memuat onclick"),
        (png(5000, 100), "logo", "64 sampai 2000 piksel"),
        (png(64, 64, "x" * 70_000), "favicon", "lebih besar dari 64 kB"),
        (png(64, 32), "favicon", "64 × 32 piksel"),
        (png(8, 8), "favicon", "32 sampai 512 piksel"),
    ],
)  # fmt: skip
def test_what_is_no_fit_picture_is_told_at_its_field(
    admin: Visitor, held: Holding, content: bytes, slot: str, told: str
) -> None:
    answered = send(admin, content, slot)
    assert answered.status_code == 400
    assert told in answered.text
    assert f'id="{slot}-error"' in answered.text
    assert held().branding.logo_file is held().branding.favicon_file is None


def test_second_admin_is_told_that_the_look_changed_meanwhile(admin: Visitor, held: Holding) -> None:
    send(admin, SVG)
    stale = admin.submit(f"{PATH}/logo", {"seen": "1", "logo": (BytesIO(png(64, 64)), "x.png")})
    assert stale.status_code == 409
    logo = held().branding.logo_file
    assert logo is not None
    assert logo.media_type == "image/svg+xml"
