"""Every page there is, in both languages, before a critic who cannot see, cannot point and trusts nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy.exc import OperationalError
from tests.architecture.access_table import ACCESS
from tests.factories.apparatus import make_import, make_member
from tests.factories.configuration import make_opening_item, write_law_draft
from tests.factories.identity import make_overseer, make_passkey, make_staff
from tests.factories.papers import PDF
from tests.factories.sponsoring import OTHER_NIK, make_draft_at, make_sponsor_account, return_with_question
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.journeys.conftest import Open, Window

from sertakan.enrolment.model import Step
from sertakan.identity.model import Grant, OversightRole, Role, StaffEditor
from sertakan.identity.service import invitations, roles
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.localisation.standard import digest_of
from sertakan.persistence.database import enter_oversight
from sertakan.persistence.files import store_file
from sertakan.tenancy.model import Tenant
from sertakan.web.access import Door, anybody
from sertakan.web.application import SertakanApp

pytestmark = pytest.mark.journey
_LANGUAGES = ("id", "ban")
_ASKED_FOR = {"law_clauses.show_new": {"hal": "programme.minimum_age"}}


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The people of the play, and what they left behind."""

    sponsor: UUID
    admin: UUID
    overseer: UUID
    draft_id: str
    enrolment_id: str
    unit_id: str
    member_id: str
    import_id: str
    grant_id: str
    passkey_id: str
    token: str


@pytest.fixture
def cast(app: SertakanApp, tenant: Tenant, as_tenant: Work, visit_as: VisitAs) -> Cast:
    with as_tenant(tenant):
        payer = make_sponsor_account(tenant.id)
        admin = make_staff(tenant.id, Role.ADMIN)
        sent = make_draft_at(tenant.id, payer.sponsor_id, nik=OTHER_NIK)
        draft = make_draft_at(tenant.id, payer.sponsor_id)
        unit = make_work_unit(tenant.id)
        member = make_member(tenant.id, work_unit_id=unit)
        sheet = make_import(tenant.id, admin)
        paper = store_file(tenant.id, purpose="opening", content=PDF, account_id=admin)
        make_opening_item(tenant.id, admin, item="agreement", file_id=paper, reason=None)
        passkey = make_passkey(tenant.id, admin)
        (held,) = roles.list_held(tenant.id, admin)
        token = _invite(tenant, admin)
        write_law_draft(tenant.id, admin)
    with app.app_context(), enter_oversight():
        overseer = make_overseer(OversightRole.OPERATOR)
    _change_the_house(visit_as(tenant).sign_in(tenant, admin))
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
        unit_id=str(unit),
        member_id=str(member),
        import_id=str(sheet),
        grant_id=str(held.id),
        passkey_id=str(passkey),
        token=token,
    )


def _change_the_house(editor: Visitor) -> None:
    settings = {"seen": "1", "office": "Kantor Rekaan"}
    assert editor.submit("/kelola/pengaturan/kontak", settings).status_code == 303


def _invite(tenant: Tenant, admin: UUID) -> str:
    editor = StaffEditor(
        tenant_id=tenant.id, region_code=tenant.region_code, account_id=admin, now=datetime.now(UTC)
    )
    grants = [Grant(role=Role.VIEWER)]
    return invitations.invite(editor, name="Ni Komang Contoh", email="komang@contoh.test", grants=grants)[1]


def _paths(app: SertakanApp, site: str, doors: set[Door], cast: Cast) -> Iterator[str]:
    """Yield the address of each page behind some doors of a site, the form's steps one by one."""
    known = {
        "enrolment_id": [cast.enrolment_id],
        "draft_id": [cast.draft_id],
        "step_name": [str(step) for step in Step if step not in {Step.CONSENT, Step.CHECK}],
        "slug": ["gianyar"],
        "revision": [1],
        "earlier": [1],
        "later": [1],
        "unit_id": [cast.unit_id],
        "member_id": [cast.member_id],
        "import_id": [cast.import_id],
        "kind_name": ["asn"],
        "code": ["51.04.01.2001"],
        "item_name": ["agreement"],
        "account_id": [cast.admin],
        "grant_id": [cast.grant_id],
        "passkey_id": [cast.passkey_id],
        "token": [cast.token],
        "page": ["peraturan"],
        "section": ["programme"],
        "place": [0],
        "key": ["banjar"],
        "number": [1],
        "step": [2],
        "message": ["verification_code"],
        "language": ["ban"],
        "sentence_name": [digest_of("Bantuan")],
        "language_name": ["ban"],
    }
    for rule in app.url_map.iter_rules():
        is_file = bool({"name", "sha256"} & rule.arguments)
        is_ours = rule.host == site and "GET" in (rule.methods or ()) and not is_file
        if not is_ours or ACCESS[rule.endpoint].door not in doors:
            continue
        last = known.get("step_name" if "step_name" in rule.arguments else "", [None])
        for step in last:
            values = {name: known[name][0] for name in rule.arguments} | ({"step_name": step} if step else {})
            values |= _ASKED_FOR.get(rule.endpoint, {})
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
