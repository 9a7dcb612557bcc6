"""Hold sponsors who say to be civil servants against the roll, whenever either of them changes."""

from uuid import UUID

from sertakan.apparatus.model import Member
from sertakan.apparatus.repository import roll
from sertakan.apparatus.rules.standing import decide_standing
from sertakan.enrolment.model.belonging import CivilServant, Standing
from sertakan.enrolment.service import belonging

Kept = tuple[UUID, Standing | None, UUID | None]


def verify_number(tenant_id: int, nip: str) -> None:
    """Verify the sponsors with one number, after a sign-up or a change of one row of the roll."""
    if not roll.has_roll(tenant_id):
        return
    index = roll.index_of(tenant_id, nip)
    _keep(tenant_id, belonging.list_civil_servants(tenant_id, index), roll.find_members(tenant_id, [index]))


def verify_all(tenant_id: int) -> int:
    """Verify all sponsors with a civil servant's number, after an import, and count those that changed."""
    return _keep(tenant_id, belonging.list_civil_servants(tenant_id), roll.find_members(tenant_id))


def _keep(tenant_id: int, servants: list[CivilServant], members: dict[bytes, Member]) -> int:
    found = [(servant, _decide(servant, members.get(servant.nip_index))) for servant in servants]
    changed = [
        kept
        for servant, kept in found
        if servant.standing is not kept[1] or (kept[2] is not None and kept[2] != servant.work_unit_id)
    ]
    belonging.keep_standing(tenant_id, changed)
    return len(changed)


def _decide(servant: CivilServant, member: Member | None) -> Kept:
    standing = decide_standing(member, servant.name)
    # The roll knows better than a form in which unit somebody serves whom it confirms.
    unit = member.work_unit_id if member and standing is Standing.VERIFIED else None
    return servant.id, standing, unit
