"""Files that people send: recognised by content, sealed for one row, kept outside the database.

The bytes are safe in the store before the row is committed, so a row without bytes never exists. What a
rolled-back transaction leaves behind is swept after a day (docs/adr/0006-files.md).
"""

import logging
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import cast
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import delete, select

from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.persistence.crypto import SealBroken, blind_index, seal_bytes, unseal_bytes
from sertakan.persistence.database import TenantSession, tenant_session
from sertakan.persistence.files.content import PHOTOS_AND_PAPERS, PICTURES, MediaType, recognise
from sertakan.persistence.files.drawing import clean_drawing
from sertakan.persistence.files.local import LocalStore
from sertakan.persistence.files.s3 import S3Store, parse_address
from sertakan.persistence.files.store import FileStore, StoreAway
from sertakan.persistence.scope import ForeignTenant
from sertakan.persistence.tables import StoredFileRow

__all__ = [
    "PHOTOS_AND_PAPERS",
    "PICTURES",
    "MediaType",
    "StoreAway",
    "StoredFile",
    "configure_files",
    "find_file",
    "forget_file",
    "forget_files",
    "keep_made_file",
    "read_file",
    "read_made_file",
    "store_file",
    "sweep_orphans",
]

LARGEST_MEGABYTES = 8
LONGEST_SIDE_PIXELS = 12_000
ORPHANED_AFTER = timedelta(days=1)

_log = logging.getLogger(__name__)
_TABLE, _COLUMN = "stored_file", "content"
_MADE = "application/octet-stream"
_EXTENSION = "sertakan_files"
_NAME = re.compile(r"[0-9a-f]{64}-([0-9a-f]{32})")
_BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredFile:
    """Hold a file as it was sent, with the media type that its content showed."""

    media_type: MediaType
    content: bytes


def configure_files(app: Flask, *, folder: Path, url: str | None) -> None:
    """Choose where the application's files lie: an S3 server when there is a URL, else the folder.

    :raises Refusal: settings.unreadable
    """
    app.extensions[_EXTENSION] = S3Store(parse_address(url)) if url else LocalStore(folder)


def store_file(
    tenant_id: int,
    *,
    purpose: str,
    content: bytes,
    account_id: UUID | None,
    field: str = "proof",
    accepted: Set[MediaType] = PHOTOS_AND_PAPERS,
) -> UUID:
    """Keep a file that somebody sent and return its id; the row belongs to the transaction at hand.

    `field` names the form field that a refusal points at. A drawing is taken only as `drawing.clean_drawing` wrote it.

    :raises Refusal: file.missing, file.large, file.kind, file.dimensions
    :raises StoreAway: file.store_away
    """
    return _keep(tenant_id, purpose, content, _recognised(content, field, accepted).value, account_id)


def keep_made_file(tenant_id: int, *, purpose: str, content: bytes) -> UUID:
    """Keep a file that the platform made itself, such as a list's lines, and return its id.

    :raises StoreAway: file.store_away
    """
    return _keep(tenant_id, purpose, content, _MADE, None)


def _keep(tenant_id: int, purpose: str, content: bytes, media_type: str, account_id: UUID | None) -> UUID:
    session = _session_of(tenant_id)
    row = StoredFileRow(
        tenant_id=tenant_id,
        id=new_id(),
        purpose=purpose,
        media_type=media_type,
        byte_count=len(content),
        content_hash=blind_index(tenant_id, "file", sha256(content).hexdigest()),
        owner_account_id=account_id,
    )
    sealed = seal_bytes(tenant_id, _TABLE, _COLUMN, row.id, content)
    _store().write(tenant_id, _name(row.id, row.content_hash), sealed)
    session.add(row)
    session.flush()
    return row.id


def find_file(tenant_id: int, *, purpose: str, sha256_hex: str) -> UUID | None:
    """Return a tenant's file by what it holds, for documents that name files by their hash."""
    return tenant_session().scalar(
        select(StoredFileRow.id)
        .where(
            StoredFileRow.tenant_id == tenant_id,
            StoredFileRow.content_hash == blind_index(tenant_id, "file", sha256_hex),
            StoredFileRow.purpose == purpose,
        )
        .order_by(StoredFileRow.id)
        .limit(1)
    )


def read_file(tenant_id: int, file_id: UUID) -> StoredFile:
    """Return a tenant's file; whether this person may see it is for the caller to know.

    :raises NotFound: file.unknown, for another tenant's file as for none
    :raises StoreAway: file.store_away
    :raises Refusal: file.lost when the store no longer has the bytes
    :raises SealBroken: when the bytes were altered or exchanged
    """
    media_type, content = _read(tenant_id, file_id)
    return StoredFile(media_type=MediaType(media_type), content=content)


