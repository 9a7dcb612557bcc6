"""What a file is, told by its own first bytes; names and declared types are whatever a sender likes.

Nothing is ever decoded here: an image's size is read from its header, so that a small file that would unfold
into gigabytes is refused before anybody opens it.
"""

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum

from sertakan.persistence.files import drawing

_PNG_START = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_PNG_HEADER_END = len(_PNG_START) + 13
_JPEG_START = b"\xff\xd8\xff"
_PDF_START = re.compile(rb"%PDF-[12]\.\d")
_PDF_END = b"%%EOF"

# The three kinds of JPEG that every browser shows: baseline, extended and progressive.
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_PIXELS_OR_END = frozenset({0xD9, 0xDA})
_FILLER = 0xFF
_MOST_SEGMENTS = 2_000  # a true photo has dozens; a file made of empty segments would keep us busy


class MediaType(StrEnum):
    """Name the kinds of file that people may send."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"
    SVG = "image/svg+xml"


PHOTOS_AND_PAPERS = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.PDF})
"""What people send as proof."""
PICTURES = frozenset({MediaType.PNG, MediaType.SVG})
"""What a regency shows of itself."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """Hold what a file is; `width` and `height` are pixels, 0 where there are none."""

    media_type: MediaType
    width: int = 0
    height: int = 0


def recognise(content: bytes) -> Content | None:
    """Return what a file is, or None when it is none of the kinds we take or its header is damaged."""
    if content.startswith(_JPEG_START):
        return _image(MediaType.JPEG, _jpeg_size(content))
    if content.startswith(_PNG_START):
        return _image(MediaType.PNG, _png_size(content))
    if content.startswith(drawing.START):
        return Content(media_type=MediaType.SVG)
    if _PDF_START.match(content) and _PDF_END in content:
        return Content(media_type=MediaType.PDF)
    return None


def _image(media_type: MediaType, size: tuple[int, int] | None) -> Content | None:
    if size is None or 0 in size:
        return None
    return Content(media_type=media_type, width=size[0], height=size[1])


def _png_size(content: bytes) -> tuple[int, int] | None:
    checksum = content[_PNG_HEADER_END : _PNG_HEADER_END + 4]
    if zlib.crc32(content[12:_PNG_HEADER_END]).to_bytes(4) != checksum:
        return None
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    for _ in range(_MOST_SEGMENTS):
        segment = content[place : place + 9]
        if len(segment) < 9 or segment[0] != _FILLER or segment[1] in _PIXELS_OR_END:
            return None
        if segment[1] in _FRAMES:
            return int.from_bytes(segment[7:9]), int.from_bytes(segment[5:7])
        place += _step(segment)
    return None


def _step(segment: bytes) -> int:
    if segment[1] == _FILLER:
        return 1
    if segment[1] in _WITHOUT_LENGTH:
        return 2
    return 2 + max(2, int.from_bytes(segment[2:4]))
