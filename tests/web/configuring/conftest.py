"""Admins of our regency who change its settings, and what the database then holds."""

import re
from collections.abc import Callable

import pytest
from tests.factories.identity import make_staff
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor

from sertakan.identity.model import Role
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

Holding = Callable[[], RegencyDocument]
Sign = Callable[..., Visitor]


@pytest.fixture
def sign(visit_as: VisitAs, tenant: Tenant, as_tenant: Work, clock: FixedClock) -> Sign:
    """Sign somebody in with a role, an admin unless told otherwise."""

    def sign_in(role: Role = Role.ADMIN, name: str = "Ni Ketut Admin") -> Visitor:
        with as_tenant(tenant):
            account = make_staff(tenant.id, role, name=name)
        return visit_as(tenant).sign_in(tenant, account)

    return sign_in


@pytest.fixture
def admin(sign: Sign) -> Visitor:
    return sign()


@pytest.fixture
def held(app: SertakanApp, tenant: Tenant, as_tenant: Work) -> Holding:
    """Return the house as it holds now, and let the application know of it as it would within two seconds."""

    def read() -> RegencyDocument:
        app.directory.refresh()
        with as_tenant(tenant):
            return tenancy.read_house(tenant.id)

    return read


def seen_on(page: str) -> str:
    """Return the revision that a page was painted from."""
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found, "the page names no revision"
    return found[1]
