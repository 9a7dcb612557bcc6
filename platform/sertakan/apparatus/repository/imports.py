"""Queries on imports of sheets and their sealed rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from sertakan.apparatus.model import (
    Effect,
    Finding,
    ImportCounts,
    ImportKind,
    ImportState,
    ReadRow,
    SheetImport,
)
from sertakan.apparatus.tables import SheetImportRow, SheetLineRow
from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import NotFound
from sertakan.persistence.crypto import seal, unseal
from sertakan.persistence.database import tenant_session

_TABLE, _COLUMN = "sheet_import_row", "content"
_QUIETLY = {"synchronize_session": False}


def insert_import(tenant_id: int, import_id: UUID, values: Mapping[str, Any]) -> None:
    """Add an import."""
    tenant_session().execute(insert(SheetImportRow).values(tenant_id=tenant_id, id=import_id, **values))


def insert_rows(tenant_id: int, import_id: UUID, rows: Iterable[tuple[ReadRow, bytes | None]]) -> None:
    """Add an import's rows, each with the keyed hash of what it is about."""
    lines = [_line(tenant_id, import_id, row, key) for row, key in rows]
    if lines:
        tenant_session().execute(insert(SheetLineRow), lines)


def _line(tenant_id: int, import_id: UUID, row: ReadRow, key: bytes | None) -> dict[str, Any]:
    row_id = new_id()
    return {
        "tenant_id": tenant_id,
        "id": row_id,
        "import_id": import_id,
        "number": row.number,
        "key_index": key,
        "content_sealed": seal(tenant_id, _TABLE, _COLUMN, row_id, _write(row)),
        "effect": row.effect,
        "has_warning": row.has_warning,
    }


def _write(row: ReadRow) -> str:
    found = [[finding.code, dict(finding.params), finding.is_error] for finding in row.findings]
    return json.dumps({"values": dict(row.values), "findings": found})


def _read(tenant_id: int, line: SheetLineRow) -> ReadRow:
    content = json.loads(unseal(tenant_id, _TABLE, _COLUMN, line.id, line.content_sealed))
    return ReadRow(
        number=line.number,
        values=content["values"],
        findings=tuple(
            Finding(code=code, params=params, is_error=is_error)
            for code, params, is_error in content["findings"]
        ),
        effect=Effect(line.outcome or line.effect),
    )


