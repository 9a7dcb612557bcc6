"""The two regencies of most tests, and rows that belong to the regency itself."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert

from sertakan.identity.tables import ThrottleRow
from sertakan.kernel.identifier import new_id
from sertakan.persistence.database import tenant_session
from sertakan.persistence.tables import StoredFileRow
from sertakan.tenancy.tables import WorkUnitRow

OUR_SLUG, OTHER_SLUG = "gianyar", "kendal"


def make(row: Any, tenant_id: int, **values: Any) -> UUID:
    """Insert one owned row with a new id, and return the id."""
    row_id: UUID = values.pop("id", None) or new_id()
    tenant_session().execute(insert(row).values(tenant_id=tenant_id, id=row_id, **values))
    return row_id


def make_work_unit(tenant_id: int, name: str = "Dinas Tenaga Kerja") -> UUID:
    """Make a work unit (OPD)."""
    return make(WorkUnitRow, tenant_id, name=name)


def make_file(tenant_id: int, **chosen: Any) -> UUID:
    """Make the description of a stored file, without its bytes."""
    values = {
        "purpose": "consent",
        "media_type": "image/jpeg",
        "byte_count": 3,
        "content_hash": bytes(32),
        **chosen,
    }
    return make(StoredFileRow, tenant_id, **values)


def make_throttle(tenant_id: int, **chosen: Any) -> UUID:
    """Make a count of attempts."""
    return make(ThrottleRow, tenant_id, **{"attempts": 1, **chosen})
