from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from tests.factories.accounts import ORIGIN, PASSWORD, email, make_known_account
from tests.factories.identity import (
    TOTP_SECRET,
    make_grant,
    make_passkey,
    make_recovery_code,
    make_sign_in,
    make_totp,
)
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.audit import service as audit
from sertakan.identity import repository
from sertakan.identity.model import (
    Actor,
    Factor,
    Grant,
    PendingTicket,
    Proof,
    Role,
    StaffEditor,
    Ticket,
)
from sertakan.identity.rules.factor import code_of_step, step_of
from sertakan.identity.service import (
    count_admins_with_factor,
    factors,
    find_actor,
    has_second_factor,
    proving,
    sessions,
)
from sertakan.identity.tables import AccountRow, RecoveryCodeRow, SignInSessionRow, TotpFactorRow
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.tenancy.model import Tenant

_NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
_LATER = _NOW + timedelta(minutes=1)


@pytest.fixture
def account(tenant: Tenant, as_tenant: Work) -> UUID:
    with as_tenant(tenant):
        account_id = make_known_account(tenant.id, _NOW)
        make_grant(tenant.id, account_id, Grant(role=Role.ADMIN))
    return account_id


@pytest.fixture
def actor(tenant: Tenant, as_tenant: Work, account: UUID) -> Actor:
    with as_tenant(tenant):
        session_id = make_sign_in(tenant.id, account)
    return Actor(account_id=account, session_id=session_id, name="Ni Luh Contoh")


def code(moment: datetime = _NOW, off: int = 0) -> str:
    return code_of_step(TOTP_SECRET, step_of(moment) + off)


def typed(text: str, factor: Factor = Factor.TOTP) -> Proof:
    return Proof(factor=factor, text=text)


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value.code


class TestSignIn:
    @pytest.fixture(autouse=True)
    def totp(self, tenant: Tenant, as_tenant: Work, account: UUID) -> None:
        with as_tenant(tenant):
            make_totp(tenant.id, account)
            make_recovery_code(tenant.id, account)

    @pytest.fixture
    def begin(self, tenant: Tenant, as_tenant: Work) -> Callable[[], str]:
        def begin() -> str:
            with as_tenant(tenant):
                ticket = sessions.sign_in(tenant.id, email(), PASSWORD, origin=ORIGIN, now=_NOW)
            assert isinstance(ticket, PendingTicket)
            return ticket.token

        return begin

    @pytest.fixture
    def finish(self, tenant: Tenant, as_tenant: Work) -> Callable[..., Ticket]:
        def finish(token: str, proof: Proof, now: datetime = _NOW) -> Ticket:
            with as_tenant(tenant):
                return proving.finish_sign_in(tenant.id, token, proof, origin=ORIGIN, now=now)

        return finish

    def test_password_alone_signs_nobody_in(
        self, tenant: Tenant, as_tenant: Work, begin: Callable[[], str]
    ) -> None:
        token = begin()
        with as_tenant(tenant) as session:
            assert find_actor(tenant.id, token, _NOW) is None
            assert session.scalar(select(func.count()).select_from(SignInSessionRow)) == 0

    def test_code_finishes_and_is_remembered(
        self, tenant: Tenant, as_tenant: Work, begin: Callable[[], str], finish: Callable[..., Ticket]
    ) -> None:
        ticket = finish(begin(), typed(code()))
        assert ticket.is_staff
        with as_tenant(tenant):
            found = find_actor(tenant.id, ticket.token, _NOW)
        assert found is not None
        assert (found.factor, found.factor_at) == (Factor.TOTP, _NOW)

    @pytest.mark.parametrize("off", [-1, 1])
    def test_neighbouring_code_is_taken(
        self, begin: Callable[[], str], finish: Callable[..., Ticket], off: int
    ) -> None:
        assert finish(begin(), typed(code(off=off))).token

    @pytest.mark.parametrize("off", [-2, 2])
    def test_code_further_away_is_refused(
        self, begin: Callable[[], str], finish: Callable[..., Ticket], off: int
    ) -> None:
        token = begin()
        assert refused(lambda: finish(token, typed(code(off=off)))) == "factor.code_wrong"

    def test_code_and_older_ones_are_taken_once(
        self, begin: Callable[[], str], finish: Callable[..., Ticket]
    ) -> None:
        finish(begin(), typed(code()))
        token = begin()
        assert refused(lambda: finish(token, typed(code()))) == "factor.code_used"
        assert refused(lambda: finish(token, typed(code(off=-1)))) == "factor.code_used"
        assert finish(token, typed(code(off=1))).token

    def test_waiting_ticket_works_once_and_five_minutes(
        self, begin: Callable[[], str], finish: Callable[..., Ticket]
    ) -> None:
        used, late = begin(), begin()
        finish(used, typed(code()))
        assert refused(lambda: finish(used, typed(code(off=1)))) == "sign_in.waited"
        after = _NOW + timedelta(minutes=5)
        assert refused(lambda: finish(late, typed(code(after)), after)) == "sign_in.waited"

    def test_closed_account_gets_no_further(
        self, tenant: Tenant, as_tenant: Work, begin: Callable[[], str], finish: Callable[..., Ticket]
    ) -> None:
        token = begin()
        with as_tenant(tenant) as session:
            session.execute(update(AccountRow).values(is_disabled=True))
        assert refused(lambda: finish(token, typed(code()))) == "sign_in.disabled"

    def test_sixth_guess_waits(self, begin: Callable[[], str], finish: Callable[..., Ticket]) -> None:
        token = begin()
        answers = [refused(lambda: finish(token, typed("000000"))) for _ in range(6)]
        assert answers == ["factor.code_wrong"] * 5 + ["throttle.factor"]
        assert refused(lambda: finish(token, typed(code()))) == "throttle.factor"

    def test_guesses_of_a_day_are_few(self, tenant: Tenant, as_tenant: Work, actor: Actor) -> None:
        def guess(round_: int) -> str:
            moment = _NOW + timedelta(minutes=16 * round_)
            with as_tenant(tenant):
                return refused(lambda: proving.prove_again(tenant.id, actor, typed("000000"), moment))

        answers = [guess(round_) for round_ in range(7) for _ in range(5)]
        assert answers == ["factor.code_wrong"] * 30 + ["throttle.factor"] * 5

    def test_recovery_code_works_once(self, begin: Callable[[], str], finish: Callable[..., Ticket]) -> None:
        proof = typed("abcde-23456", Factor.RECOVERY)
        assert finish(begin(), proof).token
        token = begin()
        assert refused(lambda: finish(token, proof)) == "factor.recovery_wrong"

    def test_outcome_is_recorded_with_its_factor(
        self,
        tenant: Tenant,
        as_tenant: Work,
        account: UUID,
        begin: Callable[[], str],
        finish: Callable[..., Ticket],
    ) -> None:
        token = begin()
        refused(lambda: finish(token, typed("000000")))
        finish(token, typed(code()))
        with as_tenant(tenant):
            newest, before = audit.history_of(tenant.id, account)[:2]
            assert (newest.event, '"factor":"totp"' in newest.payload) == ("account.signed_in", True)
            assert (before.event, '"step":"totp"' in before.payload) == ("account.sign_in_failed", True)


