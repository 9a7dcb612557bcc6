"""Lists, searches and counts of enrolments, each within the reach of whoever asks.

Row security lets only plain comparisons use an index, so names are found by word rows. A rare word drives the
search. Where every word is common, the newest enrolments are walked instead and asked for their words.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    Uuid,
    and_,
    any_,
    exists,
    false,
    func,
    intersect,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from sertakan.enrolment.model import (
    EnrolmentLine,
    EnrolmentState,
    Figures,
    Listed,
    Position,
    Turn,
    Wanted,
)
from sertakan.enrolment.model.belonging import Standing
from sertakan.enrolment.repository.enrolments import LINE_COLUMNS, to_line
from sertakan.enrolment.tables import EnrolmentRow, EnrolmentWordRow, SponsorRow, WorkerRow
from sertakan.identity.model import Reach
from sertakan.kernel.refusal import NotFound
from sertakan.persistence.database import tenant_session

# Up to so many enrolments are looked at one by one; beyond it a word counts as common.
RARE = 2_000
MOST_COUNTED = 10_000
_MOST_COUNTED_AMONG_COMMON = 1_000
_APPROVED = (
    EnrolmentState.APPROVED,
    EnrolmentState.SENT,
    EnrolmentState.PAYABLE,
    EnrolmentState.REGISTERED,
)
Condition = ColumnElement[bool]


def within(reach: Reach) -> Condition | None:
    """Return what keeps a query within somebody's reach, or None when all is within it."""
    if reach.is_whole:
        return None
    parts = [
        column.in_(sorted(values, key=str))
        for column, values in (
            (EnrolmentRow.work_unit_id, reach.work_units),
            (EnrolmentRow.district_code, reach.districts),
            (EnrolmentRow.village_code, reach.villages),
        )
        if values
    ]
    return or_(*parts) if parts else false()


def _conditions(tenant_id: int, reach: Reach, wanted: Wanted) -> list[Condition]:
    """Return what the enrolments of a list have in common, apart from the words by which they are found."""
    found: list[Condition] = []
    if (limit := within(reach)) is not None:
        found.append(limit)
    for column, value in (
        (EnrolmentRow.state, wanted.state),
        (EnrolmentRow.district_code, wanted.district_code),
        (EnrolmentRow.village_code, wanted.village_code),
        (EnrolmentRow.work_unit_id, wanted.work_unit_id),
        (EnrolmentRow.reference, wanted.reference),
    ):
        if value is not None:
            found.append(column == value)
    if wanted.only_hinted:
        found.append(func.jsonb_array_length(EnrolmentRow.hints) > 0)
    if wanted.only_unverified:
        found.append(EnrolmentRow.sponsor_id.in_(_unverified(tenant_id)))
    if wanted.person is not None:
        found.append(EnrolmentRow.worker_id.in_(_workers(tenant_id, wanted.person)))
    return found


def _workers(tenant_id: int, person: bytes) -> Select[UUID]:
    return select(WorkerRow.id).where(WorkerRow.tenant_id == tenant_id, WorkerRow.nik_index == person)


def _unverified(tenant_id: int) -> Select[UUID]:
    doubtful = [standing for standing in Standing if standing is not Standing.VERIFIED]
    return select(SponsorRow.id).where(SponsorRow.tenant_id == tenant_id, SponsorRow.standing.in_(doubtful))


def _term(row: Any, tenant_id: int, word: str, *, is_last: bool) -> Condition:
    # The last word may still be being typed; in the C collation its continuations are one range.
    matches = (
        and_(row.word >= word, row.word < word[:-1] + chr(ord(word[-1]) + 1)) if is_last else row.word == word
    )
    return and_(row.tenant_id == tenant_id, matches)


