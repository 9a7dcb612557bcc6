import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from tests.factories.accounts import email, make_known_account
from tests.factories.identity import make_sign_in
from tests.factories.passkeys import SITE, Device
from tests.fixtures.application import Work
from webauthn.helpers import bytes_to_base64url

from sertakan.identity.model import Actor, Factor, Proof
from sertakan.identity.service import factors, proving
from sertakan.identity.tables import FactorChallengeRow, PasskeyRow
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import Tenant

_NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.fixture
def actor(tenant: Tenant, as_tenant: Work) -> Actor:
    with as_tenant(tenant):
        account = make_known_account(tenant.id, _NOW)
        return Actor(account_id=account, session_id=make_sign_in(tenant.id, account), name="Ni Luh Contoh")


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def ask_new(tenant: Tenant, as_tenant: Work, actor: Actor) -> Callable[[], str]:
    def ask() -> str:
        with as_tenant(tenant):
            return factors.ask_new_passkey(tenant.id, actor, SITE, _NOW)

    return ask


@pytest.fixture
def add(tenant: Tenant, as_tenant: Work, actor: Actor) -> Callable[..., tuple[str, ...]]:
    def add(answer: str, now: datetime = _NOW) -> tuple[str, ...]:
        with as_tenant(tenant):
            return factors.add_passkey(tenant.id, actor, name="Laptop", answer=answer, site=SITE, now=now)

    return add


@pytest.fixture
def ask(tenant: Tenant, as_tenant: Work, actor: Actor) -> Callable[[], str]:
    def ask() -> str:
        with as_tenant(tenant):
            return proving.ask_passkey(tenant.id, actor.account_id, SITE, _NOW)

    return ask


@pytest.fixture
def prove(tenant: Tenant, as_tenant: Work, actor: Actor) -> Callable[..., None]:
    def prove(answer: str, now: datetime = _NOW) -> None:
        with as_tenant(tenant):
            proof = Proof(factor=Factor.PASSKEY, text=answer, site=SITE)
            proving.prove_again(tenant.id, actor, proof, now)

    return prove


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value.code


@pytest.fixture
def known(device: Device, ask_new: Callable[[], str], add: Callable[..., tuple[str, ...]]) -> Device:
    assert len(add(device.create(ask_new()))) == 10
    return device


def test_passkey_is_added_and_proves(
    tenant: Tenant, as_tenant: Work, known: Device, ask: Callable[[], str], prove: Callable[..., None]
) -> None:
    prove(known.get(ask()))
    with as_tenant(tenant) as session:
        row = session.execute(select(PasskeyRow.name, PasskeyRow.sign_count, PasskeyRow.used_at)).one()
    assert tuple(row) == ("Laptop", 1, _NOW)


def test_second_passkey_brings_no_new_codes(
    known: Device, ask_new: Callable[[], str], add: Callable[..., tuple[str, ...]]
) -> None:
    assert add(Device().create(ask_new())) == ()


def test_challenge_is_good_once(known: Device, ask: Callable[[], str], prove: Callable[..., None]) -> None:
    options = ask()
    prove(known.get(options))
    assert refused(lambda: prove(known.get(options))) == "passkey.late"


def test_refused_answer_uses_the_challenge_up(
    known: Device, ask: Callable[[], str], prove: Callable[..., None]
) -> None:
    options = ask()
    spoiled = replace(known, is_verified=False)
    assert refused(lambda: prove(spoiled.get(options))) == "passkey.refused"
    assert refused(lambda: prove(known.get(options))) == "passkey.late"


def test_challenge_is_good_for_five_minutes(
    known: Device, ask: Callable[[], str], prove: Callable[..., None]
) -> None:
    answer = known.get(ask())
    assert refused(lambda: prove(answer, _NOW + timedelta(minutes=5))) == "passkey.late"


def test_challenge_for_adding_proves_nothing(
    known: Device, ask_new: Callable[[], str], prove: Callable[..., None]
) -> None:
    asked = json.dumps({**json.loads(ask_new()), "rpId": SITE.id})
    assert refused(lambda: prove(known.get(asked))) == "passkey.late"


def test_sign_count_that_stands_still_is_refused(
    known: Device, ask: Callable[[], str], prove: Callable[..., None]
) -> None:
    prove(known.get(ask()))
    known.count = 0
    assert refused(lambda: prove(known.get(ask()))) == "passkey.refused"


@pytest.mark.parametrize(
    "spoiled",
    [
        {"origin": "http://kendal.localhost"},
        {"origin": "https://gianyar.localhost"},
        {"origin": "http://gianyar.localhost.jahat.test"},
        {"is_verified": False},
    ],
)
def test_answer_from_elsewhere_or_nobody_is_refused(
    known: Device, ask: Callable[[], str], prove: Callable[..., None], spoiled: dict[str, object]
) -> None:
    answer = replace(known, **spoiled).get(ask())  # type: ignore[arg-type]
    assert refused(lambda: prove(answer)) == "passkey.refused"


def test_device_that_does_not_know_its_user_is_not_added(
    ask_new: Callable[[], str], add: Callable[..., tuple[str, ...]]
) -> None:
    answer = Device(is_verified=False).create(ask_new())
    assert refused(lambda: add(answer)) == "passkey.refused"


def test_strangers_passkey_is_unknown(
    tenant: Tenant, as_tenant: Work, known: Device, ask: Callable[[], str], prove: Callable[..., None]
) -> None:
    assert refused(lambda: prove(Device().get(ask()))) == "passkey.unknown"


def test_challenge_of_another_account_is_late(
    tenant: Tenant, as_tenant: Work, known: Device, prove: Callable[..., None]
) -> None:
    with as_tenant(tenant):
        other: UUID = make_known_account(tenant.id, _NOW, contact=email("lain@contoh.test"))
        options = proving.ask_passkey(tenant.id, other, SITE, _NOW)
    assert refused(lambda: prove(known.get(options))) == "passkey.late"


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"response": 1}', "x" * 30_000, "\x00"])
def test_nonsense_is_refused(prove: Callable[..., None], answer: str) -> None:
    assert refused(lambda: prove(answer)) == "passkey.refused"


def test_devices_are_told_which_keys_are_known(
    known: Device, ask_new: Callable[[], str], ask: Callable[[], str]
) -> None:
    name = bytes_to_base64url(known.credential_id)
    assert name in ask_new()
    assert name in ask()
    assert '"userVerification": "required"' in ask()


def test_eleventh_passkey_is_refused(ask_new: Callable[[], str], add: Callable[..., tuple[str, ...]]) -> None:
    for _ in range(10):
        add(Device().create(ask_new()))
    assert refused(ask_new) == "passkey.many"


def test_used_challenges_leave_no_row(
    tenant: Tenant, as_tenant: Work, known: Device, ask: Callable[[], str], prove: Callable[..., None]
) -> None:
    prove(known.get(ask()))
    with as_tenant(tenant) as session:
        assert session.scalar(select(func.count()).select_from(FactorChallengeRow)) == 0