class TestAuthenticator:
    def test_it_counts_once_a_code_was_typed(self, tenant: Tenant, as_tenant: Work, actor: Actor) -> None:
        with as_tenant(tenant):
            factors.begin_totp(tenant.id, actor)
            assert not has_second_factor(tenant.id, actor.account_id)
            secret = factors.find_new_secret(tenant.id, actor)
            assert secret
            wrong = refused(lambda: factors.confirm_totp(tenant.id, actor, "000000", _NOW))
            codes = factors.confirm_totp(tenant.id, actor, code_of_step(secret, step_of(_NOW)), _NOW)
            assert has_second_factor(tenant.id, actor.account_id)
        assert wrong == "factor.code_wrong"
        assert len(set(codes)) == 10

    def test_code_that_confirmed_signs_nobody_in(self, tenant: Tenant, as_tenant: Work, actor: Actor) -> None:
        with as_tenant(tenant):
            make_totp(tenant.id, actor.account_id, is_confirmed=False)
            factors.confirm_totp(tenant.id, actor, code(), _NOW)
        with as_tenant(tenant):
            again = refused(lambda: proving.prove_again(tenant.id, actor, typed(code()), _NOW))
        assert again == "factor.code_used"

    def test_first_factor_ends_other_sign_ins(self, tenant: Tenant, as_tenant: Work, actor: Actor) -> None:
        with as_tenant(tenant) as session:
            make_sign_in(tenant.id, actor.account_id)
            make_totp(tenant.id, actor.account_id, is_confirmed=False)
            factors.confirm_totp(tenant.id, actor, code(), _NOW)
            left = session.scalars(
                select(SignInSessionRow.id).where(SignInSessionRow.revoked_at.is_(None))
            ).all()
        assert left == [actor.session_id]

    def test_another_phone_replaces_the_first(self, tenant: Tenant, as_tenant: Work, actor: Actor) -> None:
        with as_tenant(tenant) as session:
            make_totp(tenant.id, actor.account_id, "A" * 32)
            make_totp(tenant.id, actor.account_id, is_confirmed=False)
            assert factors.confirm_totp(tenant.id, actor, code(), _NOW) == ()
            assert session.scalar(select(func.count()).select_from(TotpFactorRow)) == 1

    def test_secret_and_codes_are_not_readable_in_rows(
        self, tenant: Tenant, as_tenant: Work, actor: Actor, database: Database
    ) -> None:
        with as_tenant(tenant):
            make_totp(tenant.id, actor.account_id, is_confirmed=False)
            codes = factors.confirm_totp(tenant.id, actor, code(), _NOW)
        with database.as_superuser() as connection:
            rows = connection.execute("SELECT t::text FROM totp_factor t").fetchall()
            rows += connection.execute("SELECT t::text FROM recovery_code t").fetchall()
        kept = "".join(str(row[0]) for row in rows)
        for secret in (TOTP_SECRET, *codes, *(each.replace("-", "") for each in codes)):
            assert secret not in kept
            assert secret.encode().hex() not in kept


