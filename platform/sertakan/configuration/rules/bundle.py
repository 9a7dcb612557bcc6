"""A regency's document with the files it names, as one archive that is the same bytes on every machine."""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.document import RegencyDocument, UploadedFile
from sertakan.tenancy.document_file import LARGEST_DOCUMENT, read_document, write_document

LARGEST_BUNDLE: Final = 64 * 1024 * 1024
"""Bytes that a bundle may hold, packed as well as unpacked."""

_DOCUMENT = "tenant.toml"
_FILES = "berkas/"
_ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/svg+xml": ".svg"}
# An archive remembers when and where it was packed; with one moment for all it is the same everywhere.
_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Hold a document, the uploaded files by SHA-256, and the logo that lies beside the document, if any."""

    document: RegencyDocument
    files: Mapping[str, bytes]
    logo: bytes | None = None


def files_named_by(document: RegencyDocument) -> Iterator[UploadedFile]:
    """Yield the uploaded files that a document names."""
    branding = document.branding
    for named in (document.regulation.text, branding.logo_file, branding.favicon_file):
        if named is not None:
            yield named


def pack(bundle: Bundle) -> bytes:
    """Return the archive of a bundle: fixed order, fixed times, always the same bytes."""
    members = {_DOCUMENT: write_document(bundle.document).encode()}
    for named in files_named_by(bundle.document):
        members[_path_of(named)] = bundle.files[named.sha256]
    if bundle.document.branding.logo and bundle.logo is not None:
        members[bundle.document.branding.logo] = bundle.logo
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(members):
            packed.writestr(zipfile.ZipInfo(name, _MOMENT), members[name], zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def unpack(content: bytes) -> Bundle:
    """Return what an archive holds, once every file is there and is what the document says it is.

    :raises Refusal: bundle.unreadable, bundle.large, bundle.document_missing, bundle.file_missing(name),
        bundle.file_altered(name)
    :raises DocumentInvalid: with every fault of the document
    """
    members = _members(content)
    if _DOCUMENT not in members:
        raise Refusal("bundle.document_missing", name=_DOCUMENT)
    document = read_document(members[_DOCUMENT])
    files = {named.sha256: _content_of(named, members) for named in files_named_by(document)}
    logo = members.get(document.branding.logo or "")
    if document.branding.logo and logo is None:
        raise Refusal("bundle.file_missing", name=document.branding.logo)
    return Bundle(document=document, files=files, logo=logo)


def _path_of(named: UploadedFile) -> str:
    return f"{_FILES}{named.sha256}{_ENDINGS[named.media_type]}"


def _members(content: bytes) -> dict[str, bytes]:
    if len(content) > LARGEST_BUNDLE:
        raise Refusal("bundle.large", megabytes=LARGEST_BUNDLE // (1024 * 1024))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            # The sizes are the sender's word; reading stops at them, so a small archive cannot unfold further.
            if sum(entry.file_size for entry in entries) > LARGEST_BUNDLE:
                raise Refusal("bundle.large", megabytes=LARGEST_BUNDLE // (1024 * 1024))
            return {entry.filename: _read(packed, entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as fault:
        raise Refusal("bundle.unreadable", reason=type(fault).__name__) from None


def _read(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    largest = LARGEST_DOCUMENT + 1 if entry.filename == _DOCUMENT else entry.file_size
    with packed.open(entry) as member:
        return member.read(largest)


def _content_of(named: UploadedFile, members: Mapping[str, bytes]) -> bytes:
    name = _path_of(named)
    if name not in members:
        raise Refusal("bundle.file_missing", name=name)
    if hashlib.sha256(members[name]).hexdigest() != named.sha256 or len(members[name]) != named.byte_count:
        raise Refusal("bundle.file_altered", name=name)
    return members[name]
