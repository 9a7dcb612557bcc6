"""Logos of the regencies and the small pictures of their tabs, served under names that change with the drawing."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from flask import current_app

from sertakan.persistence.files import find_file, read_file
from sertakan.tenancy.document import RegencyDocument, UploadedFile

MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
_SUFFIXES = {media_type: suffix for suffix, media_type in MEDIA_TYPES.items()}
# An image needs nothing else; whoever opens it as a page of its own sees a page that can do nothing.
INERT = "default-src 'none'; sandbox"
Slot = Literal["logo", "favicon"]


@dataclass(frozen=True, slots=True)
class Logo:
    """Hold a drawing and the name under which it may be cached for ever."""

    name: str
    media_type: str
    content: bytes


@lru_cache(maxsize=2048)
def _read(folder: Path, slug: str, name: str) -> Logo | None:
    path = folder / slug / name
    if not path.is_file():
        return None
    content = path.read_bytes()
    return Logo(f"{sha256(content).hexdigest()[:12]}{path.suffix}", MEDIA_TYPES[path.suffix], content)


def logo_url(document: RegencyDocument) -> str | None:
    """Return the address of a regency's logo on its own host."""
    if document.branding.logo_file is not None:
        return f"/logo/{_name_of(document.branding.logo_file)}"
    logo = _shipped_logo(document)
    return f"/logo/{logo.name}" if logo else None


def icon_url(document: RegencyDocument) -> str | None:
    """Return the address of what a browser's tab shows: a picture of its own, or the logo."""
    icon = document.branding.favicon_file
    return f"/ikon/{_name_of(icon)}" if icon is not None else logo_url(document)


def find_picture(tenant_id: int, document: RegencyDocument, slot: Slot, name: str) -> Logo | None:
    """Return the picture that a regency shows now, asked for by its name."""
    file = document.branding.logo_file if slot == "logo" else document.branding.favicon_file
    if file is not None:
        return _uploaded(tenant_id, slot, file) if name == _name_of(file) else None
    shipped = _shipped_logo(document) if slot == "logo" else None
    return shipped if shipped is not None and shipped.name == name else None


def _name_of(file: UploadedFile) -> str:
    return f"{file.sha256[:12]}{_SUFFIXES[file.media_type]}"


def _uploaded(tenant_id: int, slot: Slot, file: UploadedFile) -> Logo | None:
    file_id = find_file(tenant_id, purpose=slot, sha256_hex=file.sha256)
    if file_id is None:
        return None
    return Logo(_name_of(file), file.media_type, read_file(tenant_id, file_id).content)


def _shipped_logo(document: RegencyDocument) -> Logo | None:
    if document.branding.logo is None:
        return None
    folder: Path = current_app.config["SERTAKAN_TENANTS_DIR"]
    return _read(folder, document.identity.slug, document.branding.logo)
