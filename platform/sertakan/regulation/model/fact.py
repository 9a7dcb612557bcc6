"""Figures of the law with the day they hold, where they stand and how sure we are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """Grade how well a rule is known."""

    HIGH = "H"  # The text was seen, or two independent sources agree.
    MEDIUM = "M"  # One published secondary source.
    LOW = "L"  # One unofficial document.
    INFERRED = "INF"  # Our own reading.
    REMEMBERED = "MEM"  # From memory, unverified.
    OPEN = "OPEN"  # Nobody has said.

    @property
    def is_firm(self) -> bool:
        """Say whether a published source carries the rule, so that it may refuse somebody."""
        return self in (Confidence.HIGH, Confidence.MEDIUM)


class Authority(StrEnum):
    """Name who can settle an open question."""

    BPJS = "bpjs"
    REGENCY = "regency"
    LAWYER = "lawyer"


class Treatment(StrEnum):
    """Name what the platform does while a question is open."""

    USED_AND_FLAGGED = "used_and_flagged"
    SENT_TO_REVIEW = "sent_to_review"
    NO_RELIEF_ASSUMED = "no_relief_assumed"
    PRICED_MONTH_BY_MONTH = "priced_month_by_month"
    COVER_NOT_PROMISED = "cover_not_promised"
    WARNED_NOT_BLOCKED = "warned_not_blocked"
    EARLIER_DATE_ASSUMED = "earlier_date_assumed"
    NOT_DECIDED = "not_decided"


class Question(StrEnum):
    """Name what nobody has confirmed."""

    BRACKET_TABLE = "bracket_table"
    AGE_LIMITS = "age_limits"
    RELIEF_PRIVATE_MONEY = "relief_private_money"
    RELIEF_UNCLEAR_MONEY = "relief_unclear_money"
    RELIEF_PREPAYMENT = "relief_prepayment"
    RELIEF_EXTENSION = "relief_extension"
    JKM_SHORT_MEMBERSHIP = "jkm_short_membership"
    COVER_IN_ARREARS = "cover_in_arrears"
    RETURN_AFTER_LAPSE = "return_after_lapse"
    EMPLOYEE_ELSEWHERE = "employee_elsewhere"
    DOUBLE_MEMBERSHIP = "double_membership"
    REPORT_DUTY = "report_duty"
    WORKING_DAYS = "working_days"


class Unit(StrEnum):
    """Name what a figure counts."""

    RUPIAH = "rupiah"
    PERCENT = "percent"
    TIMES_BASE = "times_base"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAY_OF_MONTH = "day_of_month"
    CHILDREN = "children"


class FactKey(StrEnum):
    """Name every figure that national law decides."""

    JKK_PERCENT = "jkk.percent"
    JKK_MINIMUM = "jkk.minimum"
    JKK_MAXIMUM = "jkk.maximum"
    JKM_CONTRIBUTION = "jkm.contribution"
    JHT_PERCENT = "jht.percent"
    RELIEF_PERCENT = "relief.percent"
    DUE_DAY = "due.day"
    LAPSE_MONTHS = "lapse.months"
    GRACE_MONTHS = "grace.months"
    AGE_MAXIMUM = "age.maximum"
    AGE_MINIMUM = "age.minimum"
    FOREIGNER_MONTHS = "foreigner.months"
    JKK_DEATH_MULTIPLE = "jkk.death.multiple"
    JKK_DEATH_MINIMUM = "jkk.death.minimum"
    JKK_DEATH_PERIODIC = "jkk.death.periodic"
    JKK_DEATH_FUNERAL = "jkk.death.funeral"
    JKK_DISABILITY_MULTIPLE = "jkk.disability.multiple"
    JKK_DISABILITY_PERIODIC = "jkk.disability.periodic"
    JKK_UNABLE_FULL_MONTHS = "jkk.unable.full_months"
    JKK_UNABLE_FULL_PERCENT = "jkk.unable.full_percent"
    JKK_UNABLE_LATER_PERCENT = "jkk.unable.later_percent"
    JKK_HOME_CARE_MAXIMUM = "jkk.home_care.maximum"
    JKK_HOME_CARE_MONTHS = "jkk.home_care.months"
    JKK_TRANSPORT_LAND = "jkk.transport.land"
    JKK_TRANSPORT_SEA = "jkk.transport.sea"
    JKK_TRANSPORT_AIR = "jkk.transport.air"
    JKK_GLASSES = "jkk.glasses"
    JKM_LUMP = "jkm.lump"
    JKM_PERIODIC = "jkm.periodic"
    JKM_FUNERAL = "jkm.funeral"
    JKM_FULL_FROM_MONTHS = "jkm.full_from_months"
    JKM_SHORT = "jkm.short"
    SCHOLARSHIP_CHILDREN = "scholarship.children"
    SCHOLARSHIP_AGE_LIMIT = "scholarship.age_limit"
    SCHOLARSHIP_PAID_MONTHS = "scholarship.paid_months"
    CLAIM_JKK_YEARS = "claim.jkk.years"
    CLAIM_REPORT_HOURS = "claim.report.hours"
    CLAIM_JKK_PAYMENT_DAYS = "claim.jkk.payment_days"
    CLAIM_JKM_PAYMENT_DAYS = "claim.jkm.payment_days"


class ConditionKey(StrEnum):
    """Name every condition of membership that has no figure."""

    EMPLOYEE_OF_SPONSOR = "employee_of_sponsor"
    EMPLOYEE_ELSEWHERE = "employee_elsewhere"
    CONSTRUCTION_PROJECT = "construction_project"
    MEMBER_ELSEWHERE = "member_elsewhere"


@dataclass(frozen=True, kw_only=True)
class Citation:
    """Say where a national rule stands; without an instrument it is "belum bersitasi"."""

    instrument: str | None = None
    article: str | None = None
    source: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class ClauseReference:
    """Point at a clause of a regency's own regulation."""

    instrument: str
    article: str
    paragraph: str | None = None


@dataclass(frozen=True, kw_only=True)
class Dated:
    """Hold from one day to another, both included; without an end until further notice."""

    valid_from: date
    valid_to: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Say whether this holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Fact(Dated):
    """State one figure of national law for a time."""

    key: FactKey
    value: int
    unit: Unit
    citation: Citation
    doubt: Question | None = None


@dataclass(frozen=True, kw_only=True)
class Condition(Dated):
    """State one condition of national law that has no figure."""

    key: ConditionKey
    citation: Citation
    doubt: Question | None = None


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """Record a question, who can settle it and what happens until then."""

    key: Question
    ask: tuple[Authority, ...]
    treatment: Treatment


@dataclass(frozen=True, kw_only=True)
class OpenFact:
    """Show an open question together with everything that depends on it."""

    question: Question
    ask: tuple[Authority, ...]
    treatment: Treatment
    affects: tuple[str, ...]
