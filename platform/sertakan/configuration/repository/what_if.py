"""Queries on counts of what a proposed law would change."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from sertakan.configuration.rules.what_if import Consequences, Run, RunState
from sertakan.configuration.tables import WhatIfRunRow
from sertakan.persistence.database import tenant_session

_UNFINISHED = (RunState.WAITING, RunState.RUNNING)


def insert_run(tenant_id: int, run: Run) -> None:
    """Note that a count was asked for.

    :raises sqlalchemy.exc.IntegrityError: while another one is unfinished
    """
    tenant_session().execute(
        insert(WhatIfRunRow).values(
            tenant_id=tenant_id,
            id=run.id,
            state=RunState.WAITING,
            base=run.base,
            fingerprint=run.fingerprint,
            as_of=run.as_of,
            asked_by=run.asked_by,
            asked_at=run.asked_at,
        )
    )


def find_newest_run(tenant_id: int, *, state: RunState | None = None) -> Run | None:
    """Return the count asked for last, or the last one in a state."""
    query = select(WhatIfRunRow).where(WhatIfRunRow.tenant_id == tenant_id)
    if state is not None:
        query = query.where(WhatIfRunRow.state == state)
    row = tenant_session().execute(query.order_by(WhatIfRunRow.asked_at.desc()).limit(1)).scalar_one_or_none()
    return _to_run(row) if row else None


def find_run(tenant_id: int, run_id: UUID) -> Run | None:
    """Return one count."""
    query = select(WhatIfRunRow).where(WhatIfRunRow.tenant_id == tenant_id, WhatIfRunRow.id == run_id)
    row = tenant_session().execute(query).scalar_one_or_none()
    return _to_run(row) if row else None


def _to_run(row: WhatIfRunRow) -> Run:
    return Run(
        id=row.id,
        state=RunState(row.state),
        base=row.base,
        fingerprint=row.fingerprint,
        as_of=row.as_of,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        total=row.total,
        seen=row.seen,
        finished_at=row.finished_at,
        consequences=Consequences.from_plain(row.counts) if row.counts is not None else None,
        line_count=row.line_count or 0,
        lines_file_id=row.lines_file_id,
    )


def update_unfinished_run(tenant_id: int, run_id: UUID, **values: Any) -> None:
    """Write how far a count has come, unless it has ended."""
    tenant_session().execute(
        update(WhatIfRunRow)
        .where(
            WhatIfRunRow.tenant_id == tenant_id,
            WhatIfRunRow.id == run_id,
            WhatIfRunRow.state.in_(_UNFINISHED),
        )
        .values(**values)
    )


def delete_runs(tenant_id: int) -> int:
    """Remove every count of a regency, and return how many there were."""
    removed = tenant_session().execute(delete(WhatIfRunRow).where(WhatIfRunRow.tenant_id == tenant_id))
    return int(removed.rowcount)  # type: ignore[attr-defined]
