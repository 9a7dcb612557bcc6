"""Typed colours before they are anybody's: read without trust, measured, and answered with the nearest readable."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask_babel.speaklater import LazyString

from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.document import AA_TEXT, RegencyDocument, contrast_ratio, nearest_readable
from sertakan.web.theme import Palette

COLOURS: Mapping[str, LazyString] = {
    "primary": _l("Warna utama"),
    "link": _l("Warna tautan"),
    "button": _l("Warna tombol"),
}
_WHITE = "#ffffff"
_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, kw_only=True, slots=True)
class ColourCheck:
    """Say how well one colour is read beside white, and which near one would do."""

    name: str
    label: LazyString
    colour: str
    ratio: str
    passes: bool
    nearest: str


def check_colours(typed: Mapping[str, str]) -> Sequence[ColourCheck]:
    """Return the check of each typed colour that is one."""
    return [
        _check(name, label, typed[name]) for name, label in COLOURS.items() if _HEX.fullmatch(typed[name])
    ]


def _check(name: str, label: LazyString, colour: str) -> ColourCheck:
    ratio = contrast_ratio(colour, _WHITE)
    # Rounded down, so that 4.497 is not shown as the 4.5 it fails to reach.
    shown = f"{int(ratio * 10) / 10:.1f}".replace(".", ",")
    return ColourCheck(
        name=name,
        label=label,
        colour=colour,
        ratio=shown,
        passes=ratio >= AA_TEXT,
        nearest=nearest_readable(colour),
    )


def typed_palette(given: Mapping[str, str], document: RegencyDocument) -> Palette:
    """Return the colours of an address; what is no colour there stays as the regency has it."""
    branding = document.branding
    primary, link, button = (
        text if _HEX.fullmatch(text := given.get(name, "").lower()) else str(getattr(branding, name))
        for name in COLOURS
    )
    return Palette(primary=primary, link=link, button=button)


def write_query(typed: Mapping[str, str]) -> str:
    """Return typed colours as an address carries them."""
    return urlencode({name: typed[name] for name in COLOURS if _HEX.fullmatch(typed[name])})
