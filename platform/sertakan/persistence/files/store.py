"""What every place for sealed files can do, so that nobody above knows whether it is a folder or S3."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sertakan.kernel.refusal import Refusal


class StoreAway(Refusal):
    """Refuse because the place for files is full, closed, or does not answer."""

    def __init__(self) -> None:
        super().__init__("file.store_away")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Name one object of the store and the moment it was written, in UTC."""

    name: str
    written_at: datetime


class FileStore(Protocol):
    """Keep sealed bytes under names that cannot be guessed, each tenant's apart."""

    def write(self, tenant_id: int, name: str, sealed: bytes) -> None:
        """Keep bytes so that they survive a loss of power once this returns.

        :raises StoreAway: when they could not be kept; then nothing stands under the name
        """
        ...

    def read(self, tenant_id: int, name: str) -> bytes | None:
        """Return the bytes under a name, or None when there are none.

        :raises StoreAway: when the store cannot say
        """
        ...

    def entries(self, tenant_id: int) -> Iterator[Entry]:
        """Return everything a tenant has here, in no particular order.

        :raises StoreAway: when the store cannot say
        """
        ...

    def remove(self, tenant_id: int, name: str) -> None:
        """Remove one object; one that is gone already is fine.

        :raises StoreAway: when it could not be removed
        """
        ...

    def clear_unfinished(self, tenant_id: int, *, before: datetime) -> int:
        """Remove what killed writers left half-written before a moment, and return how many there were.

        :raises StoreAway: when something could not be removed
        """
        ...


def object_path(tenant_id: int, name: str) -> tuple[str, str, str]:
    """Return the parts of an object's path: tenant, first sign pair of the name, name."""
    return str(tenant_id), name[:2], name
