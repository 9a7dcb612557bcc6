"""Refuse a PDF that would burst or act when somebody opens it, without ever drawing a page of it.

What can be measured is measured on the compressed streams alone: how far they unfold in all and each, whether
they are folded more than once, and whether any part, unfolded object streams included, asks to run something.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from sertakan.kernel.refusal import Refusal

MOST_UNFOLDED: Final = 384 * 1024 * 1024
MOST_UNFOLDED_EACH: Final = 96 * 1024 * 1024
MOST_OBJECTS: Final = 100_000
_LARGEST_SIDE: Final = 30_000
_STEP: Final = 1024 * 1024
_HEAD: Final = 2048
_ROOM_FOR_OBJECTS: Final = 16 * 1024 * 1024

_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = re.compile(rb"\bobj\b")
_FOLDED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_SIDE = re.compile(rb"/(?:Width|Height)\s+(\d{1,12})")
# A name may be written with escapes, such as /J#61vaScript; none of ours needs one.
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA|SubmitForm|ImportData)\b")
_ESCAPED = re.compile(rb"/[A-Za-z]*#[0-9A-Fa-f]{2}[A-Za-z#0-9]*")


def ensure_harmless(content: bytes, *, field: str) -> None:
    """Refuse a PDF that unfolds without bound or asks to run something.

    :raises Refusal: pdf.bomb, pdf.active
    """
    if sum(1 for _ in _OBJECT.finditer(content)) > MOST_OBJECTS:
        raise Refusal("pdf.bomb", field=field)
    if any(int(side[1]) > _LARGEST_SIDE for side in _SIDE.finditer(content)):
        raise Refusal("pdf.bomb", field=field)
    _ensure_passive(content, field)
    room = MOST_UNFOLDED
    for head, body in _streams(content):
        filters = _FOLDED.findall(head)
        if len(filters) > 1:
            raise Refusal("pdf.bomb", field=field)
        if not filters or b"Fl" not in filters[0]:
            continue
        size, text = _unfold(body, min(room, MOST_UNFOLDED_EACH), keeps=b"/ObjStm" in head)
        room -= size
        if size >= MOST_UNFOLDED_EACH or room <= 0:
            raise Refusal("pdf.bomb", field=field)
        _ensure_passive(text, field)


def _ensure_passive(text: bytes, field: str) -> None:
    unescaped = _ESCAPED.sub(lambda name: _without_escapes(name[0]), text)
    if _ACTIVE.search(unescaped):
        raise Refusal("pdf.active", field=field)


def _without_escapes(name: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), name)


def _streams(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Yield each stream with the text before it, in which its filters are named."""
    view = memoryview(content)
    for found in _STREAM.finditer(content):
        if content[found.start() - 3 : found.start()] == b"end":
            continue
        begins = content.rfind(b"obj", max(0, found.start() - _HEAD), found.start())
        yield content[max(begins, 0) : found.start()], view[found.end() :]


def _unfold(body: memoryview, limit: int, *, keeps: bool) -> tuple[int, bytes]:
    """Return how far a stream unfolds, up to a limit, and its text where that is wanted."""
    unfolding, size, kept, rest = zlib.decompressobj(), 0, bytearray(), bytes(body[:_STEP])
    place = len(rest)
    try:
        while rest and size < limit and not unfolding.eof:
            piece = unfolding.decompress(rest, _STEP)
            size += len(piece)
            if keeps and len(kept) < _ROOM_FOR_OBJECTS:
                kept += piece
            rest = unfolding.unconsumed_tail
            if not rest:
                rest, place = bytes(body[place : place + _STEP]), place + _STEP
    except zlib.error:
        pass  # a damaged stream unfolds to no more than was counted
    return size, bytes(kept)
