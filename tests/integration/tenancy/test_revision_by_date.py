from datetime import date

import pytest
from tests.fixtures.application import Work

from sertakan.kernel.refusal import NotFound
from sertakan.tenancy.document import Branding, Programme
from sertakan.tenancy.model import Credit, InForce, Origin, RevisionMark, RevisionPart, Tenant
from sertakan.tenancy.service import (
    keep_revision,
    read_document_on,
    read_in_force,
    read_revision,
    revisions_on,
)

LATER = date(2199, 1, 1)


def test_first_revision_holds_on_every_day(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        for day in (date(2001, 1, 1), LATER):
            assert revisions_on(tenant.id, day) == InForce(law=1, house=1)
            assert read_document_on(tenant.id, day) == read_revision(tenant.id, 1)


def test_law_begins_on_its_day_and_keeps_a_house_that_changed_meanwhile(
    tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        first = read_revision(tenant.id, 1)
        law = first.with_parts(programme=Programme(minimum_workers=2))
        house = first.with_parts(branding=Branding(display_name="Nama Baru"))
        credit = Credit(origin=Origin.BROWSER)
        keep_revision(
            tenant.id, law, RevisionMark(number=2, part=RevisionPart.LAW, applied_from=LATER), credit
        )
        keep_revision(
            tenant.id,
            house,
            RevisionMark(number=3, part=RevisionPart.HOUSE, applied_from=date(2026, 1, 1)),
            credit,
        )

        before = read_document_on(tenant.id, date(2198, 12, 31))
        after = read_document_on(tenant.id, LATER)

        assert (before.programme.minimum_workers, before.branding.display_name) == (1, "Nama Baru")
        assert (after.programme.minimum_workers, after.branding.display_name) == (2, "Nama Baru")


def test_unknown_revision_is_refused(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant), pytest.raises(NotFound, match="revision.unknown"):
        read_in_force(tenant.id, InForce(law=99, house=1))
