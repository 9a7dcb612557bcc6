"""What membership gives, line by line, so that a screen can explain a sum."""

from dataclasses import dataclass
from enum import StrEnum

from sertakan.kernel.money import Rupiah
from sertakan.regulation.model.fact import Citation, Question


class BenefitCode(StrEnum):
    """Name the parts of a benefit."""

    WORK_DEATH_GRANT = "benefit.work_death_grant"
    PERIODIC_GRANT = "benefit.periodic_grant"
    FUNERAL = "benefit.funeral"
    DEATH_LUMP_SUM = "benefit.death_lump_sum"
    SHORT_MEMBERSHIP = "benefit.short_membership"
    DISABILITY_GRANT = "benefit.disability_grant"
    UNABLE_FULL = "benefit.unable_full"
    UNABLE_LATER = "benefit.unable_later"
    SCHOLARSHIP = "benefit.scholarship"


class SchoolLevel(StrEnum):
    """Order the levels of schooling for which a scholarship is paid."""

    PRIMARY = "primary"  # Kindergarten and primary school (TK-SD).
    JUNIOR_SECONDARY = "junior_secondary"
    SENIOR_SECONDARY = "senior_secondary"
    HIGHER = "higher"


class ScholarshipCause(StrEnum):
    """Tell the events that open a scholarship apart."""

    WORK_DEATH = "work_death"
    TOTAL_DISABILITY = "total_disability"
    ORDINARY_DEATH = "ordinary_death"


@dataclass(frozen=True, kw_only=True)
class BenefitLine:
    """State one part of a benefit (rupiah); scholarship lines name child and level."""

    code: BenefitCode
    amount: Rupiah
    citation: Citation
    child: int | None = None
    level: SchoolLevel | None = None


@dataclass(frozen=True, kw_only=True)
class Benefit:
    """Add up what could be paid; a ceiling is never shown without "hingga"."""

    lines: tuple[BenefitLine, ...]
    is_ceiling: bool = False
    doubts: tuple[Question, ...] = ()

    @property
    def total(self) -> Rupiah:
        """Return the sum of all lines in rupiah."""
        return Rupiah(sum(line.amount for line in self.lines))
