"""Queries on the roll of civil servants: found by keyed hashes, opened only for the rows of a page."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    LargeBinary,
    Select,
    and_,
    any_,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)

from sertakan.apparatus.model import Member, MemberPage, RollState, SoughtMembers
from sertakan.apparatus.tables import RollMemberRow, RollWordRow, SheetLineRow
from sertakan.kernel.refusal import NotFound
from sertakan.kernel.text import words
from sertakan.persistence.crypto import blind_index, seal, unseal
from sertakan.persistence.database import tenant_session

_TABLE = "asn_roll_member"
_QUIETLY = {"synchronize_session": False}


def index_of(tenant_id: int, nip: str) -> bytes:
    """Return the keyed hash of a number; the one by which sponsors are found too."""
    return blind_index(tenant_id, "nip", nip)


def _to_member(tenant_id: int, row: RollMemberRow) -> Member:
    return Member(
        id=row.id,
        nip=unseal(tenant_id, _TABLE, "nip", row.id, row.nip_sealed),
        name=unseal(tenant_id, _TABLE, "name", row.id, row.name_sealed),
        work_unit_id=row.work_unit_id,
        rank=row.rank,
        state=RollState(row.state),
        since=row.since,
    )


def _values(tenant_id: int, member: Member) -> dict[str, Any]:
    return {
        "nip_sealed": seal(tenant_id, _TABLE, "nip", member.id, member.nip),
        "nip_index": index_of(tenant_id, member.nip),
        "name_sealed": seal(tenant_id, _TABLE, "name", member.id, member.name),
        "work_unit_id": member.work_unit_id,
        "rank": member.rank,
        "state": member.state,
        "since": member.since,
    }


def find_members(tenant_id: int, indexes: Collection[bytes] | None = None) -> dict[bytes, Member]:
    """Return those on the roll by the keyed hash of their number: all, or those among some hashes."""
    query = select(RollMemberRow).where(RollMemberRow.tenant_id == tenant_id)
    if indexes is not None:
        query = query.where(RollMemberRow.nip_index == any_(literal(list(indexes), ARRAY(LargeBinary))))
    return {row.nip_index: _to_member(tenant_id, row) for row in tenant_session().scalars(query)}


def get_member(tenant_id: int, member_id: UUID, *, lock: bool = False) -> Member:
    """Return somebody on the roll.

    :raises NotFound: member.unknown
    """
    query = select(RollMemberRow).where(RollMemberRow.tenant_id == tenant_id, RollMemberRow.id == member_id)
    row = tenant_session().scalars(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound("member.unknown")
    return _to_member(tenant_id, row)


def insert_members(tenant_id: int, members: Sequence[Member]) -> None:
    """Put people on the roll, with the words by which they are found."""
    if not members:
        return
    rows = [{"tenant_id": tenant_id, "id": member.id, **_values(tenant_id, member)} for member in members]
    tenant_session().execute(insert(RollMemberRow), rows)
    _insert_words(tenant_id, members)


def update_member(tenant_id: int, member: Member) -> None:
    """Keep what is now known of somebody on the roll."""
    session = tenant_session()
    session.execute(
        update(RollMemberRow)
        .where(RollMemberRow.tenant_id == tenant_id, RollMemberRow.id == member.id)
        .values(**_values(tenant_id, member), updated_at=func.now())
        .execution_options(**_QUIETLY)
    )
    session.execute(
        delete(RollWordRow)
        .where(RollWordRow.tenant_id == tenant_id, RollWordRow.member_id == member.id)
        .execution_options(**_QUIETLY)
    )
    _insert_words(tenant_id, [member])


def _insert_words(tenant_id: int, members: Sequence[Member]) -> None:
    rows = [
        {"tenant_id": tenant_id, "word_index": _word_index(tenant_id, word), "member_id": member.id}
        for member in members
        for word in words(member.name)
    ]
    if rows:
        tenant_session().execute(insert(RollWordRow), rows)


def _word_index(tenant_id: int, word: str) -> bytes:
    return blind_index(tenant_id, "roll_word", word)


def _conditions(tenant_id: int, sought: SoughtMembers) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if sought.state is not None:
        found.append(RollMemberRow.state == sought.state)
    if sought.work_unit_id is not None:
        found.append(RollMemberRow.work_unit_id == sought.work_unit_id)
    if sought.nip_index is not None:
        found.append(RollMemberRow.nip_index == sought.nip_index)
    found += [RollMemberRow.id.in_(_with_word(tenant_id, word)) for word in sought.words]
    return found


def _with_word(tenant_id: int, word: str) -> Select[UUID]:
    return select(RollWordRow.member_id).where(
        RollWordRow.tenant_id == tenant_id, RollWordRow.word_index == _word_index(tenant_id, word)
    )


def list_members(tenant_id: int, sought: SoughtMembers, *, after: UUID | None, limit: int) -> MemberPage:
    """Return one page of the roll in the order in which people came onto it, and how many there are in all."""
    mine = and_(RollMemberRow.tenant_id == tenant_id, *_conditions(tenant_id, sought))
    count = tenant_session().scalar(select(func.count()).where(mine))
    query = select(RollMemberRow).where(RollMemberRow.tenant_id == tenant_id, mine)
    if after is not None:
        query = query.where(RollMemberRow.id > after)
    rows = tenant_session().scalars(query.order_by(RollMemberRow.id).limit(limit + 1)).all()
    return MemberPage(
        members=tuple(_to_member(tenant_id, row) for row in rows[:limit]),
        after=rows[limit - 1].id if len(rows) > limit else None,
        count=count or 0,
    )


def count_serving(tenant_id: int) -> dict[UUID | None, int]:
    """Count those who serve, by work unit."""
    query = (
        select(RollMemberRow.work_unit_id, func.count().label("serving"))
        .where(RollMemberRow.tenant_id == tenant_id, RollMemberRow.state == RollState.ACTIVE)
        .group_by(RollMemberRow.work_unit_id)
    )
    return {row.work_unit_id: row.serving for row in tenant_session().execute(query)}


def count_unit(tenant_id: int, unit_id: UUID) -> int:
    """Count those on the roll who belong to a unit, whether they still serve or not."""
    query = select(func.count()).where(
        RollMemberRow.tenant_id == tenant_id, RollMemberRow.work_unit_id == unit_id
    )
    return tenant_session().scalar(query) or 0


def has_roll(tenant_id: int) -> bool:
    """Tell whether the regency keeps a roll at all."""
    found = select(exists().where(RollMemberRow.tenant_id == tenant_id))
    return bool(tenant_session().scalar(found))


def move_unit(tenant_id: int, unit_id: UUID, into: UUID) -> int:
    """Let all of a unit belong to another one, and count them."""
    moved: Any = tenant_session().execute(
        update(RollMemberRow)
        .where(RollMemberRow.tenant_id == tenant_id, RollMemberRow.work_unit_id == unit_id)
        .values(work_unit_id=into)
        .execution_options(**_QUIETLY)
    )
    return int(moved.rowcount)


def _not_listed(tenant_id: int, import_id: UUID) -> ColumnElement[bool]:
    """Return what those have in common who serve according to the roll and stand in no row of a sheet."""
    listed = exists().where(
        SheetLineRow.tenant_id == tenant_id,
        SheetLineRow.import_id == import_id,
        SheetLineRow.key_index == RollMemberRow.nip_index,
    )
    return and_(RollMemberRow.tenant_id == tenant_id, RollMemberRow.state == RollState.ACTIVE, ~listed)


def list_missing(tenant_id: int, import_id: UUID, *, limit: int) -> tuple[list[Member], int]:
    """Return the first of those who serve and stand in no row of a sheet, and how many they are."""
    mine = _not_listed(tenant_id, import_id)
    count = tenant_session().scalar(select(func.count()).where(mine))
    rows = tenant_session().scalars(
        select(RollMemberRow)
        .where(RollMemberRow.tenant_id == tenant_id, mine)
        .order_by(RollMemberRow.id)
        .limit(limit)
    )
    return [_to_member(tenant_id, row) for row in rows], count or 0


def mark_missing(tenant_id: int, import_id: UUID, **values: object) -> int:
    """Change all those who serve and stand in no row of a sheet, and count them."""
    changed: Any = tenant_session().execute(
        update(RollMemberRow)
        .where(RollMemberRow.tenant_id == tenant_id, _not_listed(tenant_id, import_id))
        .values(**values, updated_at=func.now())
        .execution_options(**_QUIETLY)
    )
    return int(changed.rowcount)
