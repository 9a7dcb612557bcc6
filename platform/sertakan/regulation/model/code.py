"""Every code that regulation speaks, with its parameters, so that the web can have a sentence for each."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class RefusalCode(StrEnum):
    """Name why a question to regulation cannot be answered."""

    NOT_IN_FORCE = "regulation.not_in_force"
    UNKNOWN_BRACKET = "price.unknown_bracket"
    NEGATIVE_INCOME = "price.negative_income"
    NO_MONTHS = "price.no_months"
    NEGATIVE_MONTHS = "benefit.negative_months"
    BORN_IN_THE_FUTURE = "answer.born_in_the_future"


class GroundCode(StrEnum):
    """Name why a worker can, may or cannot take part."""

    ANSWER_MISSING = "answer.missing"
    SPONSOR_NOT_INVITED = "sponsor.not_invited"
    EMPLOYEE_OF_SPONSOR = "worker.employee_of_sponsor"
    EMPLOYEE_ELSEWHERE = "worker.employee_elsewhere"
    CONSTRUCTION_PROJECT = "worker.construction_project"
    CONSTRUCTION_TO_ASK = "worker.construction_to_ask"
    AGE_OVER = "worker.age_over"
    AGE_UNDER = "worker.age_under"
    OCCUPATION_UNLISTED = "worker.occupation_unlisted"
    OCCUPATION_NOT_COVERED = "worker.occupation_not_covered"
    FOREIGNER_TOO_SHORT = "worker.foreigner_too_short"
    MEMBER_ELSEWHERE = "worker.member_elsewhere"
    LIVES_OUTSIDE = "worker.lives_outside"
    RELATION_NOT_ALLOWED = "relation.not_allowed"
    FUNDING_NOT_OFFERED = "funding.not_offered"
    PERIOD_NOT_OFFERED = "period.not_offered"


CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        RefusalCode.NOT_IN_FORCE: ("key", "on"),
        RefusalCode.UNKNOWN_BRACKET: ("bracket",),
        RefusalCode.NEGATIVE_INCOME: ("income",),
        RefusalCode.NO_MONTHS: ("count",),
        RefusalCode.NEGATIVE_MONTHS: ("months",),
        RefusalCode.BORN_IN_THE_FUTURE: ("birth_date",),
        GroundCode.ANSWER_MISSING: ("field",),
        GroundCode.SPONSOR_NOT_INVITED: ("sponsor",),
        GroundCode.EMPLOYEE_OF_SPONSOR: (),
        GroundCode.EMPLOYEE_ELSEWHERE: (),
        GroundCode.CONSTRUCTION_PROJECT: (),
        GroundCode.CONSTRUCTION_TO_ASK: ("occupation",),
        GroundCode.AGE_OVER: ("age", "limit"),
        GroundCode.AGE_UNDER: ("age", "limit"),
        GroundCode.OCCUPATION_UNLISTED: ("occupation",),
        GroundCode.OCCUPATION_NOT_COVERED: ("occupation",),
        GroundCode.FOREIGNER_TOO_SHORT: ("months", "required"),
        GroundCode.MEMBER_ELSEWHERE: (),
        GroundCode.LIVES_OUTSIDE: (),
        GroundCode.RELATION_NOT_ALLOWED: ("relation",),
        GroundCode.FUNDING_NOT_OFFERED: ("funding",),
        GroundCode.PERIOD_NOT_OFFERED: ("months", "offered"),
    }
)
