from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from tests.architecture.access_table import ACCESS
from tests.factories.apparatus import make_import, make_member
from tests.factories.configuration import make_retrospective_case, make_what_if_run
from tests.factories.enrolment import make_draft, make_enrolment, make_sponsor, make_worker
from tests.factories.identity import make_account, make_factor_noise, make_grant, make_overseer, make_staff
from tests.factories.noise import MARK
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Count, VisitAs, Work
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database
from werkzeug.routing import Rule

from sertakan.identity.model import Grant, OversightRole, Role
from sertakan.persistence.database import enter_oversight
from sertakan.persistence.walls import OWNED
from sertakan.tenancy.model import Tenant
from sertakan.web.access import Access, Door
from sertakan.web.application import SertakanApp

_WORDS = {
    "step_name": "identitas",
    "name": "ada.css",
    "revision": 1,
    "slug": "kendal",
    "item_name": "agreement",
    "token": "tiada",
    "key": "nama_kelompok",
    "kind_name": "asn",
    "code": "51.04.01.2001",
    "page": "peraturan",
    "section": "programme",
    "place": 0,
    "number": 1,
    "earlier": 1,
    "later": 1,
    "sha256": "0" * 64,
    "part": 1,
    "picture": "logo",
    "message": "verification_code",
    "language": "id",
    "step": 1,
    "sentence_name": "0" * 16,
    "language_name": "ban",
}
_TABLE_OF = {
    "enrolment_id": "enrolment",
    "draft_id": "enrolment_draft",
    "account_id": "account",
    "unit_id": "work_unit",
    "member_id": "asn_roll_member",
    "import_id": "sheet_import",
    "grant_id": "role_grant",
    "session_id": "sign_in_session",
    "passkey_id": "passkey",
    "invitation_id": "staff_invitation",
    "run_id": "what_if_run",
    "case_id": "retrospective_case",
}


@dataclass(frozen=True)
class People:
    """One visitor of each kind, all of them ours."""

    anonymous: Visitor
    sponsor: Visitor
    admin: Visitor
    viewer: Visitor
    overseer: Visitor


@pytest.fixture
def people(
    app: SertakanApp, tenant: Tenant, other_tenant: Tenant, as_tenant: Work, visit_as: VisitAs
) -> People:
    with as_tenant(tenant):
        payer = make_account(tenant.id)
        sponsor = make_sponsor(tenant.id, payer)
        enrolment = make_enrolment(tenant.id, sponsor, make_worker(tenant.id))
        make_draft(tenant.id, sponsor)
        make_factor_noise(tenant.id, payer, "Kunci kita")
        admin, viewer = make_staff(tenant.id, Role.ADMIN), make_account(tenant.id)
        make_member(tenant.id, work_unit_id=make_work_unit(tenant.id))
        make_import(tenant.id, admin)
        make_what_if_run(tenant.id, admin)
        make_retrospective_case(tenant.id, enrolment)
        make_grant(tenant.id, viewer, Grant(role=Role.BRANCH))
    with app.app_context(), enter_oversight():
        overseer = make_overseer(OversightRole.VIEWER)
    return People(
        anonymous=visit_as(tenant),
        sponsor=visit_as(tenant).sign_in(tenant, payer),
        admin=visit_as(tenant).sign_in(tenant, admin),
        viewer=visit_as(tenant).sign_in(tenant, viewer),
        overseer=visit_as("pusat").sign_in_overseer(overseer),
    )


def ways(app: SertakanApp, site: str, method: str) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if rule.host == site and method in (rule.methods or ()):
            yield rule


def path_of(app: SertakanApp, rule: Rule, ids: Callable[[str], UUID]) -> str:
    values = {name: _WORDS[name] if name in _WORDS else ids(name) for name in rule.arguments}
    return app.url_map.bind(str(rule.host)).build(rule.endpoint, values)


@pytest.fixture
def ids_of(database: Database) -> Callable[[Tenant], Callable[[str], UUID]]:
    def of(tenant: Tenant) -> Callable[[str], UUID]:
        def find(name: str) -> UUID:
            with database.as_superuser() as connection:
                table = _TABLE_OF[name]
                row = connection.execute(
                    f"SELECT id FROM {table} WHERE tenant_id = %s", [tenant.id]
                ).fetchone()
            assert row, f"make_noise() leaves {table} empty"
            return UUID(str(row[0]))

        return find

    return of


