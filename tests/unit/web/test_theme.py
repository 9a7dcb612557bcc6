import pytest
from hypothesis import given
from hypothesis import strategies as st

from sertakan.tenancy.document import contrast_ratio
from sertakan.web.theme import Palette, mix, text_on, theme_css, theme_name

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def properties(css: str) -> dict[str, str]:
    pairs = css.removeprefix(":root{").removesuffix("}").split(";")
    return dict(pair.removeprefix("--s-").split(":") for pair in pairs)


def test_text_on_yellow_is_ink() -> None:
    assert text_on("#ffd800") == "#1b1e22"


def test_mix_meets_halfway() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


@given(primary=COLOURS, link=COLOURS, button=COLOURS)
def test_any_palette_stays_readable(primary: str, link: str, button: str) -> None:
    colours = properties(theme_css(Palette(primary=primary, link=link, button=button)))
    assert contrast_ratio(colours["on-primary"], colours["primary"]) >= 4.5
    assert contrast_ratio(colours["link"], colours["tint"]) >= 4.5
    assert contrast_ratio(colours["primary-text"], colours["tint"]) >= 4.5
    assert contrast_ratio("#ffffff", colours["button"]) >= 4.5
    assert contrast_ratio(colours["primary-deep"], colours["tint"]) >= 4.5


@pytest.mark.parametrize("written", ["red", "#fff", "#12345g", "#1234567", "url(x)", "#fff}a{"])
def test_colour_written_otherwise_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        theme_css(Palette(primary=written, link="#000000", button="#000000"))


def test_upper_case_colour_is_accepted() -> None:
    assert (
        properties(theme_css(Palette(primary="#7A1F2B", link="#7A1F2B", button="#7A1F2B")))["primary"]
        == "#7a1f2b"
    )


def test_theme_name_follows_its_content() -> None:
    one = theme_css(Palette(primary="#7a1f2b", link="#7a1f2b", button="#7a1f2b"))
    other = theme_css(Palette(primary="#0b3d78", link="#0b3d78", button="#0b3d78"))
    assert theme_name(one) != theme_name(other)
