from uuid import UUID

import pytest

from sertakan.identity.model import Actor, Grant, Role, ScopeKind
from sertakan.identity.permissions import Permission, ensure_reach, reach
from sertakan.identity.rules import check_category, check_grant, check_numbers
from sertakan.kernel.refusal import Forbidden, Refusal

_REAL_NIK, _SYNTHETIC_NIK = "5104035705900001", "5104035705900000"
_REAL_NIP, _SYNTHETIC_NIP = "198505172010011001", "198505172010011000"
_PPPK_NIP = "198505172022211000"
_UNIT = UUID(int=7)


@pytest.mark.parametrize(
    ("nik", "nip", "wants_synthetic", "code"),
    [
        (_REAL_NIK, None, True, "nik.real_in_trial"),
        (_SYNTHETIC_NIK, None, False, "nik.synthetic"),
        (None, _REAL_NIP, True, "nip.real_in_trial"),
        (None, _SYNTHETIC_NIP, False, "nip.synthetic"),
        (_SYNTHETIC_NIK, None, True, None),
        (_REAL_NIK, None, False, None),
        (None, _SYNTHETIC_NIP, True, None),
        (None, _REAL_NIP, False, None),
    ],
)
def test_each_space_takes_its_own_numbers(
    nik: str | None, nip: str | None, wants_synthetic: bool, code: str | None
) -> None:
    try:
        check_numbers(nik, nip, wants_synthetic=wants_synthetic)
        found = None
    except Refusal as refusal:
        found = refusal.code
    assert found == code


@pytest.mark.parametrize(
    ("category", "nip", "invited", "code"),
    [
        ("asn", _SYNTHETIC_NIP, {"pns"}, None),
        ("asn", _PPPK_NIP, {"pns"}, "nip.only_pns"),
        ("asn", _SYNTHETIC_NIP, {"pppk"}, "nip.only_pppk"),
        ("asn", _PPPK_NIP, {"pns", "pppk"}, None),
        ("asn", _SYNTHETIC_NIP, {"public"}, "sponsor.not_invited"),
        ("public", None, {"pns"}, "sponsor.not_invited"),
        ("public", None, {"public"}, None),
    ],
)
def test_regency_takes_whom_it_invites(
    category: str, nip: str | None, invited: set[str], code: str | None
) -> None:
    try:
        check_category(category, nip, invited=invited)
        found = None
    except Refusal as refusal:
        found = refusal.code
    assert found == code


def _actor(*grants: Grant) -> Actor:
    return Actor(account_id=UUID(int=1), session_id=UUID(int=2), name="Contoh", grants=grants)


def test_reach_adds_up_over_roles() -> None:
    actor = _actor(
        Grant(role=Role.VILLAGE_OFFICER, scope_kind=ScopeKind.VILLAGE, region_code="51.04.05.2001"),
        Grant(role=Role.UNIT_TREASURER, scope_kind=ScopeKind.WORK_UNIT, work_unit_id=_UNIT),
    )
    found = reach(actor, Permission.SEE_ENROLMENTS)
    assert found.covers(work_unit_id=None, village_code="51.04.05.2001")
    assert found.covers(work_unit_id=_UNIT, village_code="51.04.06.2001")
    assert not found.covers(work_unit_id=None, village_code="51.04.05.2002")


def test_narrow_role_decides_nothing() -> None:
    actor = _actor(
        Grant(role=Role.VILLAGE_OFFICER, scope_kind=ScopeKind.VILLAGE, region_code="51.04.05.2001")
    )
    with pytest.raises(Forbidden):
        ensure_reach(actor, Permission.DECIDE_ENROLMENTS)


@pytest.mark.parametrize("role", [Role.VILLAGE_OFFICER, Role.UNIT_TREASURER])
def test_narrow_role_needs_its_scope(role: Role) -> None:
    with pytest.raises(Refusal, match=r"grant\.scope_missing"):
        check_grant(Grant(role=role))
