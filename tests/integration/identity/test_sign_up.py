from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from tests.factories.accounts import ORIGIN, PASSWORD, email, make_known_account, mobile, wish
from tests.fixtures.application import Work

from sertakan.audit.tables import AuditRecordRow
from sertakan.identity import repository
from sertakan.identity.model import Challenge
from sertakan.identity.service import sessions, sign_up
from sertakan.identity.tables import AccountRow
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import Tenant

_NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
_LATER = _NOW + timedelta(minutes=1)


@pytest.fixture
def challenge(tenant: Tenant, as_tenant: Work) -> Challenge:
    with as_tenant(tenant):
        return sign_up.begin(tenant, wish(), PASSWORD, invited={"pns"}, network=ORIGIN.network, now=_NOW)


def _wrong(challenge: Challenge) -> str:
    return "000000" if challenge.code != "000000" else "111111"


def _try(tenant: Tenant, as_tenant: Work, challenge: Challenge, code: str, now: datetime = _LATER) -> str:
    try:
        with as_tenant(tenant):
            sign_up.confirm(tenant.id, challenge.verification_id, code, now=now)
    except Refusal as refusal:
        return refusal.code
    return "made"


def test_nothing_exists_before_the_code(tenant: Tenant, as_tenant: Work, challenge: Challenge) -> None:
    with as_tenant(tenant) as session:
        assert session.scalars(select(AccountRow)).all() == []


def test_right_code_makes_an_account_that_opens(
    tenant: Tenant, as_tenant: Work, challenge: Challenge
) -> None:
    assert challenge.code is not None
    with as_tenant(tenant):
        made = sign_up.confirm(tenant.id, challenge.verification_id, challenge.code, now=_LATER)
    assert made.wish == wish()
    with as_tenant(tenant):
        ticket = sessions.sign_in(tenant.id, email(), PASSWORD, origin=ORIGIN, now=_LATER)
    assert ticket.account_id == made.account_id


def test_fifth_wrong_code_closes_the_verification(
    tenant: Tenant, as_tenant: Work, challenge: Challenge
) -> None:
    answers = [_try(tenant, as_tenant, challenge, _wrong(challenge)) for _ in range(6)]
    assert answers == ["code.wrong"] * 4 + ["code.exhausted"] * 2
    assert _try(tenant, as_tenant, challenge, str(challenge.code)) == "code.exhausted"


def test_code_expires_after_a_quarter_hour(tenant: Tenant, as_tenant: Work, challenge: Challenge) -> None:
    late = _NOW + timedelta(minutes=15)
    assert _try(tenant, as_tenant, challenge, str(challenge.code), late) == "code.expired"


def test_code_works_once(tenant: Tenant, as_tenant: Work, challenge: Challenge) -> None:
    answers = [_try(tenant, as_tenant, challenge, str(challenge.code)) for _ in range(2)]
    assert answers == ["made", "code.used"]


def test_new_code_replaces_the_old_one(tenant: Tenant, as_tenant: Work, challenge: Challenge) -> None:
    with as_tenant(tenant):
        newer = sign_up.renew(tenant.id, challenge.verification_id, now=_LATER)
    if newer.code != challenge.code:
        assert _try(tenant, as_tenant, challenge, str(challenge.code)) == "code.wrong"
    assert _try(tenant, as_tenant, challenge, str(newer.code)) == "made"


def test_codes_to_one_contact_are_counted(tenant: Tenant, as_tenant: Work, challenge: Challenge) -> None:
    for _ in range(4):
        with as_tenant(tenant):
            sign_up.renew(tenant.id, challenge.verification_id, now=_LATER)
    with as_tenant(tenant), pytest.raises(Refusal) as caught:
        sign_up.renew(tenant.id, challenge.verification_id, now=_LATER)
    assert caught.value.code == "throttle.code"
    assert 1 <= int(str(caught.value.params["minutes"])) <= 60


def test_known_contact_gets_no_code(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        make_known_account(tenant.id, _NOW)
        challenge = sign_up.begin(tenant, wish(), PASSWORD, invited={"pns"}, network=ORIGIN.network, now=_NOW)
    assert challenge.code is None
    assert _try(tenant, as_tenant, challenge, "123456") == "code.wrong"


def test_two_sign_ups_of_one_contact_make_one_account(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        both = [
            sign_up.begin(tenant, wish(), PASSWORD, invited={"pns"}, network=ORIGIN.network, now=_NOW)
            for _ in "ab"
        ]
    answers = [_try(tenant, as_tenant, each, str(each.code)) for each in both]
    assert answers == ["made", "account.exists"]


def test_same_contact_has_an_account_in_each_regency(
    tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work
) -> None:
    made = []
    for each in (tenant, quiet_tenant):
        with as_tenant(each):
            challenge = sign_up.begin(
                each, wish(mobile()), PASSWORD, invited={"pns"}, network=ORIGIN.network, now=_NOW
            )
        with as_tenant(each):
            made.append(
                sign_up.confirm(each.id, challenge.verification_id, str(challenge.code), now=_NOW).account_id
            )
    assert len(set(made)) == 2


def test_foreign_verification_is_unknown_here(
    quiet_tenant: Tenant, as_tenant: Work, challenge: Challenge
) -> None:
    assert _try(quiet_tenant, as_tenant, challenge, str(challenge.code)) == "code.unknown"


def test_real_number_is_refused_in_a_trial_space(tenant: Tenant, as_tenant: Work) -> None:
    real = replace(wish(), nip="198505172010011001")
    with as_tenant(tenant), pytest.raises(Refusal) as caught:
        sign_up.begin(tenant, real, PASSWORD, invited={"pns"}, network=ORIGIN.network, now=_NOW)
    assert (caught.value.code, caught.value.field) == ("nip.real_in_trial", "nip")


def test_rows_hold_nothing_readable(tenant: Tenant, as_tenant: Work, challenge: Challenge) -> None:
    with as_tenant(tenant):
        row = repository.find_verification(tenant.id, challenge.verification_id)
        assert row is not None
        kept = row.request_sealed + row.code_hash + row.contact_index
    for secret in (b"Contoh", b"luh@", b"19850517", str(challenge.code).encode(), b"argon2"):
        assert secret not in kept


def test_record_names_only_the_account(tenant: Tenant, as_tenant: Work, challenge: Challenge) -> None:
    assert _try(tenant, as_tenant, challenge, str(challenge.code)) == "made"
    with as_tenant(tenant) as session:
        payloads = [row.payload for row in session.scalars(select(AuditRecordRow))]
    assert any("account.created" in payload for payload in payloads)
    assert not any(secret in payload for payload in payloads for secret in ("Contoh", "luh@", "1985"))
