from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from tests.factories.identity import make_staff
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database, close, settings_for
from werkzeug.test import EnvironBuilder

from sertakan.app import create_app
from sertakan.persistence.crypto import keyring
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.regions import is_reserved
from sertakan.web.application import SertakanApp

SetState = Callable[[str, str], None]


@pytest.fixture
def set_state(app: SertakanApp, database: Database) -> SetState:
    def set_to(slug: str, state: str) -> None:
        database.broom.execute(
            "UPDATE tenant SET state = %s, state_reason = 'uji' WHERE slug = %s", [state, slug]
        )
        database.broom.execute("UPDATE directory_version SET version = version + 1")
        app.directory.refresh()

    return set_to


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("localhost", Site.PORTAL),
        ("pusat.localhost", Site.OVERSIGHT),
        ("gianyar.localhost", Site.REGENCY),
        ("GIANYAR.LocalHost", Site.REGENCY),
        ("gianyar.localhost.", Site.REGENCY),
        ("www.gianyar.localhost", Site.ELSEWHERE),
        ("gianyar", Site.ELSEWHERE),
        ("gianyar.localhost.evil.test", Site.ELSEWHERE),
        ("gianyar.localhost..", Site.ELSEWHERE),
        (".localhost", Site.ELSEWHERE),
        ("", Site.ELSEWHERE),
        ("kelola.localhost", Site.ELSEWHERE),
        ("127.0.0.1", Site.ELSEWHERE),
    ],
)
def test_host_stands_for(app: SertakanApp, host: str, site: Site) -> None:
    assert app.directory.address_of(host).site is site


@pytest.mark.parametrize(
    "host", ["tidakada.localhost", "contoh.test", "127.0.0.1", "[::1]", "kelola.localhost"]
)
@pytest.mark.parametrize("path", ["/", "/masuk", "/kelola/", "/static/x.css", "/gianyar"])
def test_unknown_host_gives_no_hint(visit_as: VisitAs, tenant: Tenant, host: str, path: str) -> None:
    visitor = visit_as(host if "." in host else "x.y")
    response = visitor.get(path, base_url=f"http://{host}")
    assert response.status_code == 404
    for word in ("Gianyar", "gianyar", "Kendal", "localhost", "masuk"):
        assert word not in response.text


@pytest.mark.parametrize(
    "host", ["gianyar.localhost", "gianyar.localhost:8000", "GIANYAR.LOCALHOST", "gianyar.localhost."]
)
def test_spelling_of_host_does_not_matter(visit_as: VisitAs, host: str) -> None:
    response = visit_as("gianyar").get("/", base_url=f"http://{host}")
    assert (response.status_code, "Gianyar" in response.text) == (200, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "kendal.localhost"},
        {"Forwarded": "host=kendal.localhost"},
        {"X-Host": "kendal.localhost"},
        {"X-Original-Host": "kendal.localhost"},
        {"X-Tenant": "kendal"},
        {"X-Tenant-Id": "1"},
        {"Cookie": "tenant=kendal"},
        {"X-Original-URL": "http://kendal.localhost/"},
    ],
)
def test_nothing_but_the_host_says_whose_page(visit_as: VisitAs, headers: dict[str, str]) -> None:
    text = visit_as("gianyar").get("/?tenant=kendal&tenant_id=7&slug=kendal", headers=headers).text
    assert "Gianyar" in text
    assert "Kendal" not in text


def test_absolute_form_follows_the_host(app: SertakanApp) -> None:
    builder = EnvironBuilder("/", base_url="http://gianyar.localhost")
    environ = {
        **builder.get_environ(),
        "REQUEST_URI": "http://kendal.localhost/",
        "RAW_URI": "http://kendal.localhost/",
    }
    text = app.test_client().open(environ).text
    assert "Gianyar" in text


@pytest.mark.parametrize("slug", ["pusat", "www", "api", "admin", "static", "mail", "localhost"])
def test_reserved_name_is_no_slug(slug: str) -> None:
    assert is_reserved(slug)


