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
    """State that somebody signed in."""

    name: ClassVar[str] = "account.signed_in"


@dataclass(frozen=True, kw_only=True)
class SignInFailed(Event):
    """State that a sign-in was refused; the subject is the account if there is one."""

    name: ClassVar[str] = "account.sign_in_failed"


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
