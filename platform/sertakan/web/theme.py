"""Turn a regency's three colours into a small stylesheet, so that every page wears them and stays readable."""

import hashlib
from dataclasses import dataclass

from sertakan.tenancy.document.colour import WHITE, channels, contrast_ratio, nearest_readable

_INK = "#1b1e22"


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Hold the colours a regency chooses, each as ``#rrggbb``."""

    primary: str
    link: str
    button: str


def theme_css(palette: Palette, *, scope: str = ":root") -> str:
    """Return custom properties for the palette; a colour too pale for text is darkened until it can be read.

    `scope` says for which part of a page: the whole, or the example beside the form in which colours are chosen.

    :raises ValueError: if a colour is not written as ``#rrggbb``.
    """
    primary, button = nearest_readable(palette.primary), nearest_readable(palette.button)
    tint = mix(primary, WHITE, 0.94)
    link = nearest_readable(palette.link, on=tint)
    properties = {
        "primary": primary,
        "primary-deep": mix(primary, "#000000", 0.35),
        "primary-text": nearest_readable(primary, on=tint),
        "on-primary": text_on(primary),
        "tint": tint,
        "tint-strong": mix(primary, WHITE, 0.82),
        "link": link,
        "link-hover": mix(link, "#000000", 0.3),
        "button": button,
        "button-hover": mix(button, "#000000", 0.2),
        "button-edge": mix(button, "#000000", 0.5),
    }
    return scope + "{" + ";".join(f"--s-{name}:{value}" for name, value in properties.items()) + "}"


def theme_name(css: str) -> str:
    """Return the file name, ``<hash>.css``, under which this stylesheet may be cached for ever."""
    return f"{hashlib.sha256(css.encode()).hexdigest()[:12]}.css"


def text_on(ground: str) -> str:
    """Return white or ink, whichever can be read better on the ground."""
    return max((WHITE, _INK), key=lambda text: contrast_ratio(text, ground))


def mix(colour: str, other: str, share: float) -> str:
    """Return the colour with the given share, 0 to 1, of the other in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)
