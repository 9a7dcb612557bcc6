from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import func, select
from tests.factories.accounts import ORIGIN, PASSWORD, email, make_known_account
from tests.factories.identity import make_sign_in, make_staff
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.audit import service as audit
from sertakan.identity.model import (
    Actor,
    Factor,
    Grant,
    Invitation,
    InvitationState,
    Role,
    ScopeKind,
    StaffEditor,
    Ticket,
)
from sertakan.identity.service import find_actor, invitations, list_staff, roles, sessions
from sertakan.identity.tables import AccountRow, RoleGrantRow, StaffInvitationRow
from sertakan.kernel.refusal import Forbidden, NotFound, Refusal
from sertakan.tenancy.model import Tenant

_NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
_VERIFIER = Grant(role=Role.VERIFIER)
_VILLAGE = Grant(role=Role.VILLAGE_OFFICER, scope_kind=ScopeKind.VILLAGE, region_code="51.04.05.2001")


@pytest.fixture
def admin(tenant: Tenant, as_tenant: Work) -> UUID:
    with as_tenant(tenant):
        return make_staff(tenant.id, Role.ADMIN, name="Wayan Admin")


def editor(tenant: Tenant, account_id: UUID | None) -> StaffEditor:
    return StaffEditor(tenant_id=tenant.id, region_code=tenant.region_code, account_id=account_id, now=_NOW)


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value.code


Invite = Callable[..., tuple[Invitation, str]]
Accept = Callable[..., Ticket]


@pytest.fixture
def invite(tenant: Tenant, as_tenant: Work, admin: UUID) -> Invite:
    def invite(*grants: Grant, address: str = "komang@contoh.test") -> tuple[Invitation, str]:
        with as_tenant(tenant):
            return invitations.invite(
                editor(tenant, admin), name="Ni Komang Contoh", email=address, grants=grants or [_VERIFIER]
            )

    return invite


@pytest.fixture
def accept(tenant: Tenant, as_tenant: Work) -> Accept:
    def accept(token: str, now: datetime = _NOW) -> Ticket:
        with as_tenant(tenant):
            return invitations.accept_anew(
                tenant.id, token, name="Ni Komang Contoh", password=PASSWORD, origin=ORIGIN, now=now
            )

    return accept


