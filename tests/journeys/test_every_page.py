"""Every page there is, in both languages, before a critic who cannot see, cannot point and trusts nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy.exc import OperationalError
from tests.architecture.access_table import ACCESS
from tests.factories.identity import make_overseer, make_staff
from tests.factories.papers import PDF
from tests.factories.sponsoring import OTHER_NIK, make_draft_at, make_sponsor_account, return_with_question
from tests.fixtures.application import VisitAs, Work
from tests.journeys.conftest import Open, Window

from sertakan.enrolment.model import Step
from sertakan.identity.model import OversightRole, Role
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.persistence.database import enter_oversight
from sertakan.tenancy.model import Tenant
from sertakan.web.access import Door, anybody
from sertakan.web.application import SertakanApp

pytestmark = pytest.mark.journey
_LANGUAGES = ("id", "ban")


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The people of the play, and what they left behind."""

    sponsor: UUID
    admin: UUID
    overseer: UUID
    draft_id: str
    enrolment_id: str


@pytest.fixture
def cast(app: SertakanApp, tenant: Tenant, as_tenant: Work, visit_as: VisitAs) -> Cast:
    with as_tenant(tenant):
        payer = make_sponsor_account(tenant.id)
        admin = make_staff(tenant.id, Role.ADMIN)
        sent = make_draft_at(tenant.id, payer.sponsor_id, nik=OTHER_NIK)
        draft = make_draft_at(tenant.id, payer.sponsor_id)
    with app.app_context(), enter_oversight():
        overseer = make_overseer(OversightRole.OPERATOR)
    settings = {"seen": "1", "office": "Kantor Rekaan"}
    editor = visit_as(tenant).sign_in(tenant, admin)
    assert editor.submit("/kelola/pengaturan/kontak", settings).status_code == 303
    paper = {"file": (BytesIO(PDF), "perjanjian.pdf")}
    assert editor.submit("/kelola/pengaturan/buka/agreement", paper).status_code == 303
    sponsor = visit_as(tenant).sign_in(tenant, payer.account_id)
    location = sponsor.submit(f"/sponsor/pekerja/baru/{sent}/periksa").headers["Location"]
    worker = location.removesuffix("/terkirim")
    enrolment_id = worker.rsplit("/", 1)[1]
    with as_tenant(tenant):
        return_with_question(tenant.id, UUID(enrolment_id), "birth_place")
    return Cast(
        sponsor=payer.account_id,
        admin=admin,
        overseer=overseer,
        draft_id=str(draft),
        enrolment_id=enrolment_id,
    )


def _paths(app: SertakanApp, site: str, doors: set[Door], cast: Cast) -> Iterator[str]:
    """Yield the address of each page behind some doors of a site, the form's steps one by one."""
    known = {
        "enrolment_id": [cast.enrolment_id],
        "draft_id": [cast.draft_id],
        "step_name": [str(step) for step in Step if step not in {Step.CONSENT, Step.CHECK}],
        "slug": ["gianyar"],
        "revision": [1],
        "item_name": ["agreement"],
        "step": [2],
        "message": ["verification_code"],
        "language": ["ban"],
    }
    for rule in app.url_map.iter_rules():
        is_ours = rule.host == site and "GET" in (rule.methods or ()) and "name" not in rule.arguments
        if not is_ours or ACCESS[rule.endpoint].door not in doors:
            continue
        last = known.get("step_name" if "step_name" in rule.arguments else "", [None])
        for step in last:
            values = {name: known[name][0] for name in rule.arguments} | ({"step_name": step} if step else {})
            yield app.url_map.bind(site).build(rule.endpoint, values)


def _walk(window: Window, paths: Iterable[str]) -> int:
    """Open every page, pass over what is no page of its own, and count the pages."""
    seen: set[str] = set()
    for path in paths:
        if not window.opens_page(path) or window.page.url in seen:
            continue
        seen.add(window.page.url)
        window.ensure_sound()
    return len(seen)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_public_pages_have_no_barrier(
    app: SertakanApp, open_window: Open, tenant: Tenant, cast: Cast, language: str
) -> None:
    window = open_window(tenant, language=language)
    assert _walk(window, _paths(app, "regency", {Door.ANYBODY, Door.VISITOR}, cast)) >= 10
    window.go("/cek-syarat").press().ensure_sound()
    window.fill(sponsor="public", relation="neighbour", age="70", occupation="pedagang", carries="no")
    window.fill(
        employment="none", construction_project="no", member_elsewhere="no", resident="yes"
    ).press().ensure_sound()
    window.go("/tidak-setuju").fill(code="ABCD2345").press().ensure_sound()
    window.go("/daftar?category=asn").press().ensure_sound()
    window.go("/masuk").press().ensure_sound()


