import logging
from collections.abc import Iterator

import pytest
from flask import Response
from sqlalchemy import func, select
from tests.factories.audit import make_record
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Work, watch_sessions
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database, close, settings_for

from sertakan.app import create_app
from sertakan.audit.tables import AuditRecordRow
from sertakan.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from sertakan.persistence.crypto import keyring
from sertakan.persistence.database import tenant_session
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.tables import WorkUnitRow
from sertakan.web.access import anybody
from sertakan.web.application import SertakanApp, SiteBlueprint
from sertakan.web.visit import visit

ENDINGS = {
    "refuse": Refusal("file.missing"),
    "conflict": Conflict("enrolment.outdated"),
    "forbid": Forbidden("permission.missing"),
    "miss": NotFound("enrolment.unknown"),
    "fail": RuntimeError("I Nyoman Rekaan 5104011505850000"),
}
trials = SiteBlueprint("trials", __name__, site=Site.REGENCY)


@trials.route("/uji/<ending>", methods=["GET", "POST"])
@anybody
def write_and(ending: str) -> Response:
    make_work_unit(visit().tenant.id, ending)
    make_record()
    tenant_session().flush()
    if ending in ENDINGS:
        raise ENDINGS[ending]
    if ending == "collide":
        make_work_unit(visit().tenant.id, ending)
    return Response(ending, 400 if ending == "bad" else 200, mimetype="text/plain")


@trials.get("/uji/tanpa-cap")
def unstamped() -> str:
    return "terbuka"


@pytest.fixture(scope="module")
def trying(app: SertakanApp, database: Database) -> Iterator[SertakanApp]:
    load, master = keyring.load, keyring.master
    made = create_app(settings_for(database))
    assert load is not None
    keyring.open(master, load)
    watch_sessions(made)
    made.register_blueprint(trials)
    yield made
    close(made)


@pytest.fixture
def visitor(trying: SertakanApp) -> Visitor:
    made = Visitor(trying, trying.response_class)
    made.host, made.may_fail = "gianyar.localhost", True
    return made


@pytest.fixture
def written(tenant: Tenant, as_tenant: Work) -> "Written":
    return Written(tenant, as_tenant)


class Written:
    def __init__(self, tenant: Tenant, as_tenant: Work) -> None:
        self._tenant, self._as_tenant = tenant, as_tenant

    def __call__(self) -> tuple[int, int]:
        with self._as_tenant(self._tenant) as session:
            units = session.scalars(select(func.count()).select_from(WorkUnitRow)).one()
            return units, session.scalars(select(func.count()).select_from(AuditRecordRow)).one()


def test_good_post_is_kept_with_its_record(visitor: Visitor, written: Written) -> None:
    assert visitor.submit("/uji/baik").status_code == 200
    assert written() == (1, 1)


def test_get_leaves_nothing(visitor: Visitor, written: Written) -> None:
    assert visitor.get("/uji/baik").status_code == 200
    assert written() == (0, 0)


@pytest.mark.parametrize(
    ("ending", "status"),
    [
        ("refuse", 400),
        ("conflict", 409),
        ("forbid", 403),
        ("miss", 404),
        ("fail", 500),
        ("collide", 500),
        ("bad", 400),
    ],
)
def test_failed_post_leaves_nothing(visitor: Visitor, written: Written, ending: str, status: int) -> None:
    assert visitor.submit(f"/uji/{ending}").status_code == status
    assert written() == (0, 0)


def test_post_without_token_leaves_nothing(visitor: Visitor, written: Written) -> None:
    assert visitor.post("/uji/baik").status_code == 400
    assert written() == (0, 0)


def test_foreign_token_is_refused(visitor: Visitor, written: Written) -> None:
    stranger = Visitor(visitor.application, visitor.application.response_class)
    stranger.host = visitor.host
    assert visitor.post("/uji/baik", data={"csrf_token": stranger.token()}).status_code == 400
    assert written() == (0, 0)


def test_unstamped_page_is_closed(visitor: Visitor) -> None:
    assert visitor.get("/uji/tanpa-cap").status_code == 403


@pytest.mark.parametrize("ending", ["fail", "collide"])
def test_log_of_a_failure_names_no_person(
    visitor: Visitor, caplog: pytest.LogCaptureFixture, ending: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        visitor.submit(f"/uji/{ending}")
    written = "\n".join(caplog.messages) + caplog.text
    assert "failed" in written
    assert "Rekaan" not in written
    assert "collide" not in written.replace("/uji/collide", "")