class TestInvitation:
    def test_link_makes_an_account_with_its_roles(
        self, tenant: Tenant, as_tenant: Work, invite: Invite, accept: Accept
    ) -> None:
        ticket = accept(invite(_VERIFIER, _VILLAGE)[1])
        with as_tenant(tenant):
            actor = find_actor(tenant.id, ticket.token, _NOW)
            assert sessions.sign_in(tenant.id, email("komang@contoh.test"), PASSWORD, origin=ORIGIN, now=_NOW)
        assert actor is not None
        assert set(actor.grants) == {_VERIFIER, _VILLAGE}

    def test_link_works_once(self, invite: Invite, accept: Accept) -> None:
        token = invite()[1]
        accept(token)
        assert refused(lambda: accept(token)) == "invitation.over"

    def test_link_in_three_tabs_makes_one_account(
        self, tenant: Tenant, as_tenant: Work, invite: Invite, accept: Accept
    ) -> None:
        token, ready = invite()[1], Barrier(3)

        def press(_: int) -> str:
            ready.wait()
            try:
                accept(token)
            except Refusal as refusal:
                return refusal.code
            return "done"

        with ThreadPoolExecutor(3) as pool:
            answers = sorted(pool.map(press, range(3)))
        assert answers == ["done", "invitation.over", "invitation.over"]
        with as_tenant(tenant) as session:
            assert session.scalar(select(func.count()).select_from(AccountRow)) == 2

    def test_link_ends_after_a_week(
        self, tenant: Tenant, as_tenant: Work, invite: Invite, accept: Accept
    ) -> None:
        token, after = invite()[1], _NOW + timedelta(days=7)
        assert refused(lambda: accept(token, after)) == "invitation.over"
        with as_tenant(tenant):
            (found,) = invitations.list_open(tenant.id, after)
        assert found.state is InvitationState.EXPIRED

    def test_sending_again_ends_the_first_link(
        self, tenant: Tenant, as_tenant: Work, admin: UUID, invite: Invite, accept: Accept
    ) -> None:
        invitation, first = invite()
        with as_tenant(tenant):
            _, second = invitations.renew(editor(tenant, admin), invitation.id)
        assert refused(lambda: accept(first)) == "invitation.over"
        assert accept(second).is_staff

    def test_link_taken_back_is_over(
        self, tenant: Tenant, as_tenant: Work, admin: UUID, invite: Invite, accept: Accept
    ) -> None:
        invitation, token = invite()
        with as_tenant(tenant):
            invitations.revoke(editor(tenant, admin), invitation.id)
            assert invitations.list_open(tenant.id, _NOW) == []
        assert refused(lambda: accept(token)) == "invitation.over"
        with as_tenant(tenant), pytest.raises(NotFound):
            invitations.revoke(editor(tenant, admin), invitation.id)

    def test_second_invitation_ends_the_first(self, invite: Invite, accept: Accept) -> None:
        first, second = invite()[1], invite(_VILLAGE)[1]
        assert refused(lambda: accept(first)) == "invitation.over"
        assert accept(second).is_staff

    def test_inviting_tells_nothing_of_accounts(
        self, tenant: Tenant, as_tenant: Work, invite: Invite, accept: Accept
    ) -> None:
        with as_tenant(tenant):
            make_known_account(tenant.id, _NOW)
        _, token = invite(address="luh@contoh.test")
        assert invite(address="siapa@contoh.test")
        assert refused(lambda: accept(token)) == "invitation.has_account"
        with as_tenant(tenant):
            assert invitations.find(tenant.id, token, _NOW)

    def test_existing_account_takes_the_roles_on(
        self, tenant: Tenant, as_tenant: Work, invite: Invite
    ) -> None:
        with as_tenant(tenant):
            account = make_known_account(tenant.id, _NOW)
            actor = Actor(
                account_id=account,
                session_id=make_sign_in(tenant.id, account),
                name="Ni Luh Contoh",
                factor=Factor.TOTP,
            )
        _, token = invite(address="luh@contoh.test")
        with as_tenant(tenant):
            ticket = invitations.accept_as(tenant.id, token, actor, origin=ORIGIN, now=_NOW)
        with as_tenant(tenant):
            found = find_actor(tenant.id, ticket.token, _NOW)
            assert found is not None
            assert (found.grants, found.factor) == ((_VERIFIER,), Factor.TOTP)
            assert len(sessions.list_sign_ins(tenant.id, account, _NOW)) == 1

    def test_approver_cannot_become_admin_by_a_link(
        self, tenant: Tenant, as_tenant: Work, invite: Invite
    ) -> None:
        with as_tenant(tenant):
            account = make_staff(tenant.id, Role.APPROVER)
        actor = Actor(account_id=account, session_id=account, name="Penyetuju")
        _, token = invite(Grant(role=Role.ADMIN))
        with as_tenant(tenant):
            answer = refused(lambda: invitations.accept_as(tenant.id, token, actor, origin=ORIGIN, now=_NOW))
        assert answer == "grant.not_together"

    def test_easy_password_leaves_the_link_good(
        self, tenant: Tenant, as_tenant: Work, invite: Invite, accept: Accept
    ) -> None:
        token = invite()[1]
        with as_tenant(tenant) as session:
            answer = refused(
                lambda: invitations.accept_anew(
                    tenant.id, token, name="Komang", password="komang2026", origin=ORIGIN, now=_NOW
                )
            )
            session.rollback()
        assert answer.startswith("password.")
        assert accept(token).is_staff

    def test_sixth_invitation_in_an_hour_waits(self, invite: Invite) -> None:
        for _ in range(5):
            invite()
        assert refused(invite) == "throttle.invitation"

    @pytest.mark.parametrize(
        ("grant", "code"),
        [
            (Grant(role=Role.VILLAGE_OFFICER), "grant.scope_missing"),
            (Grant(role=Role.ADMIN, scope_kind=ScopeKind.DISTRICT, region_code="51.04.05"), "grant.scope_narrow"),
            (Grant(role=Role.VIEWER, scope_kind=ScopeKind.DISTRICT, region_code="51.03.05"), "grant.region_unknown"),
            (Grant(role=Role.VIEWER, scope_kind=ScopeKind.VILLAGE, region_code="51.04.05"), "grant.region_unknown"),
            (Grant(role=Role.VIEWER, scope_kind=ScopeKind.WORK_UNIT, work_unit_id=UUID(int=1)), "grant.scope_missing"),
        ],
    )  # fmt: skip
    def test_senseless_or_foreign_scope_is_refused(self, invite: Invite, grant: Grant, code: str) -> None:
        assert refused(lambda: invite(grant)) == code

    def test_neighbours_unit_is_no_scope(
        self, tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work, invite: Invite
    ) -> None:
        with as_tenant(quiet_tenant):
            unit = make_work_unit(quiet_tenant.id)
        grant = Grant(role=Role.UNIT_TREASURER, scope_kind=ScopeKind.WORK_UNIT, work_unit_id=unit)
        assert refused(lambda: invite(grant)) == "grant.scope_missing"

    def test_neighbours_link_opens_nothing_here(
        self, tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work, invite: Invite
    ) -> None:
        token = invite()[1]
        with as_tenant(quiet_tenant):
            assert invitations.find(quiet_tenant.id, token, _NOW) is None

    def test_address_and_token_are_not_readable_in_rows(self, invite: Invite, database: Database) -> None:
        _, token = invite()
        with database.as_superuser() as connection:
            kept = str(connection.execute("SELECT t::text FROM staff_invitation t").fetchone())
        assert "komang@" not in kept
        assert token not in kept
        assert b"komang@contoh.test".hex() not in kept


