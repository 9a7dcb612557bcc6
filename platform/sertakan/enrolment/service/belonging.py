"""Say where sponsors belong: their work unit, and how they stand to the roll of civil servants that a room above keeps.

How a sponsor stands is kept with the sponsor instead of being looked up each time: whether two names agree is no
question for SQL, lists of two hundred thousand enrolments are narrowed by it, and this room knows nothing of the roll.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sertakan.enrolment.model.belonging import CivilServant, Standing, TakingPart
from sertakan.enrolment.repository import belonging as repository


def list_civil_servants(tenant_id: int, nip_index: bytes | None = None) -> list[CivilServant]:
    """Return the sponsors with a civil servant's number, or those with one certain number."""
    return repository.list_civil_servants(tenant_id, nip_index)


def keep_standing(tenant_id: int, found: Iterable[tuple[UUID, Standing | None, UUID | None]]) -> None:
    """Keep how sponsors stand to the roll, and the unit that it names for those whom it confirms."""
    together: dict[tuple[Standing | None, UUID | None], list[UUID]] = defaultdict(list)
    for sponsor_id, standing, unit_id in found:
        together[standing, unit_id].append(sponsor_id)
    for (standing, unit_id), ids in together.items():
        unit = {"work_unit_id": unit_id} if unit_id is not None else {}
        repository.update_sponsors(tenant_id, ids, standing=standing, **unit)


def transfer(tenant_id: int, sponsor_ids: Collection[UUID], unit_id: UUID, since: datetime) -> int:
    """Let sponsors belong to a unit, with what they sent in since a moment; earlier enrolments stay where they were."""
    if not sponsor_ids:
        return 0
    repository.update_sponsors(tenant_id, sponsor_ids, work_unit_id=unit_id)
    return repository.move_enrolments(tenant_id, sponsor_ids, unit_id, since)


def move_unit(tenant_id: int, unit_id: UUID, into: UUID) -> tuple[int, int]:
    """Let all sponsors and enrolments of a unit belong to another one, and count both."""
    return repository.move_unit(tenant_id, unit_id, into)


def count_unit(tenant_id: int, unit_id: UUID) -> tuple[int, int]:
    """Count the sponsors and the enrolments of a unit."""
    return repository.count_unit(tenant_id, unit_id)


def count_taking_part(tenant_id: int) -> dict[UUID | None, TakingPart]:
    """Count, by work unit, the open enrolments and the verified sponsors who have one at least."""
    return repository.count_taking_part(tenant_id)
