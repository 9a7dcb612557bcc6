"""Who acts, in which roles and how far each role reaches."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """Name what somebody does for a regency."""

    ADMIN = "admin"
    APPROVER = "approver"
    LEGAL = "legal"
    VERIFIER = "verifier"
    TREASURER = "treasurer"
    UNIT_TREASURER = "unit_treasurer"
    VILLAGE_OFFICER = "village_officer"
    BRANCH = "branch"
    DPO = "dpo"
    AUDITOR = "auditor"
    VIEWER = "viewer"


class OversightRole(StrEnum):
    """Name what somebody does at the centre."""

    VIEWER = "oversight_viewer"
    OPERATOR = "oversight_operator"


class ScopeKind(StrEnum):
    """Say in what a role's reach is measured."""

    REGENCY = "regency"
    WORK_UNIT = "work_unit"
    DISTRICT = "district"
    VILLAGE = "village"


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """Give one role within one scope."""

    role: Role
    scope_kind: ScopeKind = ScopeKind.REGENCY
    region_code: str | None = None
    work_unit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """Say whose enrolments somebody may see: all, or those of these units, districts and villages."""

    is_whole: bool = False
    work_units: frozenset[UUID] = frozenset()
    districts: frozenset[str] = frozenset()
    villages: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is within reach."""
        return not (self.is_whole or self.work_units or self.districts or self.villages)

    def covers(self, *, work_unit_id: UUID | None, village_code: str) -> bool:
        """Tell whether one enrolment, by its sponsor's unit and its worker's village, is within reach."""
        return (
            self.is_whole
            or work_unit_id in self.work_units
            or village_code in self.villages
            or village_code[:8] in self.districts
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Identify who is signed in at a regency."""

    account_id: UUID
    session_id: UUID
    name: str
    grants: tuple[Grant, ...] = ()
    sponsor_id: UUID | None = None


class OversightScopeKind(StrEnum):
    """Say how far somebody at the centre sees."""

    NATIONAL = "national"
    PROVINCE = "province"


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightScope:
    """Say which regencies somebody at the centre sees: all, or those of one province."""

    kind: OversightScopeKind
    province_code: str | None = None

    @classmethod
    def of(cls, province_code: str | None) -> "OversightScope":
        """Return the scope of one province, or the national one when none is named."""
        kind = OversightScopeKind.PROVINCE if province_code else OversightScopeKind.NATIONAL
        return cls(kind=kind, province_code=province_code)

    def covers(self, region_code: str) -> bool:
        """Tell whether a regency is within sight; a province's scope that names none sees nothing."""
        if self.kind is OversightScopeKind.NATIONAL:
            return True
        return bool(self.province_code) and region_code.startswith(f"{self.province_code}.")


NATIONAL = OversightScope.of(None)


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightActor:
    """Identify who is signed in at the centre."""

    account_id: UUID
    session_id: UUID
    name: str
    role: OversightRole
    scope: OversightScope


class ContactKind(StrEnum):
    """Name the contacts by which somebody can be reached and can sign in."""

    EMAIL = "email"
    MOBILE = "mobile"


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """Hold a contact in the form in which it is compared."""

    kind: ContactKind
    value: str

    @property
    def masked(self) -> str:
        """Return enough of the contact to recognise one's own."""
        if self.kind is ContactKind.EMAIL:
            box, _, host = self.value.partition("@")
            return f"{box[:2]}•••@{host}"
        return f"0{self.value[3:6]}•••{self.value[-3:]}"


@dataclass(frozen=True, kw_only=True, slots=True)
class SignUpWish:
    """Hold who wants an account and what they said of themselves; a number is a NIK or a NIP."""

    category: str
    name: str
    contact: Contact
    nip: str | None = None
    nik: str | None = None
    work_unit_id: UUID | None = None
    organisation: str | None = None


class Purpose(StrEnum):
    """Say what a proven contact is good for; a code for one purpose is none for another."""

    SIGN_UP = "sign_up"
    RESET = "reset"
    RESET_PROVEN = "reset_proven"  # the code was right; what is kept of it now is a token's hash


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """Hold what waits for a code: for what, for whom, and what was asked for."""

    id: UUID
    purpose: Purpose
    contact: Contact
    request: str
    code_hash: bytes
    expires_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Challenge:
    """Hold the code that goes to a contact, or none where no code shall fit this contact."""

    verification_id: UUID
    contact: Contact
    code: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Credentials:
    """Hold what is needed to decide whether somebody may sign in."""

    account_id: UUID
    password_hash: str
    is_disabled: bool
    is_staff: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Say from which network and with which device somebody comes."""

    network: str
    device: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ticket:
    """Hold the token that a cookie carries; only its hash is kept."""

    token: str
    account_id: UUID
    is_staff: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffAccount:
    """Describe somebody of the staff as the list of staff shows them."""

    account_id: UUID
    name: str
    email: str | None
    is_disabled: bool
    grants: tuple[Grant, ...]
    last_sign_in: datetime | None
