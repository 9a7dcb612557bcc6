from datetime import date

import pytest
from tests.fixtures.application import Work

from sertakan.kernel.refusal import NotFound
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.service import read_revision, read_revision_on


def test_revision_in_force_is_read_by_its_day(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        assert read_revision_on(tenant.id, date(2199, 1, 1)) == (1, read_revision(tenant.id, 1))


def test_nothing_was_in_force_before_the_first(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant), pytest.raises(NotFound, match="revision.none_on"):
        read_revision_on(tenant.id, date(2001, 1, 1))
