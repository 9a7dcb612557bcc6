"""Remove the people of a trial's roll."""

from sqlalchemy import delete

from sertakan.apparatus.tables import RollMemberRow, RollWordRow, SheetImportRow, SheetLineRow
from sertakan.persistence.database import tenant_session

# What points at a row goes before the row it points at.
_ROWS = (RollWordRow, RollMemberRow, SheetLineRow, SheetImportRow)


def delete_roll(tenant_id: int) -> dict[str, int]:
    """Remove the roll and every sheet of a regency, and return how many rows of each table."""
    session = tenant_session()
    return {
        row.__tablename__: session.execute(delete(row).where(row.tenant_id == tenant_id)).rowcount  # type: ignore[attr-defined]
        for row in _ROWS
    }
