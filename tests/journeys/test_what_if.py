"""What a draft changes, whom it touches, and what was decided before it was applied: read by everybody."""

from datetime import date
from uuid import UUID

import pytest
from tests.factories.configuration import (
    make_law_draft,
    make_law_section,
    make_retrospective_case,
    publish_law,
)
from tests.factories.enrolment import make_enrolment, make_sponsor, make_worker
from tests.factories.identity import make_staff
from tests.fixtures.application import Work
from tests.journeys.conftest import Open

from sertakan.configuration.repository import what_if as stored
from sertakan.configuration.service import what_if
from sertakan.identity.model import Role
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy.document import Clause, Programme
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

pytestmark = pytest.mark.journey
SETTINGS = "/kelola/pengaturan"
REVISION = 41


@pytest.fixture
def admin(app: SertakanApp, tenant: Tenant, as_tenant: Work, clock: FixedClock) -> UUID:
    """An admin of a regency with a second law, a draft, an enrolment and a decision to look at."""
    with as_tenant(tenant):
        account = make_staff(tenant.id, Role.ADMIN)
        clause = Clause(parameter="programme.minimum_age", pasal="5", ayat="1")
        publish_law(
            tenant.id, REVISION, date(2026, 11, 1), programme=Programme(minimum_age=18), clauses=(clause,)
        )
        enrolment = make_enrolment(
            tenant.id, make_sponsor(tenant.id), make_worker(tenant.id), relation="other"
        )
        ground = {"code": "worker.age_under", "verdict": "no", "params": {"age": 17, "limit": 18}}
        make_retrospective_case(tenant.id, enrolment, revision=REVISION, grounds=[ground])
        draft = make_law_draft(tenant.id, account, base=REVISION)
        make_law_section(tenant.id, draft, account, relations_allowed=["family"], default_bracket=2)
    app.directory.refresh()
    return account


@pytest.mark.parametrize("language", ["id", "ban"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_the_law_have_no_barrier(
    open_window: Open,
    tenant: Tenant,
    as_tenant: Work,
    admin: UUID,
    clock: FixedClock,
    language: str,
    width: int,
) -> None:
    window = open_window(tenant, language=language, account=admin, viewport={"width": width, "height": 800})
    for path in ("/perbup", f"/perbup/1/banding/{REVISION}", f"{SETTINGS}/perubahan", f"{SETTINGS}/tinjau"):
        window.go(path).ensure_sound()
    window.go(f"{SETTINGS}/banding-daerah?daerah=kendal").ensure_sound()
    window.go(f"{SETTINGS}/dampak").press().ensure_sound()
    assert "0 " in window.text()

    with as_tenant(tenant):
        run = stored.find_newest_run(tenant.id)
        assert run is not None
        what_if.count(tenant.id, run.id, clock.now())
    # The page looks for itself and shows the result without being asked.
    window.page.get_by_role("table").wait_for()
    window.ensure_sound()


def test_address_of_a_parameter_opens_what_hides_it(
    open_window: Open, tenant: Tenant, clock: FixedClock
) -> None:
    window = open_window(tenant)
    window.go("/perbup/1#form-phone")
    assert window.page.locator("#form-phone").is_visible()
