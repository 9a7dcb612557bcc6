"""Officers of our regency, each with a role and a reach."""

from collections.abc import Callable
from uuid import UUID

import pytest
from tests.factories.casework import make_waiting, nik_number
from tests.factories.identity import make_staff
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor

from sertakan.identity.model import Grant, Role, ScopeKind
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy.model import Tenant

NEAR = "51.04.01.2001"
Officers = Callable[..., Visitor]


@pytest.fixture
def officer(visit_as: VisitAs, tenant: Tenant, as_tenant: Work, clock: FixedClock) -> Officers:
    """Sign somebody in with a role, over the whole regency or within a village."""

    def sign_in(role: Role = Role.VERIFIER, village: str | None = None) -> Visitor:
        scope = (
            Grant(role=role, scope_kind=ScopeKind.VILLAGE, region_code=village)
            if village
            else Grant(role=role)
        )
        with as_tenant(tenant):
            account = make_staff(tenant.id, scope=scope, name="Ni Ketut Petugas")
        return visit_as(tenant).sign_in(tenant, account)

    return sign_in


@pytest.fixture
def waiting(tenant: Tenant, as_tenant: Work) -> list[UUID]:
    """Three enrolments that wait, the oldest first."""
    with as_tenant(tenant):
        return [
            make_waiting(tenant.id, nik=nik_number(number), name=f"Ni Luh Contoh {number}").id
            for number in range(3)
        ]
