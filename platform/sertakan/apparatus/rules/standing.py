"""Decide how a sponsor who says to be a civil servant stands to the roll."""

from sertakan.apparatus.model import Member, RollState
from sertakan.apparatus.rules.naming import names_agree
from sertakan.enrolment.model.belonging import Standing

_LEFT = {
    RollState.TRANSFERRED: Standing.TRANSFERRED,
    RollState.RETIRED: Standing.RETIRED,
    RollState.DIED: Standing.DIED,
}


def decide_standing(member: Member | None, name: str) -> Standing:
    """Return the standing: the number must be on the roll, the name agree, and the person serve."""
    if member is None:
        return Standing.ABSENT
    if not names_agree(member.name, name):
        return Standing.NAME_DIFFERS
    return _LEFT.get(member.state, Standing.VERIFIED)
