"""Whether people with weak sight can read a regency's colours (WCAG 2.2, criterion 1.4.3), and the nearest they can."""

import re
from math import cbrt
from typing import NamedTuple

AA_TEXT = 4.5
"""Contrast that WCAG 2.2 AA asks of text (success criterion 1.4.3)."""
WHITE = "#ffffff"

_HEX = re.compile(r"#[0-9a-f]{6}")
_SHADES = 512
_CHROMA_HALVINGS = 12


def contrast_ratio(first: str, second: str) -> float:
    """Return the WCAG contrast of two ``#rrggbb`` colours, from 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nearest_readable(colour: str, *, on: str = WHITE) -> str:
    """Return the colour, or the lightest darker shade of the same hue that can be read on a pale ground.

    The search goes down in perceived lightness (OKLCH) and keeps hue and, as far as a screen can show it, chroma.
    """
    chosen = colour.lower()
    if contrast_ratio(chosen, on) >= AA_TEXT:
        return chosen
    light = _to_oklab(chosen)
    for step in range(1, _SHADES):
        shade = _in_gamut(light._replace(lightness=light.lightness * (1 - step / _SHADES)))
        if contrast_ratio(shade, on) >= AA_TEXT:
            return shade
    return "#000000"


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, each from 0 to 255.

    :raises ValueError: if a colour is not written as ``#rrggbb``
    """
    if not _HEX.fullmatch(colour.lower()):
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


class _Oklab(NamedTuple):
    """Hold a colour by lightness and by two axes on which equal steps look equal (Ottosson 2020)."""

    lightness: float
    green_red: float
    blue_yellow: float


def _luminance(colour: str) -> float:
    red, green, blue = _light_of(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _light_of(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _to_oklab(colour: str) -> _Oklab:
    red, green, blue = _light_of(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return _Oklab(
        lightness=0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        green_red=1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        blue_yellow=0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _to_light(lab: _Oklab) -> tuple[float, float, float]:
    long = (lab.lightness + 0.3963377774 * lab.green_red + 0.2158037573 * lab.blue_yellow) ** 3
    medium = (lab.lightness - 0.1055613458 * lab.green_red - 0.0638541728 * lab.blue_yellow) ** 3
    short = (lab.lightness - 0.0894841775 * lab.green_red - 1.2914855480 * lab.blue_yellow) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _in_gamut(lab: _Oklab) -> str:
    """Return the colour as a screen shows it; one that no screen can show loses chroma, never hue."""
    if _is_shown(lab):
        return _to_hex(lab)
    least, most = 0.0, 1.0
    for _ in range(_CHROMA_HALVINGS):
        share = (least + most) / 2
        least, most = (share, most) if _is_shown(_paler(lab, share)) else (least, share)
    return _to_hex(_paler(lab, least))


def _paler(lab: _Oklab, share: float) -> _Oklab:
    return lab._replace(green_red=lab.green_red * share, blue_yellow=lab.blue_yellow * share)


def _is_shown(lab: _Oklab) -> bool:
    return all(-0.0001 <= channel <= 1.0001 for channel in _to_light(lab))


def _to_hex(lab: _Oklab) -> str:
    clipped = (min(max(channel, 0.0), 1.0) for channel in _to_light(lab))
    return "#" + "".join(f"{round(_curved(channel) * 255):02x}" for channel in clipped)


def _curved(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)
