"""The facts of enrolling: sponsors, the answers of a draft, states, consents."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from sertakan.kernel.identifier import Nik
from sertakan.kernel.month import Month
from sertakan.regulation.model import FundingSource, MonthPrice, Sector, SponsorCategory


class EnrolmentState(StrEnum):
    """Say how far an enrolment has come."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    REJECTED = "rejected"
    APPROVED = "approved"
    SENT = "sent"
    REFUSED = "refused"
    PAYABLE = "payable"
    REGISTERED = "registered"
    ENDED = "ended"

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing further can come of it, so that the person may be enrolled anew."""
        return self in {EnrolmentState.REJECTED, EnrolmentState.ENDED}

    @property
    def holds_cover(self) -> bool:
        """Tell whether months of cover are claimed by it: an approval claims them, its end gives them back."""
        return not self.is_closed and self not in {EnrolmentState.SUBMITTED, EnrolmentState.RETURNED}


class ConsentWay(StrEnum):
    """Say how a worker agreed."""

    CODE = "code"
    PAPER = "paper"
    PRESENT = "present"


class ConsentState(StrEnum):
    """Say how sure we are that a worker agreed."""

    GIVEN = "given"
    UNVERIFIED = "unverified"
    REFUSED = "refused"


class Step(StrEnum):
    """Name the pages of the sponsor's form, in their order; the value is the path."""

    RELATION = "hubungan"
    IDENTITY = "identitas"
    BIRTH = "kelahiran"
    OCCUPATION = "pekerjaan"
    ADDRESS = "alamat"
    WORKPLACE = "tempat-kerja"
    CONTACT = "kontak"
    CONSENT = "persetujuan"
    CONTRIBUTION = "iuran"
    CHECK = "periksa"


@dataclass(frozen=True, kw_only=True)
class Sponsor:
    """Describe who pays."""

    id: UUID
    account_id: UUID | None
    category: SponsorCategory
    name: str
    work_unit_id: UUID | None
    organisation: str | None


@dataclass(frozen=True, kw_only=True)
class DraftAnswers:
    """Hold what a sponsor has answered so far; None means not yet."""

    relation: str | None = None
    employment: str | None = None
    construction_project: bool | None = None
    resident: bool | None = None
    member_elsewhere: bool | None = None
    relation_done: bool = False
    nik: str | None = None
    full_name: str | None = None
    birth_place: str | None = None
    birth_date: date | None = None
    sex: str | None = None
    occupation: str | None = None
    sector: str | None = None
    village_code: str | None = None
    village_label: str | None = None
    address: str | None = None
    work_village_code: str | None = None
    work_village_label: str | None = None
    workplace: str | None = None
    mobile: str | None = None
    optional: dict[str, str] = field(default_factory=dict)
    contact_done: bool = False
    consent_way: str | None = None
    consent_language: str | None = None
    consent_version: str | None = None
    consent_at: datetime | None = None
    consent_proof: UUID | None = None
    consent_code: str | None = None
    consent_code_to: str | None = None
    consent_code_until: datetime | None = None
    consent_code_tries: int = 0
    months: int | None = None
    bracket: int | None = None
    funding: str | None = None
    own_code: str | None = None

    def with_answers(self, **answers: Any) -> Self:
        """Return the answers with some of them given anew."""
        return replace(self, **answers)

    def to_plain(self) -> dict[str, Any]:
        """Return the answers as they are sealed; an answered "no" is an answer too."""
        return {
            name: _to_plain(value)
            for name, value in asdict(self).items()
            if value is not None and value != {}
        }

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        """Return sealed answers; what an earlier release called otherwise is asked again."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: _from_plain(name, value) for name, value in plain.items() if name in known})


def _to_plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _from_plain(name: str, value: Any) -> Any:
    if name == "birth_date":
        return date.fromisoformat(value)
    if name in {"consent_at", "consent_code_until"}:
        return datetime.fromisoformat(value)
    return UUID(value) if name == "consent_proof" else value


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Hold an enrolment that is being written."""

    id: UUID
    sponsor_id: UUID
    answers: DraftAnswers
    version: int
    updated_at: datetime
    submitted_enrolment_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Submission:
    """Hold everything that one submitted enrolment writes."""

    id: UUID
    worker_id: UUID
    consent_id: UUID
    reference: str
    refusal_code: str
    draft: Draft
    sponsor: Sponsor
    nik: Nik
    funding: FundingSource
    sector: Sector
    prices: tuple[MonthPrice, ...]
    hints: tuple[str, ...]
    is_only_claim: bool
    revision: int
    national_version: str
    decision: dict[str, Any]
    submitted_at: datetime

    @property
    def first_month(self) -> Month:
        """Return the first month of cover that is asked for."""
        return self.prices[0].month

    @property
    def total(self) -> int:
        """Return what all months cost together, in rupiah."""
        return sum(price.total for price in self.prices)


