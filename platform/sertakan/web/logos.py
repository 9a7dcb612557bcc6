"""Logos of the regencies: read once, served under a name that changes with the drawing."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import current_app

from sertakan.tenancy.document import RegencyDocument

MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


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


def logo_of(document: RegencyDocument) -> Logo | None:
    """Return a regency's logo, if it has one."""
    if document.branding.logo is None:
        return None
    folder: Path = current_app.config["SERTAKAN_TENANTS_DIR"]
    return _read(folder, document.identity.slug, document.branding.logo)


def logo_url(document: RegencyDocument) -> str | None:
    """Return the address of a regency's logo on its own host."""
    logo = logo_of(document)
    return f"/logo/{logo.name}" if logo else None
