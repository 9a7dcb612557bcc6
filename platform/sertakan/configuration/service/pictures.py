"""Take over a regency's logo and the small picture of its browser tab: told by content, small, and inert."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from sertakan.configuration.model import Editor
from sertakan.configuration.service.house import publish_house
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.files import PICTURES, MediaType, find_file, store_file
from sertakan.persistence.files.content import Content, recognise
from sertakan.persistence.files.drawing import clean_drawing
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import UploadedFile

Slot = Literal["logo", "favicon"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Say how large a picture in one place may be."""

    kilobytes: int
    shortest: int
    longest: int
    is_square: bool


LIMITS: Final[Mapping[Slot, Limits]] = {
    "logo": Limits(kilobytes=512, shortest=64, longest=2_000, is_square=False),
    "favicon": Limits(kilobytes=64, shortest=32, longest=512, is_square=True),
}


def publish_picture(editor: Editor, slot: Slot, content: bytes, *, seen: int) -> int:
    """Show a picture from now on, and return the revision that says so.

    :raises Refusal: picture.missing, picture.kind, picture.large, picture.dimensions, picture.not_square,
        and drawing.* when an SVG holds more than shapes
    :raises Conflict: house.changed_meanwhile(part), revision.taken
    :raises StoreAway: file.store_away
    """
    kept = _accepted(content, slot)
    digest = sha256(kept).hexdigest()
    if find_file(editor.tenant_id, purpose=slot, sha256_hex=digest) is None:
        store_file(
            editor.tenant_id,
            purpose=slot,
            content=kept,
            account_id=editor.account_id,
            field=slot,
            accepted=PICTURES,
        )
    is_drawing = _content_of(kept, slot).media_type is MediaType.SVG
    media_type: Literal["image/svg+xml", "image/png"] = "image/svg+xml" if is_drawing else "image/png"
    return _publish(
        editor, slot, UploadedFile(sha256=digest, media_type=media_type, byte_count=len(kept)), seen
    )


def remove_picture(editor: Editor, slot: Slot, *, seen: int) -> int:
    """Show the picture no longer; its bytes stay for earlier revisions.

    :raises Conflict: house.changed_meanwhile(part), revision.taken
    """
    return _publish(editor, slot, None, seen)


def _publish(editor: Editor, slot: Slot, file: UploadedFile | None, seen: int) -> int:
    branding = tenancy.read_document_on(editor.tenant_id, editor.today).branding
    changed: dict[str, object] = {f"{slot}_file": file}
    if slot == "logo" and file is None:
        changed["logo"] = None  # the one that came with the regency's file
    return publish_house(editor, {"branding": branding.model_copy(update=changed)}, seen=seen)


def _accepted(content: bytes, slot: Slot) -> bytes:
    """Return the bytes to keep: a PNG as it is, a drawing as we write it anew."""
    limits = LIMITS[slot]
    if not content:
        raise Refusal("picture.missing", field=slot)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return clean_drawing(content, field=slot)
    found = _content_of(content, slot)
    if len(content) > limits.kilobytes * 1024:
        raise Refusal("picture.large", field=slot, kilobytes=limits.kilobytes)
    if min(found.width, found.height) < limits.shortest or max(found.width, found.height) > limits.longest:
        raise Refusal("picture.dimensions", field=slot, shortest=limits.shortest, longest=limits.longest)
    if limits.is_square and found.width != found.height:
        raise Refusal("picture.not_square", field=slot, width=found.width, height=found.height)
    return content


def _content_of(content: bytes, slot: Slot) -> Content:
    found = recognise(content)
    if found is None or found.media_type not in PICTURES:
        raise Refusal("picture.kind", field=slot)
    return found