@pytest.mark.parametrize("who", ["anonymous", "sponsor", "admin", "viewer"])
def test_no_page_of_ours_names_the_neighbour(
    app: SertakanApp, people: People, tenant: Tenant, ids_of: Callable, count_queries: Count, who: str
) -> None:
    visitor = getattr(people, who)
    for rule in ways(app, "regency", "GET"):
        path = path_of(app, rule, ids_of(tenant))
        with count_queries() as counted:
            response = visitor.get(path)
        assert MARK.encode() not in response.data, path
        writes = [each for each in counted.statements if each.startswith(("INSERT", "UPDATE", "DELETE"))]
        assert writes == [], f"GET {path} writes"


@pytest.mark.parametrize("who", ["anonymous", "sponsor", "admin"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_neighbours_identifiers_open_nothing(
    app: SertakanApp,
    people: People,
    other_tenant: Tenant,
    ids_of: Callable,
    database: Database,
    who: str,
    method: str,
) -> None:
    visitor: Visitor = getattr(people, who)
    before = everything_of(database, other_tenant)
    for rule in ways(app, "regency", method):
        if not rule.arguments & set(_TABLE_OF):
            continue
        path = path_of(app, rule, ids_of(other_tenant))
        response = visitor.get(path) if method == "GET" else visitor.submit(path, {"version": "1"})
        # Throwing away what is not there is answered as if it had been: twice pressed, once done.
        assert response.status_code in {303, 403, 404}, f"{method} {path}: {response.status}"
        assert MARK not in response.text
    assert everything_of(database, other_tenant) == before


def everything_of(database: Database, tenant: Tenant) -> dict[str, object]:
    with database.as_superuser() as connection:
        return {
            table: connection.execute(
                f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t WHERE tenant_id = %s",
                [tenant.id],
            ).fetchone()
            for table in OWNED
        }


def test_remembered_pages_stay_with_their_regency(app: SertakanApp, visit_as: VisitAs) -> None:
    pages = [rule.rule for rule in ways(app, "regency", "GET") if not rule.arguments]
    shown = {
        slug: [visit_as(slug).get(path).text for path in pages] for slug in ("gianyar", "kendal", "gianyar")
    }
    assert not [path for path, text in zip(pages, shown["kendal"], strict=True) if "Gianyar" in text]
    assert not [path for path, text in zip(pages, shown["gianyar"], strict=True) if "Kendal" in text]


def test_centre_sees_no_person(app: SertakanApp, people: People, tenant: Tenant, ids_of: Callable) -> None:
    for rule in ways(app, "oversight", "GET"):
        response = people.overseer.get(path_of(app, rule, ids_of(tenant)))
        assert MARK not in response.text
        assert "Rekaan" not in response.text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_closed_doors_are_closed(
    app: SertakanApp, people: People, tenant: Tenant, ids_of: Callable, method: str
) -> None:
    for rule in [*ways(app, "regency", method), *ways(app, "oversight", method)]:
        path = path_of(app, rule, ids_of(tenant))
        for visitor, status in _kept_out(people, ACCESS[rule.endpoint]):
            response = visitor.get(path) if method == "GET" else visitor.submit(path)
            assert response.status_code == status, f"{method} {path}: {response.status}"
            assert status != 303 or response.location.startswith("/masuk?next=/"), response.location


def _kept_out(people: People, access: Access) -> list[tuple[Visitor, int]]:
    # What takes no permission is open to all of the staff: their own security.
    viewers = [(people.viewer, 403)] if access.permission else []
    return {
        Door.ANYBODY: [],
        Door.VISITOR: [],
        Door.ACCOUNT: [(people.anonymous, 303)],
        Door.SPONSOR: [(people.anonymous, 303), (people.admin, 403), (people.viewer, 403)],
        Door.STAFF: [(people.anonymous, 303), (people.sponsor, 403), *viewers],
        Door.OVERSEER: [
            (people.anonymous.at("pusat.localhost"), 303),
            (people.admin.at("pusat.localhost"), 303),
        ],
    }[access.door]


@pytest.mark.parametrize("host", ["localhost", "gianyar", "pusat"])
def test_form_without_token_is_refused(app: SertakanApp, visit_as: VisitAs, host: str) -> None:
    site = {"localhost": "portal", "gianyar": "regency", "pusat": "oversight"}[host]
    for rule in ways(app, site, "POST"):
        if not rule.arguments and ACCESS[rule.endpoint].door in {Door.ANYBODY, Door.VISITOR}:
            assert visit_as(host).post(rule.rule, data={}).status_code == 400, rule.rule
