import json
import time
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from tests.factories.identity import make_staff
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.database import Database

from sertakan.audit import service as audit
from sertakan.cli.tenants import tenant as command
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import SpaceState, Tenant
from sertakan.web.application import SertakanApp

Run = Callable[..., Result]
_REASON = "Peraturannya sedang diganti."
_PROMISED_SECONDS, _SECONDS_FOR_A_BUSY_MACHINE = 2.0, 3.0


@pytest.fixture
def run(environment: dict[str, str], app: SertakanApp) -> Run:
    def run(*words: str) -> Result:
        return CliRunner().invoke(command, list(words), env=environment)

    return run


@pytest.fixture
def follows(app: SertakanApp) -> Callable[[SpaceState], bool]:
    """Tell whether the running process comes to know a state by itself, within the promise."""

    def follows(state: SpaceState) -> bool:
        until = time.monotonic() + _PROMISED_SECONDS + _SECONDS_FOR_A_BUSY_MACHINE
        while time.monotonic() < until:
            found = app.directory.address_of("gianyar.localhost").tenant
            if found and found.state is state:
                return True
            time.sleep(0.05)
        return False

    return follows


@pytest.fixture
def live(database: Database, app: SertakanApp) -> None:
    database.broom.execute("UPDATE tenant SET state = 'live' WHERE slug = 'gianyar'")
    database.broom.execute("UPDATE directory_version SET version = version + 1")
    app.directory.refresh()


def refused(result: Result) -> str:
    assert isinstance(result.exception, Refusal), result.output
    return result.exception.code


@pytest.mark.usefixtures("live")
def test_space_rests_and_returns_before_everybodys_eyes(
    run: Run, follows: Callable[[SpaceState], bool], visit_as: VisitAs, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        account = make_staff(tenant.id)
    staff = visit_as(tenant, may_fail=True).sign_in(tenant, account, factor="totp")
    assert "dihentikan sementara. Sebelumnya: live." in run("suspend", "gianyar", "--reason", _REASON).output
    assert follows(SpaceState.SUSPENDED)
    page = visit_as(tenant, may_fail=True).get("/")
    assert (page.status_code, _REASON in page.text) == (503, True)
    desk = staff.get("/kelola/antrean")
    assert (desk.status_code, "Petugas dapat membaca" in desk.text) == (200, True)
    assert staff.submit("/kelola/audit/periksa").status_code == 503
    assert "kembali live" in run("resume", "gianyar").output
    assert follows(SpaceState.LIVE)
    assert visit_as(tenant).get("/").status_code == 200


def test_both_stand_in_the_spaces_own_record(run: Run, tenant: Tenant, as_tenant: Work) -> None:
    run("suspend", "gianyar", "--reason", _REASON)
    run("resume", "gianyar")
    with as_tenant(tenant):
        assert audit.verify(tenant.id) is None
        newest = audit.list_records(tenant.id, None, limit=2)
        told = [(record.event, json.loads(record.payload)["details"]) for record in newest]
    assert told == [
        ("space.resumed", {"state": "trial"}),
        ("space.suspended", {"reason": _REASON, "state_before": "trial"}),
    ]


def test_what_makes_no_sense_is_refused_and_changes_nothing(run: Run) -> None:
    assert refused(run("resume", "gianyar")) == "tenant.not_suspended"
    assert refused(run("suspend", "gianyar", "--reason", "x")) == "reason.short"
    assert refused(run("suspend", "atlantis", "--reason", _REASON)) == "tenant.unknown"
    run("suspend", "gianyar", "--reason", _REASON)
    assert refused(run("suspend", "gianyar", "--reason", _REASON)) == "tenant.suspended"
