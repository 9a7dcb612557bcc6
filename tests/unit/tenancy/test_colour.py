import pytest
from hypothesis import given
from hypothesis import strategies as st

from sertakan.tenancy.document.colour import AA_TEXT, _to_oklab, contrast_ratio, nearest_readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
PALE = st.sampled_from(["#ffffff", "#f7f4f4", "#eef2f6"])


def hue_distance(one: str, other: str) -> float:
    """Return how far the second colour lies from the first one's line of hue."""
    first, second = _to_oklab(one), _to_oklab(other)
    cross = first.green_red * second.blue_yellow - first.blue_yellow * second.green_red
    return abs(cross) / max((first.green_red**2 + first.blue_yellow**2) ** 0.5, 0.02)


def test_black_on_white_has_full_contrast() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_matches_the_published_example() -> None:
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("chosen", "nearest"),
    [("#7a1f2b", "#7a1f2b"), ("#777777", "#767676"), ("#FFD800", "#8c7500"), ("#3399ff", "#0077d7")],
)
def test_nearest_readable_is_known(chosen: str, nearest: str) -> None:
    assert nearest_readable(chosen) == nearest


@given(colour=COLOURS, ground=PALE)
def test_nearest_readable_passes_and_is_hardly_darker_than_needed(colour: str, ground: str) -> None:
    found = nearest_readable(colour, on=ground)

    if contrast_ratio(colour, ground) >= AA_TEXT:
        assert found == colour
    else:
        assert AA_TEXT <= contrast_ratio(found, ground) < AA_TEXT + 0.15


@given(colour=COLOURS)
def test_nearest_readable_keeps_the_hue(colour: str) -> None:
    assert hue_distance(colour, nearest_readable(colour)) < 0.01


@given(colour=COLOURS)
def test_nearest_readable_is_its_own_nearest(colour: str) -> None:
    assert nearest_readable(nearest_readable(colour)) == nearest_readable(colour)


@pytest.mark.parametrize("written", ["red", "#fff", "#12345g", "#1234567", "url(x)"])
def test_colour_written_otherwise_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        nearest_readable(written)
