from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from tests.factories.accounts import ORIGIN, PASSWORD, email, make_known_account, mobile, wish
from tests.factories.identity import make_sign_in
from tests.fixtures.application import Work

from sertakan.audit.tables import AuditRecordRow
from sertakan.identity import repository
from sertakan.identity.model import Challenge, Contact, Ticket
from sertakan.identity.service import reset, sessions, sign_up
from sertakan.identity.tables import SignInSessionRow
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import Tenant

_NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
_LATER = _NOW + timedelta(minutes=1)
_NEW = "gunung payung sepeda"
Begin = Callable[..., Challenge]


@pytest.fixture
def account(tenant: Tenant, as_tenant: Work) -> UUID:
    with as_tenant(tenant):
        return make_known_account(tenant.id, _NOW)


@pytest.fixture
def begin(tenant: Tenant, as_tenant: Work, account: UUID) -> Begin:
    def begin(contact: Contact | None = None, now: datetime = _NOW) -> Challenge:
        with as_tenant(tenant):
            return reset.begin(tenant.id, contact or email(), network=ORIGIN.network, now=now)

    return begin


def prove(
    tenant: Tenant, as_tenant: Work, challenge: Challenge, code: str | None, now: datetime = _LATER
) -> str:
    with as_tenant(tenant):
        return reset.prove(tenant.id, challenge.verification_id, str(code), now=now)


def change(
    tenant: Tenant,
    as_tenant: Work,
    challenge: Challenge,
    token: str,
    now: datetime = _LATER,
    password: str = _NEW,
) -> Ticket:
    with as_tenant(tenant):
        return reset.change_password(
            tenant.id, challenge.verification_id, token, password, origin=ORIGIN, now=now
        )


def refused(work: Callable[..., object], *arguments: object, **options: object) -> str:
    with pytest.raises(Refusal) as refusal:
        work(*arguments, **options)
    return refusal.value.code


def test_new_password_opens_and_the_old_one_does_not(
    tenant: Tenant, as_tenant: Work, begin: Begin, account: UUID
) -> None:
    challenge = begin()
    ticket = change(tenant, as_tenant, challenge, prove(tenant, as_tenant, challenge, challenge.code))
    assert ticket.account_id == account
    with as_tenant(tenant):
        assert sessions.sign_in(tenant.id, email(), _NEW, origin=ORIGIN, now=_LATER).account_id == account
    with as_tenant(tenant), pytest.raises(Refusal, match=r"sign_in\.wrong"):
        sessions.sign_in(tenant.id, email(), PASSWORD, origin=ORIGIN, now=_LATER)


def test_every_other_sign_in_ends_and_the_record_says_so(
    tenant: Tenant, as_tenant: Work, begin: Begin, account: UUID
) -> None:
    with as_tenant(tenant):
        make_sign_in(tenant.id, account)
        make_sign_in(tenant.id, account)
    challenge = begin()
    change(tenant, as_tenant, challenge, prove(tenant, as_tenant, challenge, challenge.code))
    with as_tenant(tenant) as session:
        living = (
            select(func.count()).select_from(SignInSessionRow).where(SignInSessionRow.revoked_at.is_(None))
        )
        assert session.scalar(living) == 1
        record = session.scalars(
            select(AuditRecordRow).where(AuditRecordRow.event == "account.password_changed")
        ).one()
        assert (record.actor_id, record.subject_id) == (account, account)
        assert '"way":"reset"' in record.payload.replace(" ", "")


@pytest.mark.parametrize("contact", [email("siapa@contoh.test"), mobile()])
def test_unknown_contact_is_treated_alike_and_no_code_fits(
    tenant: Tenant, as_tenant: Work, begin: Begin, contact: Contact
) -> None:
    challenge = begin(contact)
    assert challenge.code is None
    answers = [refused(prove, tenant, as_tenant, challenge, "123456") for _ in range(6)]
    assert answers == ["code.wrong"] * 4 + ["code.exhausted"] * 2


