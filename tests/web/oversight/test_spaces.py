"""The operator founds regencies, lets them rehearse, opens them, and lets them rest."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from tests.factories.accounts import PASSWORD
from tests.factories.apparatus import make_import, make_member
from tests.factories.casework import make_waiting
from tests.factories.identity import make_account, make_factor_noise, make_staff
from tests.factories.oversight import application_as
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database

from sertakan.audit.service import list_oversight_records, list_records, verify
from sertakan.configuration.model import Opening, OpeningState
from sertakan.configuration.repository.opening import find_opening, keep_opening
from sertakan.configuration.service.opening import open_space
from sertakan.identity.model import OversightRole
from sertakan.identity.service import add_oversight_account
from sertakan.kernel.clock import FixedClock
from sertakan.persistence.database import enter_nobody, enter_oversight, enter_tenant
from sertakan.persistence.queue import TryAgain
from sertakan.tenancy import repository
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document_file import write_document
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

NEW = {"region_code": "51.03", "copy_from": "nobody", "admin_name": "Ni Made Contoh"}
_OF_THE_TRIAL = (
    *("enrolment", "worker", "sponsor", "consent", "message", "enrolment_word"),
    *("asn_roll_member", "asn_roll_word", "sheet_import", "sheet_import_row"),
    *("passkey", "totp_factor", "recovery_code", "pending_sign_in", "factor_challenge"),
)
FORM = {**NEW, "region_code": "11.01", "admin_email": "admin@aceh-selatan.test"}


def _sign_in(app: SertakanApp, visit_as: VisitAs, role: OversightRole) -> Visitor:
    email = f"{role.value}@pusat.test"
    with app.app_context(), enter_oversight():
        add_oversight_account(name="Orang Pusat Rekaan", email=email, password=PASSWORD, role=role)
    visitor = visit_as("pusat.localhost")
    assert visitor.submit("/masuk", {"email": email, "password": PASSWORD}).status_code == 303
    return visitor


@pytest.fixture
def operator(app: SertakanApp, visit_as: VisitAs, clock: FixedClock) -> Visitor:
    return _sign_in(app, visit_as, OversightRole.OPERATOR)


@pytest.fixture
def viewer(app: SertakanApp, visit_as: VisitAs, clock: FixedClock) -> Visitor:
    return _sign_in(app, visit_as, OversightRole.VIEWER)


@pytest.fixture
def official(tenant: Tenant, database: Database, app: SertakanApp) -> Tenant:
    """Our regency as one that is no demonstration."""
    database.broom.execute("UPDATE tenant SET is_demo = false WHERE slug = 'gianyar'")
    database.broom.execute("UPDATE directory_version SET version = version + 1")
    app.directory.refresh()
    return _now(app, "gianyar")


def _now(app: SertakanApp, slug: str) -> Tenant:
    with app.app_context(), enter_nobody():
        found = repository.find_tenant(slug)
    assert found
    return found


class TestFounding:
    def test_regency_begins_as_a_draft_with_keys_chain_and_document(
        self, operator: Visitor, app: SertakanApp
    ) -> None:
        answer = operator.submit("/wilayah/baru", FORM)

        assert answer.status_code == 201
        made = _now(app, "aceh-selatan")
        assert (made.state, made.timezone) == ("draft", "Asia/Jakarta")
        with app.app_context(), enter_tenant(made.id):
            assert verify(made.id) is None
            assert tenancy.read_revision(made.id, 1).regulation.number is None
            assert list_records(made.id, None)[-1].event == "regency.founded"
        with app.app_context(), enter_oversight():
            assert list_oversight_records(None)[0].event == "regency.founded"

    def test_first_admin_joins_by_the_link_that_is_shown_once(
        self, operator: Visitor, app: SertakanApp, visit_as: VisitAs
    ) -> None:
        page = operator.submit("/wilayah/baru", FORM).text
        found = re.search(r"/undangan/[\w-]+", page)
        assert found
        app.directory.refresh()
        admin = visit_as(_now(app, "aceh-selatan"))

        joined = admin.submit(found[0], {"full_name": "Ni Made Contoh", "password": PASSWORD})

        assert joined.status_code == 303
        assert admin.get("/kelola/pengaturan").status_code == 200
        assert visit_as(_now(app, "aceh-selatan")).get(found[0]).status_code == 404
        assert found[0] not in operator.get("/wilayah/aceh-selatan/ruang").text

    def test_parameters_are_copied_but_never_law_people_or_looks(
        self, operator: Visitor, app: SertakanApp, tenant: Tenant
    ) -> None:
        operator.submit("/wilayah/baru", {**FORM, "copy_from": "gianyar"})

        made = _now(app, "aceh-selatan")
        with app.app_context(), enter_tenant(tenant.id):
            source = tenancy.read_revision(tenant.id, 1)
        with app.app_context(), enter_tenant(made.id):
            copy = tenancy.read_revision(made.id, 1)
        assert (copy.programme, copy.form) == (source.programme, source.form)
        assert copy.regulation.number is None
        assert all(clause.uncited and clause.source is None for clause in copy.clauses)
        assert "Gianyar" not in write_document(copy)

    def test_known_regency_is_not_offered_and_not_founded_twice(self, operator: Visitor) -> None:
        assert 'value="51.04"' not in operator.get("/wilayah/baru").text
        assert operator.submit("/wilayah/baru", {**FORM, "region_code": "51.04"}).status_code == 400

    @pytest.mark.parametrize("field", ["region_code", "admin_name", "admin_email"])
    def test_empty_field_is_asked_for_and_nothing_is_made(
        self, operator: Visitor, app: SertakanApp, field: str
    ) -> None:
        before = len(app.directory.tenants())

        answer = operator.submit("/wilayah/baru", {**FORM, field: ""})

        app.directory.refresh()
        assert (answer.status_code, len(app.directory.tenants())) == (400, before)


class TestViewer:
    def test_looks_and_cannot_act(self, viewer: Visitor, app: SertakanApp) -> None:
        for path in ("/wilayah/baru", "/wilayah/gianyar/ruang"):
            assert viewer.get(path).status_code == 403
        for path in ("/wilayah/baru", *(f"/wilayah/gianyar/ruang/{act}" for act in ("hentikan", "buka"))):
            assert viewer.submit(path, FORM).status_code == 403
        assert "/wilayah/baru" not in viewer.get("/").text
        assert _now(app, "gianyar").state == "trial"


class TestRest:
    def test_space_rests_and_returns_on_both_records(
        self, operator: Visitor, app: SertakanApp, tenant: Tenant
    ) -> None:
        reason = "Peraturannya sedang diganti, dibuka lagi bulan depan."
        operator.submit("/wilayah/gianyar/ruang/hentikan", {"reason": reason})
        resting = _now(app, "gianyar")
        operator.submit("/wilayah/gianyar/ruang/lanjutkan", {})

        assert (resting.state, resting.state_reason) == ("suspended", reason)
        assert _now(app, "gianyar").state == "trial"
        with app.app_context(), enter_tenant(tenant.id):
            assert [each.event for each in list_records(tenant.id, None)][:2] == [
                "space.resumed",
                "space.suspended",
            ]

    def test_reason_is_asked_for(self, operator: Visitor, app: SertakanApp) -> None:
        answer = operator.submit("/wilayah/gianyar/ruang/hentikan", {"reason": "x"})

        assert answer.status_code == 400
        assert _now(app, "gianyar").state == "trial"

    def test_draft_becomes_a_trial_once(self, operator: Visitor, app: SertakanApp) -> None:
        assert operator.submit("/wilayah/badung/ruang/contoh", {}).status_code == 303
        assert _now(app, "badung").state == "trial"
        assert operator.submit("/wilayah/badung/ruang/contoh", {}).status_code == 409


@pytest.fixture
def asked(official: Tenant, as_tenant: Work, clock: FixedClock) -> UUID:
    """Our regency has asked to be opened, with somebody of the trial waiting."""
    with as_tenant(official):
        admin = make_staff(official.id)
        make_waiting(official.id)
        make_import(official.id, admin)
        make_member(official.id, work_unit_id=make_work_unit(official.id))
        make_factor_noise(official.id, make_account(official.id), "Bekas petugas")
        keep_opening(
            official.id,
            Opening(
                tenant_id=official.id,
                state=OpeningState.ASKED,
                law=1,
                house=1,
                checklist={"regulation": "met"},
                asked_at=clock.now(),
            ),
        )
    return UUID(int=official.id)


@pytest.fixture
def job(database: Database, app: SertakanApp) -> Iterator[SertakanApp]:
    with application_as(database, database.addresses.worker) as made:
        yield made


def _run(job: SertakanApp, tenant: Tenant, clock: FixedClock, seconds: int) -> TryAgain | None:
    with job.app_context(), enter_tenant(tenant.id):
        return open_space(tenant.id, clock.now() + timedelta(seconds=seconds))


@pytest.mark.usefixtures("asked")
class TestOpening:
    def test_trial_people_go_and_the_space_opens_all_or_nothing(
        self, operator: Visitor, official: Tenant, job: SertakanApp, clock: FixedClock, database: Database
    ) -> None:
        operator.submit("/wilayah/gianyar/ruang/buka", {})
        assert _now(job, "gianyar").state == "suspended"
        assert isinstance(_run(job, official, clock, 1), TryAgain)

        assert _run(job, official, clock, 60) is None

        opened = _now(job, "gianyar")
        assert (opened.state, opened.state_reason, opened.state_before) == ("live", None, None)
        for table in _OF_THE_TRIAL:
            left = database.broom.execute(f"SELECT count(*) FROM {table} WHERE tenant_id = {official.id}")
            assert left.fetchone() == (0,), table
        with job.app_context(), enter_tenant(official.id):
            wish = find_opening(official.id)
            newest = list_records(official.id, None)[0].event
        assert wish
        assert (wish.state, wish.removed and wish.removed["enrolment"]) == (OpeningState.OPENED, 1)
        assert newest == "space.opened"

    def test_staff_stay(
        self, operator: Visitor, official: Tenant, job: SertakanApp, clock: FixedClock, database: Database
    ) -> None:
        operator.submit("/wilayah/gianyar/ruang/buka", {})
        _run(job, official, clock, 60)

        staff = database.broom.execute(
            f"SELECT count(*) FROM account a JOIN role_grant g ON g.account_id = a.id WHERE a.tenant_id = {official.id}"
        )
        assert staff.fetchone() == (1,)

    def test_second_run_changes_nothing(
        self, operator: Visitor, official: Tenant, job: SertakanApp, clock: FixedClock
    ) -> None:
        operator.submit("/wilayah/gianyar/ruang/buka", {})
        _run(job, official, clock, 60)

        assert _run(job, official, clock, 120) is None
        with job.app_context(), enter_tenant(official.id):
            assert [each.event for each in list_records(official.id, None)].count("space.opened") == 1

    def test_document_that_changed_since_must_be_asked_for_anew(
        self, operator: Visitor, official: Tenant, database: Database, app: SertakanApp
    ) -> None:
        database.broom.execute(f"UPDATE opening SET house = 9 WHERE tenant_id = {official.id}")

        assert operator.submit("/wilayah/gianyar/ruang/buka", {}).status_code == 409
        assert _now(app, "gianyar").state == "trial"

    def test_space_that_is_being_opened_is_not_brought_back(
        self, operator: Visitor, app: SertakanApp
    ) -> None:
        operator.submit("/wilayah/gianyar/ruang/buka", {})

        assert operator.submit("/wilayah/gianyar/ruang/lanjutkan", {}).status_code == 409
        assert _now(app, "gianyar").state == "suspended"

    def test_operator_sees_who_waits(self, operator: Visitor) -> None:
        assert "Kabupaten Gianyar minta dibuka untuk umum" in operator.get("/").text