class TestRoles:
    def test_taking_a_role_ends_sign_ins(self, tenant: Tenant, as_tenant: Work, admin: UUID) -> None:
        with as_tenant(tenant):
            account = make_staff(tenant.id, Role.VERIFIER)
            make_sign_in(tenant.id, account)
            (held,) = roles.list_held(tenant.id, account)
            roles.revoke_role(editor(tenant, admin), account, held.id)
            assert sessions.list_sign_ins(tenant.id, account, _NOW) == []
            assert roles.list_held(tenant.id, account) == []

    def test_role_of_somebody_else_is_unknown(self, tenant: Tenant, as_tenant: Work, admin: UUID) -> None:
        with as_tenant(tenant):
            account = make_staff(tenant.id, Role.VERIFIER)
            (own,) = roles.list_held(tenant.id, admin)
            with pytest.raises(NotFound):
                roles.revoke_role(editor(tenant, admin), account, own.id)

    def test_role_is_given_and_recorded(self, tenant: Tenant, as_tenant: Work, admin: UUID) -> None:
        with as_tenant(tenant):
            account = make_staff(tenant.id, Role.VERIFIER)
            roles.grant_role(editor(tenant, admin), account, _VILLAGE)
            twice = refused(lambda: roles.grant_role(editor(tenant, admin), account, _VILLAGE))
        assert twice == "grant.twice"
        with as_tenant(tenant):
            (record,) = audit.history_of(tenant.id, account)
            assert (record.event, record.actor_id) == ("account.role_granted", admin)

    def test_last_admin_keeps_role_and_account(self, tenant: Tenant, as_tenant: Work, admin: UUID) -> None:
        with as_tenant(tenant):
            (held,) = roles.list_held(tenant.id, admin)
            closed = make_staff(tenant.id, Role.ADMIN, is_disabled=True)
            taken = refused(lambda: roles.revoke_role(editor(tenant, admin), admin, held.id))
            shut = refused(lambda: roles.close_account(editor(tenant, admin), admin))
        assert (taken, shut, bool(closed)) == ("staff.last_admin", "staff.last_admin", True)

    def test_neighbours_admins_do_not_count(
        self, tenant: Tenant, other_tenant: Tenant, as_tenant: Work, admin: UUID
    ) -> None:
        with as_tenant(tenant):
            assert refused(lambda: roles.close_account(editor(tenant, admin), admin)) == "staff.last_admin"

    @pytest.mark.parametrize("scope", [ScopeKind.REGENCY, ScopeKind.DISTRICT])
    def test_only_admins_of_the_whole_edit(self, tenant: Tenant, as_tenant: Work, scope: ScopeKind) -> None:
        role = Role.VERIFIER if scope is ScopeKind.REGENCY else Role.ADMIN
        code = None if scope is ScopeKind.REGENCY else "51.04.05"
        with as_tenant(tenant):
            account = make_staff(tenant.id, scope=Grant(role=role, scope_kind=scope, region_code=code))
            with pytest.raises(Forbidden):
                roles.close_account(editor(tenant, account), account)

    def test_closed_account_opens_again_with_its_roles(
        self, tenant: Tenant, as_tenant: Work, admin: UUID
    ) -> None:
        with as_tenant(tenant):
            account = make_staff(tenant.id, Role.VERIFIER)
            roles.close_account(editor(tenant, admin), account)
            roles.reopen_account(editor(tenant, admin), account)
            found = roles.get_staff(tenant.id, account)
        assert (found.is_disabled, found.grants) == (False, (_VERIFIER,))

    def test_open_invitations_of_a_former_admin_end(
        self, tenant: Tenant, as_tenant: Work, admin: UUID, invite: Invite, accept: Accept
    ) -> None:
        token = invite()[1]
        with as_tenant(tenant):
            other = make_staff(tenant.id, Role.ADMIN)
            roles.close_account(editor(tenant, other), admin)
        assert refused(lambda: accept(token)) == "invitation.over"

    @pytest.mark.parametrize("way", ["close", "revoke"])
    def test_two_admins_who_remove_each_other_leave_one(
        self, tenant: Tenant, as_tenant: Work, admin: UUID, way: str
    ) -> None:
        with as_tenant(tenant):
            pair = (admin, make_staff(tenant.id, Role.ADMIN))
            held = {each: roles.list_held(tenant.id, each)[0].id for each in pair}
        ready = Barrier(2)

        def remove(order: int) -> str:
            me, other = pair[order], pair[1 - order]
            try:
                with as_tenant(tenant):
                    ready.wait()
                    if way == "close":
                        roles.close_account(editor(tenant, me), other)
                    else:
                        roles.revoke_role(editor(tenant, me), other, held[other])
            except Refusal as refusal:
                return refusal.code
            return "done"

        with ThreadPoolExecutor(2) as pool:
            answers = sorted(pool.map(remove, range(2)))
        assert answers == ["done", "permission.missing"]
        with as_tenant(tenant):
            left = [each for each in list_staff(tenant.id) if not each.is_disabled]
        assert len(left) == 1

    def test_two_admins_who_leave_at_once_leave_one(
        self, tenant: Tenant, as_tenant: Work, admin: UUID
    ) -> None:
        with as_tenant(tenant):
            pair = (admin, make_staff(tenant.id, Role.ADMIN))
        ready = Barrier(2)

        def leave(me: UUID) -> str:
            try:
                with as_tenant(tenant):
                    ready.wait()
                    roles.close_account(editor(tenant, me), me)
            except Refusal as refusal:
                return refusal.code
            return "done"

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(leave, pair)) == ["done", "staff.last_admin"]


