"""Queries about opening a regency's space."""

from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from sertakan.configuration.model import Opening, OpeningState, Paper
from sertakan.configuration.rules.opening import OpeningItem
from sertakan.configuration.tables import OpeningItemRow
from sertakan.kernel.identifier import new_id
from sertakan.persistence.crossings.opening import OpeningRow
from sertakan.persistence.database import tenant_session


def list_papers(tenant_id: int) -> dict[OpeningItem, Paper]:
    """Return the papers and reasons with which items of the checklist were settled."""
    rows = tenant_session().scalars(select(OpeningItemRow).where(OpeningItemRow.tenant_id == tenant_id))
    return {
        OpeningItem(row.item): Paper(
            file_id=row.file_id, reason=row.reason, settled_by=row.settled_by, settled_at=row.settled_at
        )
        for row in rows
    }


def keep_paper(tenant_id: int, item: OpeningItem, paper: Paper) -> None:
    """Keep the paper or reason of one item in place of an earlier one."""
    values = {
        "file_id": paper.file_id,
        "reason": paper.reason,
        "settled_by": paper.settled_by,
        "settled_at": paper.settled_at,
    }
    statement = upsert(OpeningItemRow).values(tenant_id=tenant_id, id=new_id(), item=item, **values)
    tenant_session().execute(
        statement.on_conflict_do_update(constraint="uq_opening_item_tenant_id_item", set_=values)
    )


def remove_paper(tenant_id: int, item: OpeningItem) -> None:
    """Take the paper or reason of one item back."""
    tenant_session().execute(
        delete(OpeningItemRow).where(OpeningItemRow.tenant_id == tenant_id, OpeningItemRow.item == item)
    )


def find_opening(tenant_id: int) -> Opening | None:
    """Return how far the opening of a regency's space has come."""
    row = tenant_session().get(OpeningRow, tenant_id, populate_existing=True)
    return _to_opening(row) if row else None


def list_oversight_openings() -> list[Opening]:
    """Return all openings that wait for the centre, the oldest first; with the centre's own role."""
    query = select(OpeningRow).where(OpeningRow.state == OpeningState.ASKED).order_by(OpeningRow.asked_at)
    return [_to_opening(row) for row in tenant_session().scalars(query)]


def keep_opening(tenant_id: int, opening: Opening) -> None:
    """Keep a regency's wish to be opened, in place of an earlier one."""
    values: dict[str, Any] = {
        "state": opening.state,
        "law": opening.law,
        "house": opening.house,
        "checklist": dict(opening.checklist),
        "asked_at": opening.asked_at,
        "begun_at": None,
        "opened_at": None,
        "removed": None,
    }
    statement = upsert(OpeningRow).values(tenant_id=tenant_id, **values)
    tenant_session().execute(statement.on_conflict_do_update(constraint="pk_opening", set_=values))


def move_opening(tenant_id: int, *, earlier: OpeningState, later: OpeningState, **values: object) -> bool:
    """Move an opening on, and tell whether it stood where it was thought to stand."""
    moved = tenant_session().execute(
        update(OpeningRow)
        .where(OpeningRow.tenant_id == tenant_id, OpeningRow.state == earlier)
        .values(state=later, **values)
    )
    return bool(moved.rowcount)  # type: ignore[attr-defined]


def _to_opening(row: OpeningRow) -> Opening:
    return Opening(
        tenant_id=row.tenant_id,
        state=OpeningState(row.state),
        law=row.law,
        house=row.house,
        checklist=row.checklist,
        asked_at=row.asked_at,
        begun_at=row.begun_at,
        opened_at=row.opened_at,
        removed=row.removed,
    )