def get_import(tenant_id: int, import_id: UUID, *, lock: bool = False) -> SheetImport:
    """Return an import.

    :raises NotFound: import.unknown
    """
    query = select(SheetImportRow).where(
        SheetImportRow.tenant_id == tenant_id, SheetImportRow.id == import_id
    )
    row = tenant_session().scalars(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound("import.unknown")
    return _to_import(row)


def _to_import(row: SheetImportRow) -> SheetImport:
    return SheetImport(
        id=row.id,
        kind=ImportKind(row.kind),
        state=ImportState(row.state),
        row_count=row.row_count,
        sheet_title=row.sheet_title,
        notes=row.notes,
        choices=row.choices,
        left_count=row.left_count,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )


def list_imports(tenant_id: int, kind: ImportKind, *, limit: int) -> list[SheetImport]:
    """Return the newest imports of a kind."""
    query = (
        select(SheetImportRow)
        .where(SheetImportRow.tenant_id == tenant_id, SheetImportRow.kind == kind)
        .order_by(SheetImportRow.created_at.desc())
        .limit(limit)
    )
    return [_to_import(row) for row in tenant_session().scalars(query)]


def is_running(tenant_id: int, kind: ImportKind) -> bool:
    """Tell whether an import of a kind is being entered."""
    query = select(SheetImportRow.id).where(
        SheetImportRow.tenant_id == tenant_id,
        SheetImportRow.kind == kind,
        SheetImportRow.state == ImportState.RUNNING,
    )
    return tenant_session().execute(query.limit(1)).first() is not None


def update_import(tenant_id: int, import_id: UUID, **values: object) -> None:
    """Change an import."""
    tenant_session().execute(
        update(SheetImportRow)
        .where(SheetImportRow.tenant_id == tenant_id, SheetImportRow.id == import_id)
        .values(**values)
        .execution_options(**_QUIETLY)
    )


def count_rows(tenant_id: int, import_id: UUID) -> ImportCounts:
    """Count an import's rows by what they would do and what they did, in one query."""
    query = (
        select(
            SheetLineRow.effect,
            SheetLineRow.outcome,
            func.count(),
            func.count().filter(SheetLineRow.has_warning),
        )
        .where(SheetLineRow.tenant_id == tenant_id, SheetLineRow.import_id == import_id)
        .group_by(SheetLineRow.effect, SheetLineRow.outcome)
    )
    planned, done, warned = dict.fromkeys(Effect, 0), dict.fromkeys(Effect, 0), 0
    for effect, outcome, count, with_warning in tenant_session().execute(query):
        planned[Effect(effect)] += count
        warned += with_warning
        if outcome is not None:
            done[Effect(outcome)] += count
    return ImportCounts(planned=planned, done=done, warned=warned)


def list_rows(
    tenant_id: int,
    import_id: UUID,
    *,
    effect: Effect | None = None,
    only_warned: bool = False,
    after: int = 0,
    limit: int,
) -> list[ReadRow]:
    """Return rows of an import in their order, behind a row's number."""
    query = select(SheetLineRow).where(
        SheetLineRow.tenant_id == tenant_id, SheetLineRow.import_id == import_id, SheetLineRow.number > after
    )
    if effect is not None:
        query = query.where(func.coalesce(SheetLineRow.outcome, SheetLineRow.effect) == effect)
    if only_warned:
        query = query.where(SheetLineRow.has_warning)
    lines = tenant_session().scalars(query.order_by(SheetLineRow.number).limit(limit))
    return [_read(tenant_id, line) for line in lines]


def list_waiting(tenant_id: int, import_id: UUID, *, limit: int) -> list[tuple[UUID, bytes | None, ReadRow]]:
    """Return the next rows that were not entered yet, with their keys."""
    query = (
        select(SheetLineRow)
        .where(
            SheetLineRow.tenant_id == tenant_id,
            SheetLineRow.import_id == import_id,
            SheetLineRow.outcome.is_(None),
        )
        .order_by(SheetLineRow.number)
        .limit(limit)
    )
    return [(line.id, line.key_index, _read(tenant_id, line)) for line in tenant_session().scalars(query)]


def keep_outcomes(tenant_id: int, outcomes: Sequence[tuple[UUID, Effect]]) -> None:
    """Say of rows what they did; a row says it once."""
    for effect in Effect:
        ids = [row_id for row_id, outcome in outcomes if outcome is effect]
        if ids:
            tenant_session().execute(
                update(SheetLineRow)
                .where(SheetLineRow.tenant_id == tenant_id, SheetLineRow.id.in_(ids))
                .values(outcome=effect)
                .execution_options(**_QUIETLY)
            )


def refuse_rows(tenant_id: int, import_id: UUID) -> None:
    """Say of the rows that cannot be entered that they were not."""
    tenant_session().execute(
        update(SheetLineRow)
        .where(
            SheetLineRow.tenant_id == tenant_id,
            SheetLineRow.import_id == import_id,
            SheetLineRow.effect == Effect.REFUSED,
        )
        .values(outcome=Effect.REFUSED)
        .execution_options(**_QUIETLY)
    )


def delete_rows(tenant_id: int, import_id: UUID) -> None:
    """Forget what an import's rows said; that there was an import stays."""
    tenant_session().execute(
        delete(SheetLineRow)
        .where(SheetLineRow.tenant_id == tenant_id, SheetLineRow.import_id == import_id)
        .execution_options(**_QUIETLY)
    )


def delete_stale_rows(tenant_id: int, *, previewed_before: datetime, finished_before: datetime) -> None:
    """Forget the rows of previews that nobody confirmed, and of imports that were finished long ago."""
    stale = select(SheetImportRow.id).where(
        SheetImportRow.tenant_id == tenant_id, SheetImportRow.finished_at < finished_before
    )
    unconfirmed = select(SheetImportRow.id).where(
        SheetImportRow.tenant_id == tenant_id,
        SheetImportRow.state == ImportState.PREVIEWED,
        SheetImportRow.created_at < previewed_before,
    )
    tenant_session().execute(
        delete(SheetLineRow)
        .where(
            SheetLineRow.tenant_id == tenant_id,
            SheetLineRow.import_id.in_(stale) | SheetLineRow.import_id.in_(unconfirmed),
        )
        .execution_options(**_QUIETLY)
    )
    tenant_session().execute(
        update(SheetImportRow)
        .where(
            SheetImportRow.tenant_id == tenant_id,
            SheetImportRow.state == ImportState.PREVIEWED,
            SheetImportRow.created_at < previewed_before,
        )
        .values(state=ImportState.DROPPED)
        .execution_options(**_QUIETLY)
    )
