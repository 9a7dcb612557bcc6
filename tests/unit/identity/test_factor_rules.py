from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from sertakan.identity.model import Actor, Factor, Factors, Grant, Passkey, Role, ScopeKind
from sertakan.identity.rules import SCOPES, check_grant, check_together
from sertakan.identity.rules.factor import (
    RECOVERY_ALPHABET,
    code_of_step,
    ensure_may_remove,
    find_step,
    has_fresh_factor,
    is_factor_required,
    is_fresh,
    new_secret,
    provisioning_address,
    show_recovery_code,
    step_of,
    tidy_recovery_code,
)
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import SpaceState, Tenant

_NOW = datetime(2026, 11, 22, 2, 0, 10, tzinfo=UTC)
_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        # RFC 6238, appendix B, cut to six digits.
        (59, "287082"),
        (1111111109, "081804"),
        (1234567890, "005924"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(moment: int, code: str) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    step = step_of(datetime.fromtimestamp(moment, UTC))
    assert code_of_step(secret, step) == code


@pytest.mark.parametrize(("off", "is_taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_code_counts_one_step_around_now(off: int, is_taken: bool) -> None:
    step = step_of(_NOW) + off
    assert (find_step(_SECRET, code_of_step(_SECRET, step), _NOW) == step) is is_taken


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "٣٣٣٣٣٣", "1234567"])
def test_other_signs_are_no_code(typed: str) -> None:
    assert find_step(_SECRET, typed, _NOW) is None


def test_secrets_differ_and_are_long() -> None:
    assert new_secret() != new_secret()
    assert len(new_secret()) == 32


def test_authenticator_is_told_whose_secret_it_is() -> None:
    address = provisioning_address(_SECRET, account="luh@contoh.test", issuer="Sertakan Gianyar")
    assert address.startswith("otpauth://totp/Sertakan%20Gianyar:luh%40contoh.test?")
    assert f"secret={_SECRET}" in address


@pytest.mark.parametrize("typed", ["abcde-23456", "ABCDE 23456", " abcde23456 ", "ABCDE–23456"])
def test_recovery_code_is_read_however_it_is_typed(typed: str) -> None:
    assert tidy_recovery_code(typed) == "ABCDE23456"


def test_recovery_code_is_printed_in_two_halves_without_lookalikes() -> None:
    assert show_recovery_code("ABCDE23456") == "ABCDE-23456"
    assert not set("01OIL") & set(RECOVERY_ALPHABET)


def _space(state: SpaceState, before: SpaceState | None = None) -> Tenant:
    return Tenant(
        id=1,
        slug="gianyar",
        region_code="51.04",
        name="Kabupaten Gianyar",
        state=state,
        state_reason=None,
        is_demo=False,
        timezone="Asia/Makassar",
        state_before=before,
    )


@pytest.mark.parametrize(
    ("role", "space", "is_required"),
    [
        (Role.ADMIN, _space(SpaceState.LIVE), True),
        (Role.APPROVER, _space(SpaceState.LIVE), True),
        (Role.ADMIN, _space(SpaceState.SUSPENDED, SpaceState.LIVE), True),
        (Role.ADMIN, _space(SpaceState.SUSPENDED, SpaceState.TRIAL), False),
        (Role.ADMIN, _space(SpaceState.TRIAL), False),
        (Role.ADMIN, _space(SpaceState.DRAFT), False),
        (Role.VERIFIER, _space(SpaceState.LIVE), False),
    ],
)
def test_factor_is_required_where_real_people_are(role: Role, space: Tenant, is_required: bool) -> None:
    assert is_factor_required([Grant(role=role)], space) is is_required


def _actor(factor: Factor | None, minutes: int) -> Actor:
    proven_at = _NOW - timedelta(minutes=minutes)
    return Actor(
        account_id=UUID(int=1), session_id=UUID(int=2), name="Contoh", factor=factor, proven_at=proven_at
    )


def test_proof_is_fresh_for_ten_minutes() -> None:
    assert has_fresh_factor(_actor(Factor.TOTP, 9), _NOW)
    assert not has_fresh_factor(_actor(Factor.TOTP, 10), _NOW)


def test_password_alone_is_fresh_but_no_factor() -> None:
    assert is_fresh(_actor(None, 1), _NOW)
    assert not has_fresh_factor(_actor(None, 1), _NOW)
    assert _actor(None, 1).factor_at is None
    assert _actor(Factor.PASSKEY, 1).factor_at == _NOW - timedelta(minutes=1)


def _key(number: int) -> Passkey:
    return Passkey(id=UUID(int=number), name="Laptop", added_at=_NOW, used_at=None)


@pytest.mark.parametrize(
    ("held", "is_required", "is_refused"),
    [
        (Factors(has_totp=True), True, True),
        (Factors(passkeys=(_key(1),)), True, True),
        (Factors(has_totp=True, recovery_left=10), True, True),
        (Factors(has_totp=True, passkeys=(_key(1),)), True, False),
        (Factors(passkeys=(_key(1), _key(2))), True, False),
        (Factors(has_totp=True), False, False),
    ],
)
def test_last_factor_stays_where_it_is_required(held: Factors, is_required: bool, is_refused: bool) -> None:
    try:
        ensure_may_remove(held, is_required=is_required)
        found = None
    except Refusal as refusal:
        found = refusal.code
    assert (found == "factor.last") is is_refused


def test_recovery_codes_are_no_factor() -> None:
    assert not Factors(recovery_left=10).exist
    assert Factors(has_totp=True).exist


def test_every_role_has_its_scopes() -> None:
    assert set(SCOPES) == set(Role)
    assert all(SCOPES.values())


@pytest.mark.parametrize("role", [Role.ADMIN, Role.APPROVER, Role.LEGAL, Role.DPO, Role.AUDITOR, Role.BRANCH])
def test_role_on_the_regency_itself_has_no_part(role: Role) -> None:
    check_grant(Grant(role=role))
    with pytest.raises(Refusal, match=r"grant\.scope_narrow"):
        check_grant(Grant(role=role, scope_kind=ScopeKind.DISTRICT, region_code="51.04.05"))


def test_admin_and_approver_are_two_people() -> None:
    check_together([Grant(role=Role.ADMIN), Grant(role=Role.VERIFIER)])
    with pytest.raises(Refusal, match=r"grant\.not_together"):
        check_together([Grant(role=Role.ADMIN), Grant(role=Role.APPROVER)])
    with pytest.raises(Refusal, match=r"grant\.twice"):
        check_together([Grant(role=Role.VIEWER), Grant(role=Role.VIEWER)])