class TestSignIns:
    def test_they_are_seen_at_most_once_an_hour(self, tenant: Tenant, as_tenant: Work) -> None:
        with as_tenant(tenant):
            account = make_known_account(tenant.id, _NOW)
            token = sessions.begin_session(tenant.id, account, origin=ORIGIN, now=_NOW).token

        def seen_after(minutes: int) -> datetime:
            now = _NOW + timedelta(minutes=minutes)
            with as_tenant(tenant):
                find_actor(tenant.id, token, now)
            with as_tenant(tenant):
                return sessions.list_sign_ins(tenant.id, account, now)[0].seen_at

        assert [seen_after(minutes) for minutes in (59, 60, 119)] == [
            _NOW,
            _NOW + timedelta(hours=1),
            _NOW + timedelta(hours=1),
        ]

    def test_network_is_kept_shortened(self, tenant: Tenant, as_tenant: Work) -> None:
        with as_tenant(tenant):
            account = make_known_account(tenant.id, _NOW)
            sessions.begin_session(tenant.id, account, origin=ORIGIN, now=_NOW)
            (found,) = sessions.list_sign_ins(tenant.id, account, _NOW)
        assert found.network == "192.0.2.0/24"

    def test_all_others_end_but_this_one(self, tenant: Tenant, as_tenant: Work) -> None:
        with as_tenant(tenant):
            account = make_known_account(tenant.id, _NOW)
            here = make_sign_in(tenant.id, account)
            make_sign_in(tenant.id, account)
            actor = Actor(account_id=account, session_id=here, name="Luh")
            sessions.end_sign_ins(tenant.id, actor, account, _NOW)
            assert [each.id for each in sessions.list_sign_ins(tenant.id, account, _NOW)] == [here]

    def test_sign_in_of_somebody_else_is_unknown(self, tenant: Tenant, as_tenant: Work) -> None:
        with as_tenant(tenant):
            mine, other = make_staff(tenant.id), make_staff(tenant.id)
            actor = Actor(account_id=mine, session_id=make_sign_in(tenant.id, mine), name="Luh")
            foreign = make_sign_in(tenant.id, other)
            with pytest.raises(NotFound):
                sessions.end_sign_in(tenant.id, actor, mine, foreign, _NOW)


def test_rows_hold_one_waiting_invitation_for_an_address(
    tenant: Tenant, as_tenant: Work, invite: Invite
) -> None:
    invite()
    invite()
    with as_tenant(tenant) as session:
        states = session.scalars(select(StaffInvitationRow.state).order_by(StaffInvitationRow.id)).all()
        assert session.scalar(select(func.count()).select_from(RoleGrantRow)) == 1
    assert states == ["revoked", "waiting"]
