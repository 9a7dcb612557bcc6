"""Turn a regency's three colours into a small stylesheet, so that every page wears them and stays readable."""

import hashlib
import re
from dataclasses import dataclass

READABLE = 4.5
"""Contrast that WCAG 2.2 AA asks of text (success criterion 1.4.3)."""

_WHITE = "#ffffff"
_INK = "#1b1e22"
_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Hold the colours a regency chooses, each as ``#rrggbb``."""

    primary: str
    link: str
    button: str


def theme_css(palette: Palette) -> str:
    """Return custom properties for the palette; a colour too pale for text is darkened until it can be read.

    :raises ValueError: if a colour is not written as ``#rrggbb``.
    """
    primary, button = readable(palette.primary), readable(palette.button)
    tint = mix(primary, _WHITE, 0.94)
    link = readable(palette.link, on=tint)
    properties = {
        "primary": primary,
        "primary-deep": mix(primary, "#000000", 0.35),
        "on-primary": text_on(primary),
        "tint": tint,
        "tint-strong": mix(primary, _WHITE, 0.82),
        "link": link,
        "link-hover": mix(link, "#000000", 0.3),
        "button": button,
        "button-hover": mix(button, "#000000", 0.2),
        "button-edge": mix(button, "#000000", 0.5),
    }
    return ":root{" + ";".join(f"--s-{name}:{value}" for name, value in properties.items()) + "}"


def theme_name(css: str) -> str:
    """Return the file name, ``<hash>.css``, under which this stylesheet may be cached for ever."""
    return f"{hashlib.sha256(css.encode()).hexdigest()[:12]}.css"


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, *, on: str = _WHITE) -> str:
    """Return the colour, or the first darker shade of it that can be read on the given ground."""
    shade = colour.lower()
    for step in range(21):
        shade = mix(colour, "#000000", step / 20)
        if contrast(shade, on) >= READABLE:
            break
    return shade


def text_on(ground: str) -> str:
    """Return white or ink, whichever can be read better on the ground."""
    return max((_WHITE, _INK), key=lambda text: contrast(text, ground))


def mix(colour: str, other: str, share: float) -> str:
    """Return the colour with the given share, 0 to 1, of the other in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    if not _HEX.fullmatch(colour.lower()):
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