def test_closed_account_is_as_good_as_none(
    tenant: Tenant, as_tenant: Work, begin: Begin, account: UUID
) -> None:
    with as_tenant(tenant):
        repository.update_account(tenant.id, account, is_disabled=True)
    assert begin().code is None


def test_account_closed_meanwhile_is_not_opened_again(
    tenant: Tenant, as_tenant: Work, begin: Begin, account: UUID
) -> None:
    challenge = begin()
    token = prove(tenant, as_tenant, challenge, challenge.code)
    with as_tenant(tenant):
        repository.update_account(tenant.id, account, is_disabled=True)
    assert refused(change, tenant, as_tenant, challenge, token) == "reset.over"


def test_code_is_used_once_and_expires(tenant: Tenant, as_tenant: Work, begin: Begin) -> None:
    first, second = begin(), begin()
    prove(tenant, as_tenant, first, first.code)
    assert refused(prove, tenant, as_tenant, first, first.code) == "code.used"
    late = _NOW + timedelta(minutes=15)
    assert refused(prove, tenant, as_tenant, second, second.code, late) == "code.expired"


def test_proof_works_once_for_a_quarter_of_an_hour(tenant: Tenant, as_tenant: Work, begin: Begin) -> None:
    challenge = begin()
    token = prove(tenant, as_tenant, challenge, challenge.code)
    late = _LATER + timedelta(minutes=15)
    assert refused(change, tenant, as_tenant, challenge, token, late) == "reset.over"
    assert refused(change, tenant, as_tenant, challenge, "lain") == "reset.over"
    change(tenant, as_tenant, challenge, token)
    assert refused(change, tenant, as_tenant, challenge, token) == "reset.over"


def test_change_closes_every_other_reset_of_the_contact(
    tenant: Tenant, as_tenant: Work, begin: Begin
) -> None:
    first, second, third = begin(), begin(), begin()
    waiting = prove(tenant, as_tenant, second, second.code)
    change(tenant, as_tenant, first, prove(tenant, as_tenant, first, first.code))
    assert refused(change, tenant, as_tenant, second, waiting) == "reset.over"
    assert refused(prove, tenant, as_tenant, third, third.code) == "code.used"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("pendek", "password.short"),
        ("password12345", "password.common"),
        ("Ni Luh Contoh 1", "password.personal"),
    ],
)
def test_poor_password_is_refused_and_the_proof_stays(
    tenant: Tenant, as_tenant: Work, begin: Begin, password: str, code: str
) -> None:
    challenge = begin()
    token = prove(tenant, as_tenant, challenge, challenge.code)
    assert refused(change, tenant, as_tenant, challenge, token, password=password) == code
    change(tenant, as_tenant, challenge, token)


def test_code_of_a_sign_up_resets_nothing(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        challenge = sign_up.begin(tenant, wish(), PASSWORD, invited={"pns"}, network=ORIGIN.network, now=_NOW)
    assert refused(prove, tenant, as_tenant, challenge, challenge.code) == "code.used"


def test_new_code_replaces_the_one_before(tenant: Tenant, as_tenant: Work, begin: Begin) -> None:
    challenge = begin()
    with as_tenant(tenant):
        renewed = reset.renew(tenant.id, challenge.verification_id, now=_LATER)
    assert renewed.contact == email()
    if renewed.code != challenge.code:
        assert refused(prove, tenant, as_tenant, challenge, challenge.code) == "code.wrong"
    prove(tenant, as_tenant, renewed, renewed.code)


def test_sixth_code_in_an_hour_waits_for_known_and_unknown(begin: Begin) -> None:
    for contact in (email(), email("siapa@contoh.test")):
        for _ in range(5):
            begin(contact)
        assert refused(begin, contact) == "throttle.code"


def test_one_network_asks_sixty_times_an_hour(begin: Begin) -> None:
    for number in range(60):
        begin(email(f"orang{number}@contoh.test"))
    assert refused(begin, email("lagi@contoh.test")) == "throttle.reset"


def test_other_regencys_verification_proves_nothing(
    tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work, begin: Begin
) -> None:
    challenge = begin()
    assert refused(prove, quiet_tenant, as_tenant, challenge, challenge.code) == "code.unknown"
