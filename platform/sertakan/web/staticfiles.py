"""Serve the built front-end files from memory, compressed beforehand and cached for ever, so that no proxy is needed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from flask import Flask, Response, abort, request

from sertakan.tenancy.directory import Site
from sertakan.web.access import anybody

STATIC = Path(__file__).parent / "static"
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, kw_only=True)
class StaticFile:
    """Hold one built file: its type, its bytes, and its bytes in each encoding made beforehand."""

    content_type: str
    plain: bytes
    encoded: Mapping[str, bytes]


@cache
def manifest() -> Mapping[str, str]:
    """Return plain file names with the names that carry the hash of their content."""
    names: dict[str, str] = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
    return MappingProxyType(names)


@cache
def static_files() -> Mapping[str, StaticFile]:
    """Return every built file by the name under which it is served."""
    return MappingProxyType({name: _read(STATIC / name) for name in manifest().values()})


def asset_url(name: str) -> str:
    """Return the address of a built file, such as ``/static/sertakan-1a2b3c4d5e6f.css`` for ``sertakan.css``.

    :raises KeyError: if no such file was built.
    """
    return f"/static/{manifest()[name]}"


@anybody
def static_file(name: str) -> Response:
    """Answer with a built file in the smallest encoding the browser accepts."""
    file = static_files().get(name)
    if file is None:
        abort(404)
    response = Response(file.plain, content_type=file.content_type)
    encoding = _best_encoding(file)
    if encoding:
        response.set_data(file.encoded[encoding])
        response.headers["Content-Encoding"] = encoding
    if file.encoded:
        response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOREVER
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _best_encoding(file: StaticFile) -> str | None:
    for encoding, _ in ENCODINGS:
        if encoding in file.encoded and request.accept_encodings[encoding] > 0:
            return encoding
    return None


def _read(path: Path) -> StaticFile:
    beside = {encoding: path.with_name(path.name + suffix) for encoding, suffix in ENCODINGS}
    return StaticFile(
        content_type=CONTENT_TYPES[path.suffix],
        plain=path.read_bytes(),
        encoded={encoding: file.read_bytes() for encoding, file in beside.items() if file.exists()},
    )


def register_static(app: Flask) -> None:
    """Serve the built files on every site."""
    for site in (Site.PORTAL, Site.REGENCY, Site.OVERSIGHT):
        app.add_url_rule("/static/<name>", f"{site}-static", static_file, host=site.value)