@dataclass(frozen=True, kw_only=True)
class EnrolmentLine:
    """Show one enrolment in a list."""

    id: UUID
    reference: str
    state: EnrolmentState
    worker_name: str
    sponsor_name: str
    occupation: str
    village_code: str
    first_month: Month
    months: int
    total: int
    hints: tuple[str, ...]
    submitted_at: datetime

    @property
    def last_month(self) -> Month:
        """Return the last month that was asked for."""
        return self.first_month + (self.months - 1)


@dataclass(frozen=True, kw_only=True)
class StandingCounts:
    """Count enrolments by state, and of the open ones the workers, the months and rupiah asked for."""

    workers: int
    months: int
    rupiah: int
    by_state: Mapping[EnrolmentState, int]
    unverified: int


@dataclass(frozen=True, kw_only=True)
class Question:
    """Ask a sponsor one thing about one field."""

    id: UUID
    field: str
    question: str
    asked_at: datetime
    answered_at: datetime | None
    explanation: str | None = None


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """Hold one enrolment with what decided it, and its worker's data as far as the reader may see them."""

    id: UUID
    reference: str
    state: EnrolmentState
    state_ground: str | None
    version: int
    sponsor_id: UUID
    sponsor_name: str
    worker_id: UUID
    worker_name: str
    masked_nik: str
    birth_place: str
    birth_date: date
    sex: str
    occupation: str
    sector: Sector
    village_code: str
    address: str
    work_village_code: str
    workplace: str | None
    mobile: str | None
    optional: dict[str, str]
    relation: str | None
    employment: str | None
    construction_project: bool | None
    member_elsewhere: bool | None
    work_unit_id: UUID | None
    funding: FundingSource
    bracket: int
    first_month: Month
    months: int
    total: int
    own_code: str | None
    consent_way: ConsentWay
    consent_state: ConsentState
    consent_language: str
    consent_version: str
    consent_proof: UUID | None
    told_by: str
    refusal_code: str
    revision: int
    national_version: str
    decision: dict[str, Any]
    hints: tuple[str, ...]
    submitted_at: datetime
    decided_at: datetime | None
    questions: tuple[Question, ...] = ()

    @property
    def open_question(self) -> Question | None:
        """Return what the sponsor still has to answer."""
        return next((question for question in self.questions if question.answered_at is None), None)

    @property
    def last_month(self) -> Month:
        """Return the last month that was asked for."""
        return self.first_month + (self.months - 1)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Say which enrolments a list is about; what is None or empty does not narrow it."""

    state: EnrolmentState | None = None
    district_code: str | None = None
    village_code: str | None = None
    work_unit_id: UUID | None = None
    only_hinted: bool = False
    reference: str | None = None
    person: bytes | None = None
    words: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but words narrows the list."""
        return replace(self, words=()) != Wanted()


@dataclass(frozen=True, kw_only=True)
class Position:
    """Mark a place in a list that is ordered by submission."""

    submitted_at: datetime
    id: UUID


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Say which page of a list is wanted: beside a position, on its older or its newer side."""

    beside: Position | None = None
    is_newer_side: bool = False
    oldest_first: bool = False
    limit: int = 25


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Hold one page of a list and how many lines there are, counted up to a limit."""

    lines: tuple[EnrolmentLine, ...]
    before: Position | None
    after: Position | None
    count: int
    is_more: bool


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Hold the figures of a day within somebody's reach."""

    waiting: int
    oldest_waiting: datetime | None
    returned: int
    approved_today: int
    submitted_this_week: int


class RejectionCode(StrEnum):
    """Name why an officer rejects an enrolment."""

    AGE = "age"
    OCCUPATION = "occupation"
    EMPLOYEE = "employee"
    RELATION = "relation"
    RESIDENCE = "residence"
    DUPLICATE = "duplicate"
    UNTRUE = "untrue"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """Say why an enrolment was rejected, with the regency's clause if it cites one."""

    code: RejectionCode
    explanation: str
    instrument: str | None = None
    article: str | None = None
    paragraph: str | None = None


@dataclass(frozen=True, kw_only=True)
class ExportLine:
    """Hold one line of an exported list."""

    line: EnrolmentLine
    masked_nik: str
    decided_at: datetime | None