@pytest.mark.parametrize("language", _LANGUAGES)
def test_sponsor_pages_have_no_barrier(
    app: SertakanApp, open_window: Open, tenant: Tenant, cast: Cast, language: str
) -> None:
    window = open_window(tenant, language=language, account=cast.sponsor)
    assert _walk(window, _paths(app, "regency", {Door.ACCOUNT, Door.SPONSOR}, cast)) >= 18
    draft = f"/sponsor/pekerja/baru/{cast.draft_id}"
    window.go(f"{draft}/identitas").fill(nik="123", full_name="").press().ensure_sound()
    window.go(f"{draft}/kelahiran").fill(birth_date_day="40").press().ensure_sound()
    window.go(f"{draft}/alamat").fill(query="batu").press("search").ensure_sound()
    window.go(f"{draft}/persetujuan").fill(consent_way="paper").press().ensure_sound()


@pytest.mark.parametrize("language", _LANGUAGES)
def test_staff_pages_have_no_barrier(
    app: SertakanApp, open_window: Open, tenant: Tenant, cast: Cast, language: str
) -> None:
    wide = {"viewport": {"width": 1280, "height": 900}}
    window = open_window(tenant, language=language, account=cast.admin, **wide)
    assert _walk(window, _paths(app, "regency", {Door.STAFF}, cast)) >= 6


@pytest.mark.parametrize("language", _LANGUAGES)
def test_centre_and_portal_have_no_barrier(
    app: SertakanApp, open_window: Open, cast: Cast, language: str
) -> None:
    wide = {"viewport": {"width": 1280, "height": 900}}
    centre = open_window("pusat", language=language, account=cast.overseer, **wide)
    assert _walk(centre, _paths(app, "oversight", {Door.OVERSEER}, cast)) >= 4
    assert _walk(open_window("pusat", language=language), ["/masuk"]) == 1
    assert _walk(open_window("", language=language), ["/", "/?q=gianyar"]) == 2


@pytest.mark.parametrize("language", _LANGUAGES)
def test_failures_have_no_barrier(open_window: Open, tenant: Tenant, cast: Cast, language: str) -> None:
    window = open_window(tenant, language=language)
    window.go("/tidak-ada").ensure_sound()
    window.go("/cek-syarat").fill(age="45")
    window.page.locator('main input[name="csrf_token"]').evaluate("field => field.remove()")
    window.press().ensure_sound()
    assert window.page.locator('main input[name="csrf_token"]').count() == 1
    staff = open_window(tenant, language=language, account=cast.admin)
    staff.go("/sponsor/").ensure_sound()
    sponsor = open_window(tenant, language=language, account=cast.sponsor)
    sponsor.go(f"/sponsor/pekerja/baru/{cast.draft_id}/persetujuan").fill(consent_way="paper")
    large = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": bytes(13 * 1024 * 1024)}
    sponsor.page.locator('main input[type="file"]').set_input_files(files=[large])
    sponsor.press().ensure_sound()
    assert sponsor.page.locator("h1").inner_text() in {"Berkas terlalu besar", "Berkas kaagengan"}
    open_window("badung", language=language).go("/").ensure_sound()
    open_window("entah-di-mana", language=language).go("/").ensure_sound()


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("rekaan"),
        OperationalError("SELECT 1", {}, Exception("rekaan")),
        Refusal("throttle.refusal", minutes=3),
        Conflict("enrolment.state", state="ended"),
    ],
    ids=["fault", "database-away", "too-often", "conflict"],
)
def test_breakdowns_have_no_barrier(
    app: SertakanApp,
    open_window: Open,
    tenant: Tenant,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    language: str,
) -> None:
    @anybody
    def broken() -> str:
        raise error

    monkeypatch.setitem(app.view_functions, "reading.help_page", broken)
    window = open_window(tenant, language=language).go("/bantuan")
    window.complaints.clear()  # the page failed because it was told to
    window.ensure_sound()
    assert window.page.locator("html").get_attribute("lang") == language


def test_keyboard_alone_is_enough(open_window: Open, tenant: Tenant) -> None:
    window = open_window(tenant)
    keys = window.go("/cek-syarat").page.keyboard
    keys.press("Tab")
    assert window.page.evaluate("document.activeElement.className") == "govuk-skip-link"
    keys.press("Enter")
    keys.press("Tab")
    assert window.page.evaluate("document.activeElement.closest('main') !== null")
    window.page.locator('[name="age"]').focus()
    keys.type("tua")
    keys.press("Enter")
    expect(window.page.locator(".govuk-error-summary")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    assert window.page.evaluate("document.activeElement.name") == "sponsor"
    window.ensure_sound()
