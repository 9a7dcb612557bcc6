from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update
from tests.factories.accounts import ORIGIN, PASSWORD, email, make_known_account
from tests.factories.identity import make_grant
from tests.fixtures.application import Count, Work

from sertakan.audit import service as audit
from sertakan.audit.tables import AuditRecordRow
from sertakan.identity.model import Grant, Origin, Role, Ticket
from sertakan.identity.service import find_actor, link_sponsor, list_staff, sessions, staff, throttling
from sertakan.identity.tables import AccountRow
from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import Tenant

_NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def account(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        make_known_account(tenant.id, _NOW)


def _sign_in(
    tenant: Tenant,
    as_tenant: Work,
    password: str = PASSWORD,
    *,
    contact: str = "luh@contoh.test",
    now: datetime = _NOW,
    origin: Origin = ORIGIN,
) -> Ticket:
    with as_tenant(tenant):
        return sessions.sign_in(tenant.id, email(contact), password, origin=origin, now=now)


def _refusal(*args: object, **options: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        _sign_in(*args, **options)  # type: ignore[arg-type]
    return caught.value


def test_unknown_and_wrong_are_answered_alike(tenant: Tenant, as_tenant: Work) -> None:
    wrong = _refusal(tenant, as_tenant, "lain sekali ini")
    unknown = _refusal(tenant, as_tenant, contact="nobody@contoh.test")
    assert (wrong.code, wrong.field, wrong.params) == (unknown.code, unknown.field, unknown.params)


def test_eleventh_guess_at_an_account_waits(tenant: Tenant, as_tenant: Work) -> None:
    codes = [_refusal(tenant, as_tenant, "lain sekali ini").code for _ in range(11)]
    assert codes == ["sign_in.wrong"] * 10 + ["throttle.sign_in"]
    assert _refusal(tenant, as_tenant).params["minutes"] == 15
    later = _NOW + timedelta(minutes=16)
    assert _sign_in(tenant, as_tenant, now=later).token


def test_many_accounts_from_one_network_wait(tenant: Tenant, as_tenant: Work) -> None:
    counted = {throttling.SIGN_IN_NETWORK: ORIGIN.network}
    with as_tenant(tenant):
        for _ in range(throttling.SIGN_IN_NETWORK.most):
            throttling.spend(tenant.id, counted, _NOW)
    assert _refusal(tenant, as_tenant).code == "throttle.sign_in"
    elsewhere = Origin(network="198.51.100.9", device="")
    assert _sign_in(tenant, as_tenant, origin=elsewhere).token


def test_success_costs_no_attempts(tenant: Tenant, as_tenant: Work) -> None:
    for _ in range(12):
        _sign_in(tenant, as_tenant)


def test_other_regency_counts_for_itself(tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work) -> None:
    for _ in range(11):
        _refusal(tenant, as_tenant, "lain sekali ini")
    assert _refusal(quiet_tenant, as_tenant).code == "sign_in.wrong"


def test_closed_account_is_told_only_with_its_password(tenant: Tenant, as_tenant: Work) -> None:
    ticket = _sign_in(tenant, as_tenant)
    with as_tenant(tenant):
        staff.disable(tenant.id, "luh@contoh.test")
        assert find_actor(tenant.id, ticket.token, _NOW) is None
    assert _refusal(tenant, as_tenant).code == "sign_in.disabled"
    assert _refusal(tenant, as_tenant, "lain sekali ini").code == "sign_in.wrong"


def test_new_password_ends_all_sign_ins(tenant: Tenant, as_tenant: Work) -> None:
    ticket = _sign_in(tenant, as_tenant)
    with as_tenant(tenant):
        staff.set_password(tenant.id, "luh@contoh.test", "payung teh laut")
    with as_tenant(tenant):
        assert find_actor(tenant.id, ticket.token, _NOW) is None
    assert _sign_in(tenant, as_tenant, "payung teh laut").token


@pytest.mark.parametrize(("is_staff", "lasts"), [(False, timedelta(days=30)), (True, timedelta(hours=12))])
def test_sign_in_lasts_by_what_one_may_do(
    tenant: Tenant, as_tenant: Work, is_staff: bool, lasts: timedelta
) -> None:
    if is_staff:
        with as_tenant(tenant) as session:
            account_id = session.scalars(select(AccountRow.id)).one()
            make_grant(tenant.id, account_id, Grant(role=Role.VERIFIER))
    ticket = _sign_in(tenant, as_tenant)
    with as_tenant(tenant):
        assert find_actor(tenant.id, ticket.token, _NOW + lasts - timedelta(seconds=1))
        assert find_actor(tenant.id, ticket.token, _NOW + lasts) is None


def test_actor_comes_with_roles_and_sponsor_in_one_query(
    tenant: Tenant, as_tenant: Work, count_queries: Count
) -> None:
    ticket, sponsor_id = _sign_in(tenant, as_tenant), new_id()
    with as_tenant(tenant):
        make_grant(tenant.id, ticket.account_id, Grant(role=Role.ADMIN))
        link_sponsor(tenant.id, ticket.account_id, sponsor_id)
    with as_tenant(tenant), count_queries() as counted:
        actor = find_actor(tenant.id, ticket.token, _NOW)
    assert actor is not None
    assert (actor.sponsor_id, [grant.role for grant in actor.grants]) == (sponsor_id, [Role.ADMIN])
    assert counted.count == 1


def test_token_of_one_regency_opens_no_other(tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work) -> None:
    ticket = _sign_in(tenant, as_tenant)
    with as_tenant(quiet_tenant):
        assert find_actor(quiet_tenant.id, ticket.token, _NOW) is None


def test_weaker_hash_is_renewed_at_sign_in(tenant: Tenant, as_tenant: Work) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with as_tenant(tenant) as session:
        session.execute(update(AccountRow).values(password_hash=weak))
    _sign_in(tenant, as_tenant)
    with as_tenant(tenant) as session:
        assert "m=32768" in session.scalars(select(AccountRow.password_hash)).one()


def test_each_attempt_is_recorded_without_a_name(tenant: Tenant, as_tenant: Work) -> None:
    _refusal(tenant, as_tenant, "lain sekali ini")
    _refusal(tenant, as_tenant, contact="nobody@contoh.test")
    ticket = _sign_in(tenant, as_tenant)
    with as_tenant(tenant) as session:
        columns = (AuditRecordRow.event, AuditRecordRow.subject_id, AuditRecordRow.payload)
        rows = session.execute(select(*columns).order_by(AuditRecordRow.sequence)).all()
        assert audit.verify(tenant.id) is None
    assert [(row.event, row.subject_id) for row in rows] == [
        ("account.sign_in_failed", ticket.account_id),
        ("account.sign_in_failed", None),
        ("account.signed_in", ticket.account_id),
    ]
    assert not any("contoh" in row.payload.lower() for row in rows)


def test_staff_are_listed_with_roles_and_last_sign_in(
    tenant: Tenant, as_tenant: Work, other_tenant: Tenant
) -> None:
    with as_tenant(tenant):
        account_id = staff.add_staff(
            tenant.id,
            name="Wira",
            email="Wira@Contoh.test",
            password=PASSWORD,
            grants=[Grant(role=Role.DPO)],
            now=_NOW,
        )
    _sign_in(tenant, as_tenant, contact="wira@contoh.test")
    with as_tenant(tenant):
        (found,) = list_staff(tenant.id)
    assert (found.account_id, found.email, found.name) == (account_id, "wira@contoh.test", "Wira")
    assert found.grants == (Grant(role=Role.DPO),)
    assert found.last_sign_in is not None


def test_second_account_of_one_email_is_refused(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant), pytest.raises(Refusal, match=r"account\.exists"):
        staff.add_staff(
            tenant.id, name="Luh", email="luh@contoh.test", password=PASSWORD, grants=[], now=_NOW
        )