class TestTakingOff:
    def test_last_one_takes_the_recovery_codes_along(
        self, tenant: Tenant, as_tenant: Work, actor: Actor
    ) -> None:
        with as_tenant(tenant) as session:
            make_totp(tenant.id, actor.account_id)
            make_recovery_code(tenant.id, actor.account_id)
            factors.remove_totp(tenant.id, actor, _NOW, is_required=False)
            assert session.scalar(select(func.count()).select_from(RecoveryCodeRow)) == 0

    def test_required_one_stays(self, tenant: Tenant, as_tenant: Work, actor: Actor) -> None:
        with as_tenant(tenant):
            key = make_passkey(tenant.id, actor.account_id)
            answer = refused(lambda: factors.remove_passkey(tenant.id, actor, key, _NOW, is_required=True))
            make_totp(tenant.id, actor.account_id)
            factors.remove_passkey(tenant.id, actor, key, _NOW, is_required=True)
        assert answer == "factor.last"

    def test_somebody_elses_passkey_is_unknown(self, tenant: Tenant, as_tenant: Work, actor: Actor) -> None:
        with as_tenant(tenant):
            other = make_known_account(tenant.id, _NOW, contact=email("lain@contoh.test"))
            key = make_passkey(tenant.id, other)
            with pytest.raises(NotFound):
                factors.remove_passkey(tenant.id, actor, key, _NOW, is_required=False)

    def test_another_admin_resets_and_sign_ins_end(
        self, tenant: Tenant, as_tenant: Work, actor: Actor
    ) -> None:
        editor = StaffEditor(tenant_id=tenant.id, region_code="51.04", account_id=UUID(int=9), now=_NOW)
        with as_tenant(tenant) as session:
            make_totp(tenant.id, actor.account_id)
            make_passkey(tenant.id, actor.account_id)
            make_recovery_code(tenant.id, actor.account_id)
            told = factors.reset_factors(editor, actor.account_id)
            assert not has_second_factor(tenant.id, actor.account_id)
            assert session.scalar(select(func.count()).select_from(RecoveryCodeRow)) == 0
            assert not sessions.list_sign_ins(tenant.id, actor.account_id, _NOW)
        assert told == email()

    def test_nobody_resets_their_own(self, tenant: Tenant, as_tenant: Work, actor: Actor) -> None:
        editor = StaffEditor(tenant_id=tenant.id, region_code="51.04", account_id=actor.account_id, now=_NOW)
        with as_tenant(tenant):
            make_totp(tenant.id, actor.account_id)
            assert refused(lambda: factors.reset_factors(editor, actor.account_id)) == "factor.own"


class TestProvingAgain:
    def test_password_is_enough_only_without_a_factor(
        self, tenant: Tenant, as_tenant: Work, actor: Actor
    ) -> None:
        with as_tenant(tenant):
            proving.prove_by_password(tenant.id, actor, PASSWORD, _LATER)
            make_totp(tenant.id, actor.account_id)
            answer = refused(lambda: proving.prove_by_password(tenant.id, actor, PASSWORD, _LATER))
        assert answer == "factor.password_wrong"

    def test_moment_of_the_proof_is_kept(self, tenant: Tenant, as_tenant: Work, actor: Actor) -> None:
        with as_tenant(tenant) as session:
            make_totp(tenant.id, actor.account_id)
            proving.prove_again(tenant.id, actor, typed(code(_LATER)), _LATER)
            row = session.execute(select(SignInSessionRow.factor, SignInSessionRow.proven_at)).one()
        assert tuple(row) == (Factor.TOTP, _LATER)


def test_only_open_admins_with_a_factor_are_counted(
    tenant: Tenant, other_tenant: Tenant, as_tenant: Work, account: UUID
) -> None:
    with as_tenant(tenant):
        assert count_admins_with_factor(tenant.id) == 0
        make_totp(tenant.id, account)
        closed = make_known_account(tenant.id, _NOW, contact=email("tutup@contoh.test"))
        make_grant(tenant.id, closed, Grant(role=Role.ADMIN))
        make_passkey(tenant.id, closed)
        viewer = make_known_account(tenant.id, _NOW, contact=email("lihat@contoh.test"))
        make_grant(tenant.id, viewer, Grant(role=Role.VIEWER))
        make_passkey(tenant.id, viewer)
        assert count_admins_with_factor(tenant.id) == 2
        repository.update_account(tenant.id, closed, is_disabled=True)
        assert count_admins_with_factor(tenant.id) == 1


def test_neighbours_factor_is_none_of_ours(
    tenant: Tenant, other_tenant: Tenant, as_tenant: Work, account: UUID, database: Database
) -> None:
    with database.as_superuser() as connection:
        row = connection.execute(
            "SELECT account_id FROM passkey WHERE tenant_id = %s", [other_tenant.id]
        ).fetchone()
    assert row
    with as_tenant(tenant):
        assert not has_second_factor(tenant.id, UUID(str(row[0])))
        assert not has_second_factor(tenant.id, account)