class _Words:
    """Decide how the words of a search are best looked for, and say so as a condition."""

    def __init__(self, tenant_id: int, words: Sequence[str]) -> None:
        self._tenant_id = tenant_id
        self._terms = [(word, place == len(words) - 1) for place, word in enumerate(words)]
        self.is_common = False
        self.condition = self._decide()

    def _decide(self) -> Condition:
        places = range(len(self._terms))
        rarest = self._rarest() if len(places) > 1 else 0
        ids = self._first(self._ids(rarest)) if rarest is not None else None
        if ids is not None:
            others = [self._probe(place) for place in places if place != rarest]
            return and_(_among(ids), *others)
        if len(places) > 1:
            ids = self._first(intersect(*(self._ids(place) for place in places)))
            if ids is not None:
                return _among(ids)
        self.is_common = True
        return and_(*(self._probe(place) for place in places))

    def _rarest(self) -> int | None:
        places = range(len(self._terms))
        counts = tenant_session().execute(select(*(_count(self._ids(place), RARE) for place in places))).one()
        rarest = min(places, key=lambda place: counts[place])
        return rarest if counts[rarest] <= RARE else None

    @staticmethod
    def _first(ids: Any) -> list[UUID] | None:
        """Return the enrolments found when they are few, or None when there are too many to look at each."""
        found = [row[0] for row in tenant_session().execute(ids.limit(RARE + 1))]
        return found if len(found) <= RARE else None

    def _ids(self, place: int) -> Select[UUID]:
        word, is_last = self._terms[place]
        row = aliased(EnrolmentWordRow)
        return select(row.enrolment_id).where(_term(row, self._tenant_id, word, is_last=is_last))

    def _probe(self, place: int) -> Condition:
        word, is_last = self._terms[place]
        row = aliased(EnrolmentWordRow)
        return exists(
            select(row.tenant_id).where(
                _term(row, self._tenant_id, word, is_last=is_last), row.enrolment_id == EnrolmentRow.id
            )
        )


def _among(ids: list[UUID]) -> Condition:
    # One array instead of two thousand parameters.
    return EnrolmentRow.id == any_(literal(ids, ARRAY(Uuid)))


def _count(query: Any, most: int) -> Any:
    return select(func.count()).select_from(query.limit(most + 1).subquery()).scalar_subquery()


def list_enrolments(tenant_id: int, reach: Reach, wanted: Wanted, turn: Turn) -> Listed:
    """Return one page of the enrolments that are wanted, within reach."""
    conditions = _conditions(tenant_id, reach, wanted)
    words = _Words(tenant_id, wanted.words) if wanted.words else None
    if words:
        conditions.append(words.condition)
    lines = [to_line(row) for row in tenant_session().execute(_page(tenant_id, conditions, turn))]
    has_more, lines = len(lines) > turn.limit, lines[: turn.limit]
    if turn.is_newer_side:
        lines.reverse()
    count, is_more = _total(tenant_id, reach, wanted, words, conditions)
    has_before = has_more if turn.is_newer_side else turn.beside is not None
    has_after = turn.is_newer_side or has_more
    return Listed(
        lines=tuple(lines),
        before=_position(lines[0]) if lines and has_before else None,
        after=_position(lines[-1]) if lines and has_after else None,
        count=count,
        is_more=is_more,
    )


def _page(tenant_id: int, conditions: list[Condition], turn: Turn) -> Any:
    place = tuple_(EnrolmentRow.submitted_at, EnrolmentRow.id)
    # Going back is walking the other way; the page is turned round afterwards.
    is_ascending = turn.oldest_first != turn.is_newer_side
    query = select(*LINE_COLUMNS).where(EnrolmentRow.tenant_id == tenant_id, *conditions)
    if turn.beside is not None:
        beside = tuple_(literal(turn.beside.submitted_at), literal(turn.beside.id))
        query = query.where(place > beside if is_ascending else place < beside)
    columns = (EnrolmentRow.submitted_at, EnrolmentRow.id)
    order = (column.asc() if is_ascending else column.desc() for column in columns)
    return query.order_by(*order).limit(turn.limit + 1)


def _position(line: Any) -> Position:
    return Position(submitted_at=line.submitted_at, id=line.id)


