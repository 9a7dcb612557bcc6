import pytest
from tests.fixtures.application import VisitAs
from tests.fixtures.client import Visitor
from tests.web.configuring.conftest import Holding, seen_on

PATH = "/kelola/pengaturan/rupa"
PALE, NEAREST = "#ffd800", "#8c7500"


def fields(visitor: Visitor, **changed: str) -> dict[str, str]:
    plain = {"display_name": "Kabupaten Gianyar", "service_name": "Sertakan", "aksara": ""}
    colours = {"primary": "#0b3d78", "link": "#0b3d78", "button": "#0b3d78"}
    return {"seen": seen_on(visitor.get(PATH).text), **plain, **colours, **changed}


def test_new_colours_are_worn_by_every_page(admin: Visitor, visit_as: VisitAs, held: Holding) -> None:
    before = visit_as("gianyar").get("/").text
    assert admin.submit(PATH, fields(admin)).status_code == 303
    assert held().branding.primary == "#0b3d78"
    after = visit_as("gianyar").get("/").text
    theme = after.partition('href="/tema/')[2].partition('"')[0]
    assert theme not in before
    assert "#0b3d78" in visit_as("gianyar").get(f"/tema/{theme}").text


def test_failing_colour_is_refused_with_the_nearest_that_passes(admin: Visitor, held: Holding) -> None:
    answered = admin.submit(PATH, fields(admin, primary=PALE))
    assert answered.status_code == 400
    assert 'id="primary-error"' in answered.text
    assert f"Pakai {NEAREST}" in answered.text
    assert held().branding.primary != PALE


def test_one_press_takes_the_proposal_over_and_publishes_nothing(admin: Visitor, held: Holding) -> None:
    answered = admin.submit(PATH, fields(admin, primary=PALE, tagline="Kalimat baru", take="primary"))
    assert answered.status_code == 200
    assert f'name="primary" type="text" value="{NEAREST}"' in answered.text
    assert 'value="Kalimat baru"' in answered.text
    assert held().branding.tagline != "Kalimat baru"
    admin.submit(PATH, fields(admin, primary=NEAREST))
    assert held().branding.primary == NEAREST


def test_preview_shows_typed_colours_without_publishing(admin: Visitor, held: Holding) -> None:
    answered = admin.submit(PATH, fields(admin, primary=PALE, preview="1"))
    assert answered.status_code == 200
    assert "tema.css?primary=%23ffd800" in answered.text
    assert held().branding.primary == "#7a1f2b"


def test_address_may_name_colours_to_try(admin: Visitor) -> None:
    page = admin.get(f"{PATH}?primary=%23ffd800&link=javascript:1").text
    assert f'value="{PALE}"' in page
    assert f"Pakai {NEAREST}" in page
    assert 'value="javascript' not in page


@pytest.mark.parametrize("page", ["beranda", "isian"])
def test_real_pages_are_painted_in_typed_colours(admin: Visitor, page: str) -> None:
    painted = admin.get(f"{PATH}/pratinjau/{page}?primary=%230b3d78").text
    assert f'href="{PATH}/tema.css?primary=%230b3d78"' in painted
    assert "Pratinjau warna. Belum berlaku untuk pengunjung." in painted


def test_stylesheet_takes_nothing_but_colours(admin: Visitor) -> None:
    css = admin.get(f"{PATH}/tema.css?primary=%230b3d78&link=red}}body{{x&button=%23fff").text
    assert css.startswith(":root{--s-primary:#0b3d78;")
    assert "body" not in css
    assert css.count("}") == 1
    assert admin.get(f"{PATH}/tema.css?pada=contoh").text.startswith(".s-stage{")


def test_theme_of_visitors_is_only_the_published_one(client: Visitor, admin: Visitor) -> None:
    assert client.get(f"{PATH}/tema.css?primary=%230b3d78").status_code == 303


@pytest.mark.parametrize(
    ("typed", "kept"), [("0B3D78", "#0b3d78"), ("#abc", "#aabbcc"), (" #0b3d78 ", "#0b3d78")]
)
def test_colour_is_read_as_brand_books_write_it(admin: Visitor, typed: str, kept: str) -> None:
    assert f'value="{kept}"' in admin.submit(PATH, fields(admin, button=typed, preview="1")).text


def test_word_that_is_no_colour_is_told_at_its_field(admin: Visitor) -> None:
    answered = admin.submit(PATH, fields(admin, link="merah"))
    assert "misalnya #1d3557." in answered.text
    assert 'value="merah"' in answered.text


def test_aksara_bali_takes_no_latin_letters(admin: Visitor, held: Holding) -> None:
    answered = admin.submit(PATH, fields(admin, aksara="ᬕᬶᬬx"))
    assert "Huruf ke-4 bukan Aksara Bali." in answered.text
    admin.submit(PATH, fields(admin, aksara="ᬕᬶᬳᬜᬃ"))
    assert held().branding.aksara == "ᬕᬶᬳᬜᬃ"
