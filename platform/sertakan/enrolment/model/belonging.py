"""Where a sponsor belongs, and what the roll of civil servants knows of them."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Standing(StrEnum):
    """Say what the regency's roll of civil servants knows of a sponsor who says to be one."""

    VERIFIED = "verified"
    ABSENT = "absent"
    NAME_DIFFERS = "name_differs"
    TRANSFERRED = "transferred"
    RETIRED = "retired"
    DIED = "died"

    @property
    def has_left(self) -> bool:
        """Tell whether the person was a civil servant here and is none any more."""
        return self in {Standing.TRANSFERRED, Standing.RETIRED, Standing.DIED}


@dataclass(frozen=True, kw_only=True)
class CivilServant:
    """Describe a sponsor who says to be a civil servant, by what the roll can be asked with."""

    id: UUID
    name: str
    nip_index: bytes
    work_unit_id: UUID | None
    standing: Standing | None


@dataclass(frozen=True, kw_only=True)
class TakingPart:
    """Count what is open in one work unit: workers, and the verified sponsors who have one at least."""

    workers: int = 0
    sponsors: int = 0
