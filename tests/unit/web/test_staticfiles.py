import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from sertakan.web.assets import build
from sertakan.web.staticfiles import STATIC, asset_url, manifest, static_file, static_files

REPOSITORY = Path(__file__).parents[3]
LOGOS = sorted((REPOSITORY / "tenants").glob("*/logo.svg"))


@pytest.fixture
def client() -> FlaskClient:
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/static/<name>", view_func=static_file)
    return app.test_client()


def test_committed_files_match_their_sources() -> None:
    assert dict(manifest()) == {plain: name for plain, (name, _) in build.named_files().items()}
    assert build.ICONS.read_text(encoding="utf-8") == build.icon_macro()


def test_folder_holds_nothing_else() -> None:
    named = {
        name.removesuffix(".gz").removesuffix(".br") for name in (path.name for path in STATIC.iterdir())
    }
    assert named == {*manifest().values(), "manifest.json"}


def test_brotli_goes_first(client: FlaskClient) -> None:
    response = client.get(asset_url("sertakan.css"), headers={"Accept-Encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "br"
    assert brotli.decompress(response.data) == static_files()[manifest()["sertakan.css"]].plain


def test_gzip_serves_older_browsers(client: FlaskClient) -> None:
    response = client.get(asset_url("sertakan.css"), headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data) == static_files()[manifest()["sertakan.css"]].plain


@pytest.mark.parametrize("accepted", ["", "identity", "br;q=0, gzip;q=0"])
def test_plain_file_when_nothing_is_accepted(client: FlaskClient, accepted: str) -> None:
    response = client.get(asset_url("sertakan.js"), headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in response.headers
    assert response.content_type == "text/javascript; charset=utf-8"


def test_files_are_cached_for_ever(client: FlaskClient) -> None:
    response = client.get(asset_url("sertakan.css"))
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Vary"] == "Accept-Encoding"


def test_fonts_are_not_compressed_twice(client: FlaskClient) -> None:
    response = client.get(asset_url("plus-jakarta-sans.woff2"), headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in response.headers
    assert response.content_type == "font/woff2"


@pytest.mark.parametrize(
    "name", ["sertakan.css", "manifest.json", "..%2Ftheme.py", "sertakan-000000000000.css"]
)
def test_unbuilt_name_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_unbuilt_asset_has_no_address() -> None:
    with pytest.raises(KeyError):
        asset_url("nothing.css")


def test_frame_of_first_page_fits_the_budget() -> None:
    # 60 kB for a whole first page; HTML, the regency's colours and its logo need at most 15 of them.
    names = ("sertakan.css", "sertakan.js", "plus-jakarta-sans.woff2", "noto-sans-balinese.woff2")
    files = [static_files()[manifest()[name]] for name in names]
    assert sum(len(file.encoded.get("gzip", file.plain)) for file in files) <= 48_000


def test_stylesheet_names_no_foreign_font_or_host() -> None:
    css = static_files()[manifest()["sertakan.css"]].plain.decode()
    assert not re.search(r"GDS Transport|crest|https?:|@import", css)
    assert {address.split("-")[0] for address in re.findall(r"url\(([^)]*)\)", css)} == {"plus", "noto"}


def test_buttons_wear_the_regency_colours() -> None:
    css = static_files()[manifest()["sertakan.css"]].plain.decode()
    assert "#0f7a52" not in css
    assert "var(--s-button)" in css


@pytest.mark.parametrize("logo", LOGOS, ids=lambda path: path.parent.name)
def test_logos_are_small_and_still(logo: Path) -> None:
    drawing = logo.read_text(encoding="utf-8")
    assert len(drawing) <= 2_048
    assert "<title>" in drawing
    assert not re.search(r"<script|<image|<style|style=|href|on\w+=", drawing)