def read_made_file(tenant_id: int, file_id: UUID) -> bytes:
    """Return what the platform itself kept with :func:`keep_made_file`; it refuses as :func:`read_file` does."""
    media_type, content = _read(tenant_id, file_id)
    if media_type != _MADE:
        raise NotFound("file.unknown")
    return content


def _read(tenant_id: int, file_id: UUID) -> tuple[str, bytes]:
    row = (
        tenant_session()
        .execute(
            select(StoredFileRow.media_type, StoredFileRow.content_hash).where(
                StoredFileRow.tenant_id == tenant_id, StoredFileRow.id == file_id
            )
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound("file.unknown")
    sealed = _store().read(tenant_id, _name(file_id, row.content_hash))
    if sealed is None:
        _log.error("The bytes of file %s of tenant %d are gone from the store", file_id, tenant_id)
        raise Refusal("file.lost")
    return row.media_type, unseal_bytes(tenant_id, _TABLE, _COLUMN, file_id, sealed)


def forget_files(tenant_id: int, *, kept_purposes: Iterable[str]) -> int:
    """Forget a tenant's files except those of some purposes, and return how many; the sweep removes their bytes."""
    removed = _session_of(tenant_id).execute(
        delete(StoredFileRow).where(
            StoredFileRow.tenant_id == tenant_id, StoredFileRow.purpose.not_in(tuple(kept_purposes))
        )
    )
    return int(removed.rowcount)  # type: ignore[attr-defined]


def forget_file(tenant_id: int, file_id: UUID, *, purpose: str) -> None:
    """Forget one file of a purpose; the sweep removes its bytes."""
    _session_of(tenant_id).execute(
        delete(StoredFileRow).where(
            StoredFileRow.tenant_id == tenant_id,
            StoredFileRow.id == file_id,
            StoredFileRow.purpose == purpose,
        )
    )


def sweep_orphans(tenant_id: int, *, now: datetime) -> int:
    """Remove what rolled-back transactions and killed writers left more than a day ago; return how many.

    Runs inside the tenant's scope. `now` is the machine's own time in UTC, for the store dates by it.

    :raises StoreAway: file.store_away
    """
    session, store, before = _session_of(tenant_id), _store(), now - ORPHANED_AFTER
    count = store.clear_unfinished(tenant_id, before=before)
    old = _objects_before(store, tenant_id, before)
    while objects := dict(islice(old, _BATCH)):
        for file_id in objects.keys() - _known_among(session, tenant_id, objects):
            count += _remove_own(store, tenant_id, file_id, objects[file_id])
    return count


def _recognised(content: bytes, field: str, accepted: Set[MediaType]) -> MediaType:
    if not content:
        raise Refusal("file.missing", field=field)
    if len(content) > LARGEST_MEGABYTES * 1024 * 1024:
        raise Refusal("file.large", field=field, megabytes=LARGEST_MEGABYTES)
    found = recognise(content)
    if found is None or found.media_type not in accepted:
        raise Refusal("file.kind", field=field)
    if found.media_type is MediaType.SVG and clean_drawing(content, field=field) != content:
        raise Refusal("file.kind", field=field)  # a drawing that only begins like one of ours
    if max(found.width, found.height) > LONGEST_SIDE_PIXELS:
        raise Refusal("file.dimensions", field=field, pixels=LONGEST_SIDE_PIXELS)
    return found.media_type


def _name(file_id: UUID, content_hash: bytes) -> str:
    return f"{content_hash.hex()}-{file_id.hex}"


def _objects_before(store: FileStore, tenant_id: int, moment: datetime) -> Iterator[tuple[UUID, str]]:
    for entry in store.entries(tenant_id):
        if entry.written_at < moment and (found := _NAME.fullmatch(entry.name)):
            yield UUID(found[1]), entry.name


def _known_among(session: TenantSession, tenant_id: int, ids: Iterable[UUID]) -> set[UUID]:
    query = select(StoredFileRow.id).where(StoredFileRow.tenant_id == tenant_id, StoredFileRow.id.in_(ids))
    return set(session.scalars(query))


def _remove_own(store: FileStore, tenant_id: int, file_id: UUID, name: str) -> int:
    """Remove an object only if this tenant's key opens it: a store shared by mistake loses nothing."""
    sealed = store.read(tenant_id, name)
    if sealed is None:
        return 0
    try:
        unseal_bytes(tenant_id, _TABLE, _COLUMN, file_id, sealed)
    except SealBroken:
        _log.warning("An object in the store of tenant %d opens with none of its keys; left alone", tenant_id)
        return 0
    store.remove(tenant_id, name)
    return 1


def _session_of(tenant_id: int) -> TenantSession:
    """Return the session at hand if it is this tenant's: in another's, every file would look orphaned."""
    session = tenant_session()
    if session.tenant_id != tenant_id:
        raise ForeignTenant
    return session


def _store() -> FileStore:
    return cast("FileStore", current_app.extensions[_EXTENSION])
