"""Keep the roll of civil servants by hand: add, correct, transfer, and say that somebody left."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sertakan.apparatus.events import (
    MemberAdded,
    MemberCorrected,
    MemberStateChanged,
    MemberTransferred,
    RollExported,
    SheetImported,
)
from sertakan.apparatus.model import Clerk, Member, MemberPage, RollState, SoughtMembers
from sertakan.apparatus.repository import roll as repository
from sertakan.apparatus.service.verifying import verify_all, verify_number
from sertakan.audit.service import record
from sertakan.enrolment.service import belonging
from sertakan.kernel.event import Event
from sertakan.kernel.identifier import new_id, parse_nip
from sertakan.kernel.refusal import Conflict, Refusal

MOST_EXPORTED = 20_000


def list_members(
    tenant_id: int, sought: SoughtMembers, *, after: UUID | None = None, limit: int = 50
) -> MemberPage:
    """Return one page of the roll."""
    return repository.list_members(tenant_id, sought, after=after, limit=limit)


def get_member(tenant_id: int, member_id: UUID) -> Member:
    """Return somebody on the roll.

    :raises NotFound: member.unknown
    """
    return repository.get_member(tenant_id, member_id)


def index_of(tenant_id: int, nip: str) -> bytes:
    """Return the keyed hash by which a list finds one person."""
    return repository.index_of(tenant_id, nip)


def has_roll(tenant_id: int) -> bool:
    """Tell whether the regency keeps a roll at all."""
    return repository.has_roll(tenant_id)


def count_serving(tenant_id: int) -> int:
    """Count those who serve according to the roll."""
    return sum(repository.count_serving(tenant_id).values())


def add_member(clerk: Clerk, *, nip: str, name: str, work_unit_id: UUID | None, rank: str | None) -> UUID:
    """Put somebody on the roll by hand.

    :raises Refusal: nip.real_in_trial, nip.synthetic, member.exists
    """
    number = parse_nip(nip)
    if clerk.wants_synthetic and not number.is_synthetic:
        raise Refusal("nip.real_in_trial", field="nip")
    if number.is_synthetic and not clerk.wants_synthetic:
        raise Refusal("nip.synthetic", field="nip")
    is_first = not repository.has_roll(clerk.tenant_id)
    if repository.find_members(clerk.tenant_id, [repository.index_of(clerk.tenant_id, nip)]):
        raise Refusal("member.exists", field="nip")
    member = Member(
        id=new_id(),
        nip=nip,
        name=name,
        work_unit_id=work_unit_id,
        rank=rank,
        state=RollState.ACTIVE,
        since=clerk.today,
    )
    repository.insert_members(clerk.tenant_id, [member])
    # With the first name there is a roll, and everybody else who signed up is not on it yet.
    if is_first:
        verify_all(clerk.tenant_id)
    else:
        verify_number(clerk.tenant_id, nip)
    _record(clerk, MemberAdded(), member.id)
    return member.id


def add_members(clerk: Clerk, members: Sequence[Member]) -> None:
    """Put people on the roll who were read and compared elsewhere, and verify all who wait."""
    repository.insert_members(clerk.tenant_id, members)
    verify_all(clerk.tenant_id)
    event = SheetImported(kind="roll", added=len(members), changed=0, unchanged=0, refused=0, left=0)
    _record(clerk, event, None)


def correct_member(clerk: Clerk, member_id: UUID, *, name: str, rank: str | None) -> None:
    """Correct how somebody's name and rank are written.

    :raises NotFound: member.unknown
    """
    member = repository.get_member(clerk.tenant_id, member_id, lock=True)
    corrected = replace(member, name=name, rank=rank)
    if corrected != member:
        _keep(clerk, corrected, MemberCorrected())


def transfer_member(clerk: Clerk, member_id: UUID, *, unit_id: UUID, since: date) -> int:
    """Move somebody to another unit; the workers they enrolled since that day go with them, and are counted.

    :raises NotFound: member.unknown
    :raises Conflict: member.left, member.same_unit
    :raises Refusal: date.future
    """
    member = _serving(clerk, member_id, since)
    if member.work_unit_id == unit_id:
        raise Conflict("member.same_unit", field="unit")
    index = repository.index_of(clerk.tenant_id, member.nip)
    sponsors = [servant.id for servant in belonging.list_civil_servants(clerk.tenant_id, index)]
    begin = datetime.combine(since, time(), ZoneInfo(clerk.zone))
    moved = belonging.transfer(clerk.tenant_id, sponsors, unit_id, begin)
    event = MemberTransferred(since=since.isoformat(), enrolments=moved)
    _keep(clerk, replace(member, work_unit_id=unit_id, since=since), event)
    return moved


def mark_left(clerk: Clerk, member_id: UUID, *, state: RollState, since: date) -> None:
    """Say that somebody retired, died, or went to another government.

    :raises NotFound: member.unknown
    :raises Conflict: member.left
    :raises Refusal: date.future
    """
    member = _serving(clerk, member_id, since)
    _keep(clerk, replace(member, state=state, since=since), _state_changed(state, since))


def _serving(clerk: Clerk, member_id: UUID, since: date) -> Member:
    member = repository.get_member(clerk.tenant_id, member_id, lock=True)
    if member.state is not RollState.ACTIVE:
        raise Conflict("member.left")
    if since > clerk.today:
        raise Refusal("date.future", field="since")
    return member


def bring_back(clerk: Clerk, member_id: UUID) -> None:
    """Say that somebody serves after all.

    :raises NotFound: member.unknown
    """
    member = repository.get_member(clerk.tenant_id, member_id, lock=True)
    if member.state is not RollState.ACTIVE:
        back = replace(member, state=RollState.ACTIVE, since=clerk.today)
        _keep(clerk, back, _state_changed(RollState.ACTIVE, clerk.today))


def note_export(clerk: Clerk, lines: int) -> None:
    """Record that a part of the roll was taken away."""
    _record(clerk, RollExported(lines=lines), None)


def _state_changed(state: RollState, since: date) -> MemberStateChanged:
    return MemberStateChanged(roll_state=state.value, since=since.isoformat())


def _keep(clerk: Clerk, member: Member, event: Event) -> None:
    repository.update_member(clerk.tenant_id, member)
    verify_number(clerk.tenant_id, member.nip)
    _record(clerk, event, member.id)


def _record(clerk: Clerk, event: Event, subject_id: UUID | None) -> None:
    record(event, at=clerk.now, actor_id=clerk.account_id, subject_id=subject_id)
