"""Queries on counted attempts, and on what is old enough to be forgotten."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    case,
    delete,
    func,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert

from sertakan.identity.tables import (
    FactorChallengeRow,
    OversightThrottleRow,
    PendingSignInRow,
    SignInSessionRow,
    StaffInvitationRow,
    ThrottleRow,
    TotpFactorRow,
    VerificationRow,
)
from sertakan.persistence.database import tenant_session

_MOST_ATTEMPTS_COUNTED = 30_000
_CODES_KEPT = timedelta(days=1)
_SIGN_INS_KEPT = timedelta(days=90)
_INVITATIONS_KEPT = timedelta(days=90)


def count_attempts(
    tenant_id: int | None, windows: Mapping[UUID, datetime], now: datetime
) -> dict[UUID, tuple[int, datetime]]:
    """Count one attempt in each window, of a regency or of the centre, and return where they stand."""
    table = ThrottleRow if tenant_id is not None else OversightThrottleRow
    owner = {"tenant_id": tenant_id} if tenant_id is not None else {}
    # Always in the same order, so that two requests never wait for each other.
    fresh = [
        {**owner, "id": key, "attempts": 1, "window_ends_at": ends_at}
        for key, ends_at in sorted(windows.items())
    ]
    statement = postgresql_insert(table).values(fresh)
    is_over = table.window_ends_at <= now
    statement = statement.on_conflict_do_update(
        index_elements=[*owner, "id"],
        set_={
            "attempts": case((is_over, 1), else_=func.least(table.attempts + 1, _MOST_ATTEMPTS_COUNTED)),
            "window_ends_at": case((is_over, statement.excluded.window_ends_at), else_=table.window_ends_at),
        },
    )
    rows = tenant_session().execute(
        statement.returning(table.id, table.attempts, table.window_ends_at).execution_options(
            synchronize_session=False
        )
    )
    return {row.id: (row.attempts, row.window_ends_at) for row in rows}


def give_attempts_back(tenant_id: int | None, keys: Sequence[UUID]) -> None:
    """Take one attempt off each window, because it succeeded."""
    table = ThrottleRow if tenant_id is not None else OversightThrottleRow
    statement = update(table).where(table.id.in_(keys)).values(attempts=func.greatest(table.attempts - 1, 0))
    if tenant_id is not None:
        statement = statement.where(ThrottleRow.tenant_id == tenant_id)
    tenant_session().execute(statement.execution_options(synchronize_session=False))


def delete_stale(tenant_id: int, now: datetime) -> None:
    """Forget what is over: codes, windows, challenges, half-made factors, old sign-ins and invitations."""
    session = tenant_session()
    for table, is_stale in (
        (VerificationRow, VerificationRow.expires_at < now - _CODES_KEPT),
        (ThrottleRow, ThrottleRow.window_ends_at < now),
        (SignInSessionRow, SignInSessionRow.expires_at < now - _SIGN_INS_KEPT),
        (PendingSignInRow, PendingSignInRow.expires_at < now),
        (FactorChallengeRow, FactorChallengeRow.expires_at < now),
        (StaffInvitationRow, StaffInvitationRow.expires_at < now - _INVITATIONS_KEPT),
        (TotpFactorRow, ~TotpFactorRow.is_confirmed & (TotpFactorRow.created_at < now - _CODES_KEPT)),
    ):
        session.execute(
            delete(table)
            .where(table.tenant_id == tenant_id, is_stale)
            .execution_options(synchronize_session=False)
        )
