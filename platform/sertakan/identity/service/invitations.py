"""Invite people to become staff by a link that works once and for a week."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sertakan.audit.service import record
from sertakan.identity import passwords, repository, rules
from sertakan.identity.events import (
    AccountCreated,
    InvitationAccepted,
    InvitationRenewed,
    InvitationRevoked,
    StaffInvited,
)
from sertakan.identity.model import (
    Actor,
    Contact,
    ContactKind,
    Grant,
    Invitation,
    InvitationState,
    Origin,
    StaffEditor,
    Ticket,
)
from sertakan.identity.repository import staffing
from sertakan.identity.service import throttling
from sertakan.identity.service.roles import check_grants, give
from sertakan.identity.service.sessions import begin_session, hash_token, new_token
from sertakan.kernel.identifier import new_id, parse_email
from sertakan.kernel.refusal import NotFound, Refusal

LASTS = timedelta(days=7)


def invite(editor: StaffEditor, *, name: str, email: str, grants: Sequence[Grant]) -> tuple[Invitation, str]:
    """Keep an invitation and return it with the token of its link; one that waits for the same address ends.

    Whether the address has an account is not looked at, so nobody learns it here.

    :raises Refusal: grant.*, email.*, throttle.invitation(minutes)
    """
    check_grants(editor, grants)
    address = parse_email(email)
    _ensure_patience(editor, address)
    staffing.revoke_invitations_to(editor.tenant_id, address, editor.now)
    invitation = Invitation(
        id=new_id(),
        name=name,
        email=address,
        grants=tuple(grants),
        state=InvitationState.WAITING,
        invited_by=editor.account_id,
        expires_at=editor.now + LASTS,
    )
    token = new_token()
    staffing.insert_invitation(editor.tenant_id, invitation, hash_token(token))
    roles = ", ".join(grant.role.value for grant in grants)
    record(StaffInvited(roles=roles), at=editor.now, actor_id=editor.account_id, subject_id=invitation.id)
    return invitation, token


def _ensure_patience(editor: StaffEditor, address: str) -> None:
    throttling.spend(editor.tenant_id, {throttling.INVITATIONS_TO_CONTACT: address}, editor.now)


def renew(editor: StaffEditor, invitation_id: UUID) -> tuple[Invitation, str]:
    """Give a waiting invitation another link and another week; the link before no longer works.

    :raises NotFound: invitation.unknown
    :raises Refusal: throttle.invitation(minutes)
    """
    found = staffing.get_invitation(editor.tenant_id, invitation_id, editor.now)
    if found is None:
        raise NotFound("invitation.unknown")
    _ensure_patience(editor, found.email)
    token = new_token()
    if not staffing.renew_invitation(editor.tenant_id, invitation_id, hash_token(token), editor.now + LASTS):
        raise NotFound("invitation.unknown")
    record(InvitationRenewed(), at=editor.now, actor_id=editor.account_id, subject_id=invitation_id)
    return found, token


def revoke(editor: StaffEditor, invitation_id: UUID) -> None:
    """Take a waiting invitation back.

    :raises NotFound: invitation.unknown
    """
    if not staffing.revoke_invitation(editor.tenant_id, invitation_id, editor.now):
        raise NotFound("invitation.unknown")
    record(InvitationRevoked(), at=editor.now, actor_id=editor.account_id, subject_id=invitation_id)


def list_open(tenant_id: int, now: datetime) -> list[Invitation]:
    """Return the invitations that nobody took up yet, the newest first, expired ones included."""
    return staffing.list_open_invitations(tenant_id, now)


def find(tenant_id: int, token: str, now: datetime) -> Invitation | None:
    """Return the invitation behind a link if it still waits."""
    found = staffing.find_invitation(tenant_id, hash_token(token), now)
    return found if found and found.state is InvitationState.WAITING else None


def accept_anew(
    tenant_id: int, token: str, *, name: str, password: str, origin: Origin, now: datetime
) -> Ticket:
    """Make an account of an invitation, whose address is proven by the link, and sign its owner in.

    :raises Refusal: password.*, invitation.over, invitation.has_account
    """
    found = _take_up(tenant_id, token, now)
    contact = Contact(kind=ContactKind.EMAIL, value=found.email)
    rules.check_password(
        password, personal=rules.personal_words(name, contact), common=rules.common_passwords()
    )
    account_id = repository.insert_account(
        tenant_id, name, contact, passwords.hash_password(password), now=now
    )
    if account_id is None:
        raise Refusal("invitation.has_account")
    record(AccountCreated(way="invitation"), at=now, actor_id=account_id, subject_id=account_id)
    _join(tenant_id, account_id, found, (), now)
    return begin_session(tenant_id, account_id, origin=origin, now=now, is_staff=True)


def accept_as(tenant_id: int, token: str, actor: Actor, *, origin: Origin, now: datetime) -> Ticket:
    """Add an invitation's roles to the account of whoever is signed in, and begin their sign-in anew as staff.

    :raises Refusal: invitation.over, grant.not_together
    """
    found = _take_up(tenant_id, token, now)
    staffing.lock_account(tenant_id, actor.account_id)
    held = {each.grant for each in staffing.list_held(tenant_id, actor.account_id)}
    rules.check_together(held | set(found.grants))
    _join(tenant_id, actor.account_id, found, held, now)
    repository.end_sessions(tenant_id, actor.account_id, now)
    return begin_session(
        tenant_id, actor.account_id, origin=origin, now=now, is_staff=True, factor=actor.factor
    )


def _take_up(tenant_id: int, token: str, now: datetime) -> Invitation:
    # Used up before anything else: of two that press at once, the second finds nothing.
    found = find(tenant_id, token, now)
    if found is None or not staffing.accept_invitation(tenant_id, hash_token(token), now):
        raise Refusal("invitation.over")
    return found


def _join(
    tenant_id: int, account_id: UUID, invitation: Invitation, held: Collection[Grant], now: datetime
) -> None:
    record(InvitationAccepted(), at=now, actor_id=account_id, subject_id=invitation.id)
    for grant in invitation.grants:
        if grant not in held:
            give(tenant_id, account_id, grant, by=invitation.invited_by, now=now)