def _total(
    tenant_id: int, reach: Reach, wanted: Wanted, words: _Words | None, conditions: list[Condition]
) -> tuple[int, bool]:
    most = _MOST_COUNTED_AMONG_COMMON if words and words.is_common else MOST_COUNTED
    if words and words.is_common and len(wanted.words) == 1 and reach.is_whole and not wanted.is_narrowed:
        return most, True  # known already: the word alone is that common
    query = select(_count(_matching(tenant_id, conditions), most))
    count = int(tenant_session().execute(query).scalar_one())
    return min(count, most), count > most


def _matching(tenant_id: int, conditions: list[Condition]) -> Select[int]:
    # The tenant stands in every index, so that counting need not look at the rows themselves.
    return select(EnrolmentRow.tenant_id).where(EnrolmentRow.tenant_id == tenant_id, *conditions)


def list_for_export(tenant_id: int, reach: Reach, wanted: Wanted, *, limit: int) -> list[Any]:
    """Return the newest enrolments that are wanted with what an export says of them."""
    conditions = _conditions(tenant_id, reach, wanted)
    if wanted.words:
        conditions.append(_Words(tenant_id, wanted.words).condition)
    query = (
        select(*LINE_COLUMNS, EnrolmentRow.worker_id, EnrolmentRow.decided_at, WorkerRow.nik_sealed)
        .join(
            WorkerRow,
            (WorkerRow.tenant_id == EnrolmentRow.tenant_id) & (WorkerRow.id == EnrolmentRow.worker_id),
        )
        .where(EnrolmentRow.tenant_id == tenant_id, *conditions)
        .order_by(EnrolmentRow.submitted_at.desc(), EnrolmentRow.id.desc())
        .limit(limit)
    )
    return list(tenant_session().execute(query))


def ensure_within(tenant_id: int, reach: Reach, enrolment_id: UUID) -> None:
    """Make sure that an enrolment is within reach.

    :raises NotFound: enrolment.unknown, also for one that is out of reach
    """
    limit = within(reach)
    conditions = [EnrolmentRow.id == enrolment_id, *([] if limit is None else [limit])]
    query = _matching(tenant_id, conditions)
    if tenant_session().execute(query).one_or_none() is None:
        raise NotFound("enrolment.unknown")


def list_waiting(
    tenant_id: int, reach: Reach, after: Position | None = None, *, limit: int
) -> tuple[EnrolmentLine, ...]:
    """Return what waits for a decision, longest waiting first, behind a position if one is given."""
    conditions = _conditions(tenant_id, reach, Wanted(state=EnrolmentState.SUBMITTED))
    query = _page(tenant_id, conditions, Turn(beside=after, oldest_first=True, limit=limit - 1))
    return tuple(to_line(row) for row in tenant_session().execute(query))


def count_figures(tenant_id: int, reach: Reach, *, day_start: datetime, week_start: datetime) -> Figures:
    """Count the figures of a day within reach, in one query."""
    all_ours = _conditions(tenant_id, reach, Wanted())
    waiting = [*all_ours, EnrolmentRow.state == EnrolmentState.SUBMITTED]
    returned = [*all_ours, EnrolmentRow.state == EnrolmentState.RETURNED]
    approved = [*all_ours, EnrolmentRow.decided_at >= day_start, EnrolmentRow.state.in_(_APPROVED)]
    submitted = [*all_ours, EnrolmentRow.submitted_at >= week_start]
    oldest = (
        select(EnrolmentRow.submitted_at)
        .where(EnrolmentRow.tenant_id == tenant_id, *waiting)
        .order_by(EnrolmentRow.submitted_at, EnrolmentRow.id)
        .limit(1)
        .scalar_subquery()
    )
    counts = [
        _count(_matching(tenant_id, conditions), MOST_COUNTED)
        for conditions in (waiting, returned, approved, submitted)
    ]
    row = tenant_session().execute(select(oldest, *counts)).one()
    return Figures(
        oldest_waiting=row[0],
        waiting=row[1],
        returned=row[2],
        approved_today=row[3],
        submitted_this_week=row[4],
    )
