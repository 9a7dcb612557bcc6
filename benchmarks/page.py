"""How much our pages cost, against a bare Flask application that returns the same bytes from memory."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.load import Order, apply_load, request_for
from benchmarks.result import Result
from benchmarks.stage import Server, Stage, serve, set_stage
from tests.factories.enrolment import make_enrolment, make_sponsor, make_worker
from tests.factories.identity import make_account, sign_in_token

from sertakan.audit.service import start_chain
from sertakan.config import Settings
from sertakan.persistence.database import enter_tenant
from sertakan.tenancy.service import sync_tenants
from sertakan.web.application import SertakanApp
from sertakan.web.visit import SIGN_IN

HOST = "gianyar.localhost"
_ROUNDS = 7
_SECONDS = 1.2
_WARMING_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True)
class Page:
    """Name a page, who asks for it, and the least share of the bare application's speed."""

    name: str
    path: str
    limit: float
    is_signed_in: bool = False


PAGES = (
    Page(name="home", path="/", limit=0.30),
    Page(name="form", path="/cek-syarat", limit=0.20),
    Page(name="signed_in", path="/sponsor/", limit=0.10, is_signed_in=True),
)


def measure() -> list[Result]:
    """Return the share of the bare application's requests per second for each page."""
    with set_stage(_found) as stage:
        cookie = _sign_in(stage.application())
        pages = stage.folder / "pages"
        pages.mkdir()
        with serve("wsgi:app", stage.environment) as ours:
            asked = {page.name: _question(page, cookie) for page in PAGES}
            _keep_bytes(stage, asked, pages)
            with serve("benchmarks.bare:app", {**stage.environment, "BENCHMARK_PAGES": str(pages)}) as bare:
                return [_compare(page, asked[page.name], ours, bare) for page in PAGES]


def _found(owner: Settings) -> None:
    sync_tenants(owner.tenants_dir, master=owner.data_key, start_chain=start_chain)


def _question(page: Page, cookie: str) -> str:
    return request_for(HOST, page.path, cookie if page.is_signed_in else "")


def _sign_in(app: SertakanApp) -> str:
    tenant = next(each for each in app.directory.tenants() if each.slug == HOST.partition(".")[0])
    with app.app_context(), enter_tenant(tenant.id) as session:
        account = make_account(tenant.id)
        sponsor = make_sponsor(tenant.id, account)
        make_enrolment(tenant.id, sponsor, make_worker(tenant.id))
        token = sign_in_token(tenant.id, account)
        session.commit()
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    name = app.config["SESSION_COOKIE_NAME"]
    fresh = f"{name}=" + serializer.dumps({SIGN_IN: {"host": HOST, "token": token}})
    return _as_the_browser_keeps_it(app, fresh)


def _as_the_browser_keeps_it(app: SertakanApp, fresh: str) -> str:
    """Return the cookie as it is from the second page on: the first one adds the secret of its forms."""
    first = app.test_client(use_cookies=False).get("/sponsor/", headers={"Host": HOST, "Cookie": fresh})
    return first.headers["Set-Cookie"].partition(";")[0]


def _keep_bytes(stage: Stage, asked: dict[str, str], folder: Path) -> None:
    client = stage.application().test_client(use_cookies=False)
    for name, question in asked.items():
        first, *lines = question.split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines if line)
        answer = client.get(first.split(" ")[1], headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"{name} answered {answer.status_code}")
        (folder / f"{name}.html").write_bytes(answer.data)


def _compare(page: Page, question: str, ours: Server, bare: Server) -> Result:
    bare_question = request_for(HOST, f"/{page.name}")
    for server, asked in ((ours, question), (bare, bare_question)):
        apply_load(Order(port=server.port, requests=(asked,), seconds=_WARMING_SECONDS))
    rounds = [(_rate(ours, question), _rate(bare, bare_question)) for _ in range(_ROUNDS)]
    return Result(
        name=f"page.{page.name}",
        value=median(mine / theirs for mine, theirs in rounds),
        limit=page.limit,
        is_floor=True,
        details={
            "ours_per_second": round(median(mine for mine, _ in rounds)),
            "bare_per_second": round(median(theirs for _, theirs in rounds)),
        },
    )


def _rate(server: Server, question: str) -> float:
    return apply_load(Order(port=server.port, requests=(question,), seconds=_SECONDS)).rate
