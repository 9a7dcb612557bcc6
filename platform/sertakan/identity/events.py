"""What happens to accounts; no event holds a name or a contact."""

from dataclasses import dataclass
from typing import ClassVar

from sertakan.kernel.event import Event


@dataclass(frozen=True, kw_only=True)
class AccountCreated(Event):
    """State that a verified contact became an account, or that staff got theirs by command."""

    name: ClassVar[str] = "account.created"
    way: str


@dataclass(frozen=True, kw_only=True)
class RoleGranted(Event):
    """State that an account received a role."""

    name: ClassVar[str] = "account.role_granted"
    role: str
    scope_kind: str
    region_code: str | None = None
    work_unit_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """State that somebody signed in, and by which second factor."""

    name: ClassVar[str] = "account.signed_in"
    factor: str = "none"


@dataclass(frozen=True, kw_only=True)
class SignInFailed(Event):
    """State that a sign-in was refused; the subject is the account if there is one."""

    name: ClassVar[str] = "account.sign_in_failed"
    step: str = "password"


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event):
    """State that somebody signed out."""

    name: ClassVar[str] = "account.signed_out"


@dataclass(frozen=True, kw_only=True)
class AccountDisabled(Event):
    """State that an account was closed; its sign-ins ended with it."""

    name: ClassVar[str] = "account.disabled"


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """State that an account has a new password, by command or by its owner; all its sign-ins ended."""

    name: ClassVar[str] = "account.password_changed"
    way: str


@dataclass(frozen=True, kw_only=True)
class AccountReopened(Event):
    """State that a closed account may be used again."""

    name: ClassVar[str] = "account.reopened"


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Event):
    """State that an account lost a role; its sign-ins ended with it."""

    name: ClassVar[str] = "account.role_revoked"
    role: str
    scope_kind: str
    region_code: str | None = None
    work_unit_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class StaffInvited(Event):
    """State that somebody was invited; the subject is the invitation."""

    name: ClassVar[str] = "invitation.sent"
    roles: str


@dataclass(frozen=True, kw_only=True)
class InvitationRenewed(Event):
    """State that an invitation was sent again with another link; the one before no longer works."""

    name: ClassVar[str] = "invitation.renewed"


@dataclass(frozen=True, kw_only=True)
class InvitationRevoked(Event):
    """State that an invitation was taken back."""

    name: ClassVar[str] = "invitation.revoked"


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event):
    """State that an invitation was taken up by the account that acts."""

    name: ClassVar[str] = "invitation.accepted"


@dataclass(frozen=True, kw_only=True)
class FactorAdded(Event):
    """State that an account has another second factor."""

    name: ClassVar[str] = "account.factor_added"
    factor: str


@dataclass(frozen=True, kw_only=True)
class FactorRemoved(Event):
    """State that an account has one second factor less."""

    name: ClassVar[str] = "account.factor_removed"
    factor: str


@dataclass(frozen=True, kw_only=True)
class FactorsReset(Event):
    """State that all second factors of an account were taken off by somebody else."""

    name: ClassVar[str] = "account.factors_reset"
    way: str


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesRenewed(Event):
    """State that an account has new recovery codes; the ones before no longer work."""

    name: ClassVar[str] = "account.recovery_renewed"


@dataclass(frozen=True, kw_only=True)
class SignInEnded(Event):
    """State that sign-ins of an account were ended from its list: one, or all others."""

    name: ClassVar[str] = "account.sign_in_ended"
    which: str
