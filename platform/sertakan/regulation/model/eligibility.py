"""What is asked before enrolling somebody, what a regency allows, and the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from sertakan.regulation.model.code import GroundCode
from sertakan.regulation.model.fact import Citation, ClauseReference
from sertakan.regulation.model.price import FundingSource

T = TypeVar("T")


class Verdict(StrEnum):
    """Answer a pre-check; a person looks at whatever is under review."""

    YES = "yes"
    REVIEW = "review"
    NO = "no"


class SponsorCategory(StrEnum):
    """Tell apart who sponsors."""

    PNS = "pns"
    PPPK = "pppk"
    NON_ASN = "non_asn"
    PUBLIC = "public"
    ORGANISATION = "organisation"


class Relation(StrEnum):
    """Say what the worker is to the sponsor."""

    FAMILY = "family"
    HOUSEHOLD_HELP = "household_help"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


class Employment(StrEnum):
    """Say whether the worker draws a wage from a company."""

    NONE = "none"
    SPONSOR_COMPANY = "sponsor_company"
    OTHER_COMPANY = "other_company"


class Obligation(StrEnum):
    """Say whether a regency demands taking part or appeals for it."""

    DUTY = "wajib"
    APPEAL = "himbauan"


@dataclass(frozen=True, kw_only=True)
class Term(Generic[T]):
    """Hold one choice of a regency with its clause; without a clause it is "belum bersitasi"."""

    value: T
    clause: ClauseReference | None = None


@dataclass(frozen=True, kw_only=True)
class ProgrammeTerms:
    """Hold what a regency's regulation decides; None means that it sets no such condition.

    ``minimum_age`` is the first age that may join, ``maximum_age`` the first that may not: the birthday that must
    not have been reached ("belum mencapai usia"). A regulation that says "paling tinggi 60 tahun" is 61 here.
    """

    obligation: Term[Obligation] | None = None
    sponsors_invited: Term[frozenset[SponsorCategory]] | None = None
    relations_allowed: Term[frozenset[Relation]] | None = None
    residence_required: Term[bool] | None = None
    minimum_age: Term[int] | None = None
    maximum_age: Term[int] | None = None
    occupations_allowed: Term[frozenset[str]] | None = None
    funding_sources: Term[frozenset[FundingSource]] | None = None
    months_offered: Term[frozenset[int]] | None = None
    default_bracket: Term[int] | None = None


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Hold what somebody answered in the pre-check; None means not answered."""

    sponsor: SponsorCategory | None = None
    birth_date: date | None = None
    age: int | None = None
    occupation: str | None = None
    employment: Employment | None = None
    construction_project: bool | None = None
    relation: Relation | None = None
    resident: bool | None = None
    foreigner: bool = False
    months_in_indonesia: int | None = None
    member_elsewhere: bool | None = None
    funding: FundingSource | None = None
    months: int | None = None


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Give one reason, how it weighs alone, and the clause it rests on."""

    code: GroundCode
    verdict: Verdict
    clause: Citation | ClauseReference | None = None
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class Eligibility:
    """Hold the worst verdict and every ground, also those that only warn."""

    verdict: Verdict
    grounds: tuple[Ground, ...]