class TestSignIn:
    def test_holds_where_it_was_made(self, visit_as: VisitAs, tenant: Tenant, admin: Callable) -> None:
        assert visit_as(tenant).sign_in(tenant, admin(tenant)).get("/kelola/").status_code == 200

    def test_is_nothing_at_the_neighbour(
        self, visit_as: VisitAs, tenant: Tenant, quiet_tenant: Tenant, admin: Callable
    ) -> None:
        moved = visit_as(tenant).sign_in(tenant, admin(tenant)).at(f"{quiet_tenant.slug}.localhost")
        response = moved.get("/kelola/")
        assert (response.status_code, response.location) == (303, "/masuk?next=/kelola/")

    def test_is_nothing_at_another_host_of_ours(
        self, app: SertakanApp, database: Database, visit_as: VisitAs, tenant: Tenant, admin: Callable
    ) -> None:
        own = "sertakan.gianyarkab.test"
        database.broom.execute("INSERT INTO tenant_host (host, tenant_id) VALUES (%s, %s)", [own, tenant.id])
        database.broom.execute("UPDATE directory_version SET version = version + 1")
        app.directory.refresh()
        visitor = visit_as(tenant).sign_in(tenant, admin(tenant)).at(own)
        assert visitor.get("/").status_code == 200
        assert visitor.get("/kelola/").status_code == 303

    def test_token_is_nothing_at_the_neighbour(
        self, visit_as: VisitAs, tenant: Tenant, quiet_tenant: Tenant, admin: Callable
    ) -> None:
        # Even with the host in the cookie rewritten, the token lies behind the other tenant's wall.
        moved = visit_as(tenant).sign_in(tenant, admin(tenant)).at(f"{quiet_tenant.slug}.localhost")
        with moved.session_transaction(base_url=f"http://{moved.host}") as session:
            session["masuk"] = {**session["masuk"], "host": moved.host}
        assert moved.get("/kelola/").status_code == 303

    def test_is_nothing_at_the_centre(self, visit_as: VisitAs, tenant: Tenant, admin: Callable) -> None:
        moved = visit_as(tenant).sign_in(tenant, admin(tenant)).at("pusat.localhost")
        assert moved.get("/").status_code == 303

    def test_cookie_names_no_domain(self, visit_as: VisitAs, tenant: Tenant) -> None:
        visitor = visit_as(tenant)
        response = visitor.get("/masuk")
        cookies = response.headers.getlist("Set-Cookie")
        assert cookies
        assert all("Domain=" not in cookie for cookie in cookies)
        assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)

    @pytest.fixture
    def admin(self, as_tenant: Work) -> Callable:
        def make(tenant: Tenant) -> object:
            with as_tenant(tenant):
                return make_staff(tenant.id)

        return make


class TestStates:
    def test_draft_shows_only_that_it_is_prepared(self, visit_as: VisitAs, set_state: SetState) -> None:
        set_state("gianyar", "draft")
        visitor = visit_as("gianyar")
        assert visitor.get("/").status_code == 200
        assert "masih disiapkan" in visitor.get("/").text
        for path in ("/daftar", "/cek-syarat", "/bantuan"):
            assert visitor.get(path).status_code == 404

    def test_suspended_says_that_it_rests(self, visit_as: VisitAs, set_state: SetState) -> None:
        set_state("gianyar", "suspended")
        visitor = visit_as("gianyar", may_fail=True)
        response = visitor.get("/cek-syarat")
        assert response.status_code == 503
        assert visitor.submit("/daftar", {}).status_code == 503

    def test_suspended_staff_read_and_do_not_write(
        self, visit_as: VisitAs, set_state: SetState, tenant: Tenant, as_tenant: Work
    ) -> None:
        with as_tenant(tenant):
            account = make_staff(tenant.id)
        visitor = visit_as(tenant, may_fail=True).sign_in(tenant, account)
        set_state("gianyar", "suspended")
        assert visitor.get("/kelola/antrean").status_code == 200
        assert visitor.submit("/kelola/audit/periksa").status_code == 503

    def test_trial_says_that_it_is_an_example(self, visit_as: VisitAs) -> None:
        assert "bukan ruang resmi" in visit_as("gianyar").get("/").text

    def test_live_has_no_banner(self, visit_as: VisitAs, set_state: SetState) -> None:
        set_state("gianyar", "live")
        assert "bukan ruang resmi" not in visit_as("gianyar").get("/").text


@pytest.mark.parametrize(
    ("path", "onward"),
    [
        ("/sponsor", "/sponsor/"),
        ("/kelola?keadaan=submitted", "/kelola/?keadaan=submitted"),
        ("/sponsor//pekerja", "/sponsor/pekerja"),
    ],
)
def test_path_without_its_slash_stays_on_its_host(client: Visitor, path: str, onward: str) -> None:
    response = client.get(path)
    assert response.status_code == 308
    assert response.headers["Location"] == onward


@pytest.mark.parametrize("path", ["//contoh.test/kelola", "//contoh.test//", "/%2fcontoh.test//kelola"])
def test_path_never_leads_to_another_host(client: Visitor, path: str) -> None:
    response = client.get("/", environ_overrides={"PATH_INFO": path.replace("%2f", "/")})
    assert not response.headers.get("Location", "/x").startswith(("//", "http", "/\\"))


@pytest.fixture
def keys_kept(app: SertakanApp) -> Iterator[None]:
    load, master = keyring.load, keyring.master
    assert load is not None
    yield
    keyring.open(master, load)


def test_process_born_without_a_database_lives_and_says_so(keys_kept: None, database: Database) -> None:
    away = "postgresql://sertakan_app@127.0.0.1:1/sertakan"
    app = create_app(replace(settings_for(database), app_url=away, oversight_url=away))
    client = app.test_client()
    answers = [client.get(path, base_url="http://gianyar.localhost") for path in ("/healthz", "/readyz", "/")]
    close(app)
    assert [each.status_code for each in answers] == [200, 503, 503]
    assert answers[2].headers["Retry-After"]
    assert "Content-Security-Policy" in answers[2].headers
