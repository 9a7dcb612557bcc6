"""The store of those who have one machine: a closed folder, written so that a loss of power loses nothing."""

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sertakan.persistence.files.store import Entry, StoreAway, object_path

_log = logging.getLogger(__name__)
_UNFINISHED = ".new-"
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


class LocalStore:
    """Keep sealed files below one folder that is open to this user alone."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, tenant_id: int, name: str, sealed: bytes) -> None:
        """Keep bytes: a new file, synced, then renamed, then its folder synced.

        :raises StoreAway: when they could not be kept
        """
        with _told_as_away():
            place = self._place(tenant_id, name)
            self._make_folders(place.parent)
            _write_synced(place, sealed)

    def read(self, tenant_id: int, name: str) -> bytes | None:
        """Return the bytes under a name, or None when there are none.

        :raises StoreAway: when the folder cannot be read
        """
        with _told_as_away():
            try:
                return self._place(tenant_id, name).read_bytes()
            except FileNotFoundError:
                return None

    def entries(self, tenant_id: int) -> Iterator[Entry]:
        """Return everything finished that a tenant has here.

        :raises StoreAway: when the folder cannot be read
        """
        for path, written_at in self._files(tenant_id):
            if not path.name.startswith(_UNFINISHED):
                yield Entry(name=path.name, written_at=written_at)

    def remove(self, tenant_id: int, name: str) -> None:
        """Remove one file; one that is gone already is fine.

        :raises StoreAway: when it could not be removed
        """
        with _told_as_away():
            self._place(tenant_id, name).unlink(missing_ok=True)

    def clear_unfinished(self, tenant_id: int, *, before: datetime) -> int:
        """Remove what killed writers left under a temporary name before a moment; return how many.

        :raises StoreAway: when something could not be removed
        """
        count = 0
        for path, written_at in self._files(tenant_id):
            if path.name.startswith(_UNFINISHED) and written_at < before:
                with _told_as_away():
                    path.unlink(missing_ok=True)
                count += 1
        return count

    def _place(self, tenant_id: int, name: str) -> Path:
        return self._root.joinpath(*object_path(tenant_id, name))

    def _make_folders(self, folder: Path) -> None:
        self._root.parent.mkdir(parents=True, exist_ok=True)
        for each in (self._root, folder.parent, folder):
            try:
                each.mkdir(mode=_FOLDER_MODE)
            except FileExistsError:
                continue
            _sync_folder(each.parent)

    def _files(self, tenant_id: int) -> Iterator[tuple[Path, datetime]]:
        with _told_as_away():
            folders = _folders_in(self._root / str(tenant_id))
        for folder in folders:
            with _told_as_away():
                found = list(_dated_files_in(folder))
            yield from found


def _folders_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except FileNotFoundError:
        return []


def _dated_files_in(folder: Path) -> Iterator[tuple[Path, datetime]]:
    for path in folder.iterdir():
        try:
            written = path.lstat().st_mtime
        except FileNotFoundError:  # a writer finished or gave up in between
            continue
        yield path, datetime.fromtimestamp(written, UTC)


def _write_synced(place: Path, sealed: bytes) -> None:
    unfinished = place.with_name(_UNFINISHED + secrets.token_hex(8))
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(place)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told_as_away() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # The operator needs the reason; the file's name says nothing and stays out of the log.
        _log.error("The file store failed: %s", error.strerror)
        raise StoreAway from None
