"""What was decided about enrolments; each is one audit record, free of personal data."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sertakan.kernel.event import Event


@dataclass(frozen=True, kw_only=True)
class SponsorRegistered(Event):
    """A person or organisation became a sponsor."""

    name: ClassVar[str] = "sponsor.registered"
    category: str


@dataclass(frozen=True, kw_only=True)
class EnrolmentSubmitted(Event):
    """A sponsor sent an enrolment in; the rules that decided are named."""

    name: ClassVar[str] = "enrolment.submitted"
    reference: str
    revision: int
    national_version: str
    first_month: str
    months: int
    total: int
    hints: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CoverAsked(Event):
    """It was asked whether a person is covered already; the answer is recorded, not the person."""

    name: ClassVar[str] = "cover.asked"
    answer: str


@dataclass(frozen=True, kw_only=True)
class ConsentRefused(Event):
    """A worker refused, and everything onward stopped."""

    name: ClassVar[str] = "consent.refused"
    consent_id: UUID


@dataclass(frozen=True, kw_only=True)
class EnrolmentApproved(Event):
    """An officer approved an enrolment."""

    name: ClassVar[str] = "enrolment.approved"
    reference: str


@dataclass(frozen=True, kw_only=True)
class EnrolmentReturned(Event):
    """An officer asked the sponsor about one field."""

    name: ClassVar[str] = "enrolment.returned"
    reference: str
    field: str


@dataclass(frozen=True, kw_only=True)
class EnrolmentRejected(Event):
    """An officer rejected an enrolment on a ground."""

    name: ClassVar[str] = "enrolment.rejected"
    reference: str
    ground: str


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(Event):
    """A sponsor answered what was asked about one field."""

    name: ClassVar[str] = "enrolment.answered"
    reference: str
    field: str


@dataclass(frozen=True, kw_only=True)
class AnswerConfirmed(Event):
    """A sponsor was asked about one field, changed nothing, and explained why."""

    name: ClassVar[str] = "enrolment.confirmed"
    reference: str
    field: str


@dataclass(frozen=True, kw_only=True)
class NikRevealed(Event):
    """An officer looked at a full population number, and said why."""

    name: ClassVar[str] = "nik.revealed"
    reference: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class NikSought(Event):
    """An officer searched for somebody by a full population number; the number itself is not recorded."""

    name: ClassVar[str] = "nik.sought"


@dataclass(frozen=True, kw_only=True)
class EnrolmentsExported(Event):
    """An officer took a list away."""

    name: ClassVar[str] = "enrolment.exported"
    lines: int


@dataclass(frozen=True, kw_only=True)
class ProofOpened(Event):
    """An officer opened the proof of a worker's consent."""

    name: ClassVar[str] = "consent.proof_opened"
    reference: str
