from collections.abc import Callable
from datetime import timedelta

import html5lib
import pytest
from sqlalchemy import func, select
from tests.factories.apparatus import make_member
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Count, VisitAs, Work
from tests.fixtures.client import Visitor
from tests.web.account.steps import ANSWERS, begin, read_code, sign_up, wrong

from sertakan.enrolment.tables import SponsorRow
from sertakan.identity.tables import AccountRow
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy.model import InForce, Tenant
from sertakan.web.application import SertakanApp
from sertakan.web.visit import SIGN_IN

Invite = Callable[..., None]


@pytest.fixture
def invite(app: SertakanApp, tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> Invite:
    """Let our regency's document in force invite only some."""

    def invite(*categories: str) -> None:
        document = app.directory.document_of(tenant, InForce(law=1, house=1))
        programme = document.programme.model_copy(update={"sponsor_categories": categories})
        changed = document.model_copy(update={"programme": programme})
        monkeypatch.setattr(app.directory, "document_of", lambda *_: changed)

    return invite


def test_first_page_asks_as_what(client: Visitor) -> None:
    page = client.get("/daftar")
    for category in ("asn", "non_asn", "public", "organisation"):
        assert f'value="{category}"' in page.text


def test_no_choice_is_told(client: Visitor) -> None:
    assert "Pilih satu jawaban" in client.get("/daftar?asked=1").text
    assert "Pilih satu jawaban" not in client.get("/daftar?category=").text


@pytest.mark.parametrize(
    ("category", "asked", "unasked"),
    [
        ("asn", {"nip", "organisation"}, {"nik", "work_unit_id"}),
        ("non_asn", {"nik", "organisation"}, {"nip", "work_unit_id"}),
        ("public", {"nik"}, {"nip", "organisation", "work_unit_id"}),
        ("organisation", {"nik", "organisation"}, {"nip", "work_unit_id"}),
    ],
)
def test_each_category_is_asked_its_own(
    client: Visitor, category: str, asked: set[str], unasked: set[str]
) -> None:
    page = html5lib.parse(client.get(f"/daftar?category={category}").text, namespaceHTMLElements=False)
    names = {field.get("name") for tag in ("input", "select") for field in page.iter(tag)}
    assert asked <= names
    assert not unasked & names


def test_precheck_answer_is_taken_over(client: Visitor) -> None:
    with client.session_transaction(base_url=f"http://{client.host}") as session:
        session["precheck"] = {"sponsor": "pppk"}
    assert 'name="nip"' in client.get("/daftar").text


def test_whole_way_ends_where_it_began(client: Visitor, tenant: Tenant, as_tenant: Work) -> None:
    answer = sign_up(client, next="/sponsor/pekerja/baru?dari=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sponsor/pekerja/baru?dari=1")
    assert "Ni Luh Contoh" in client.get("/").text
    with as_tenant(tenant) as session:
        account = session.scalars(select(AccountRow)).one()
        sponsor = session.scalars(select(SponsorRow)).one()
        assert account.sponsor_id == sponsor.id
        assert (sponsor.account_id, sponsor.category) == (account.id, "pns")


@pytest.mark.parametrize(
    "target", ["https://jahat.test/", "//jahat.test", "//[", "/\\jahat.test", "javascript:1"]
)
def test_way_back_leads_to_no_other_host(client: Visitor, target: str) -> None:
    assert sign_up(client, next=target).headers["Location"] == "/sponsor/"


def test_mobile_number_gets_its_code_by_whatsapp_too(client: Visitor) -> None:
    assert begin(client, contact="0812 3456 7890").status_code == 303
    assert "0812•••890" in client.get("/daftar/kode").text
    assert client.submit("/daftar/kode/ulang", {"channel": "whatsapp"}).status_code == 303
    assert "WhatsApp" in client.get("/kotak-keluar").text
    assert client.submit("/daftar/kode", {"code": read_code(client)}).status_code == 303


def test_work_unit_is_chosen_where_there_are_some(client: Visitor, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        unit = make_work_unit(tenant.id, "Dinas Rekaan")
    assert "Dinas Rekaan" in client.get("/daftar?category=asn").text
    assert sign_up(client, work_unit_id=str(unit), organisation="").status_code == 303
    with as_tenant(tenant) as session:
        assert session.scalars(select(SponsorRow.work_unit_id)).one() == unit


@pytest.mark.parametrize("standing", ["verified", "name_differs"])
def test_sign_up_is_held_against_the_roll(
    client: Visitor, tenant: Tenant, as_tenant: Work, standing: str
) -> None:
    with as_tenant(tenant):
        make_member(
            tenant.id,
            nip=ANSWERS["nip"],
            name=ANSWERS["full_name"] if standing == "verified" else "Ni Luh Lain",
        )
    assert sign_up(client).status_code == 303
    with as_tenant(tenant) as session:
        assert session.scalars(select(SponsorRow.standing)).one() == standing


def test_foreign_work_unit_is_not_on_offer(
    client: Visitor, tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        make_work_unit(tenant.id)
    with as_tenant(quiet_tenant):
        foreign = make_work_unit(quiet_tenant.id)
    answer = begin(client, work_unit_id=str(foreign), organisation="")
    assert answer.status_code == 400
    assert "Pilih unit kerja Anda" in answer.text


@pytest.mark.parametrize(
    ("invited", "nip", "sentence"),
    [
        (("pns",), "198505172022211000", "Ini NIP PPPK. Program di daerah ini mengajak PNS saja."),
        (("pppk",), "198505172010011000", "Ini NIP PNS. Program di daerah ini mengajak PPPK saja."),
    ],
)
def test_number_of_the_uninvited_sort_is_refused(
    client: Visitor, invite: Invite, invited: tuple[str, ...], nip: str, sentence: str
) -> None:
    invite(*invited)
    answer = begin(client, nip=nip)
    assert answer.status_code == 400
    page = html5lib.parse(answer.text, namespaceHTMLElements=False)
    (told,) = [part for part in page.iter("p") if part.get("id") == "nip-error"]
    assert sentence in "".join(told.itertext())


def test_only_the_invited_are_offered(client: Visitor, invite: Invite) -> None:
    invite("pns", "public")
    page = client.get("/daftar").text
    assert ">PNS<" in "".join(page.split())
    assert "PPPK" not in page
    assert 'value="organisation"' not in page
    assert client.submit("/daftar", {**ANSWERS, "category": "organisation"}).status_code == 303
    assert begin(client).status_code == 303


def test_fifth_wrong_code_asks_for_a_new_one(client: Visitor) -> None:
    begin(client)
    code = read_code(client)
    answers = [client.submit("/daftar/kode", {"code": wrong(code)}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [400] * 5
    assert "4 kali lagi" in answers[0].text
    assert "Minta kode baru" in answers[4].text
    assert client.submit("/daftar/kode", {"code": code}).status_code == 400
    assert client.submit("/daftar/kode/ulang").status_code == 303
    assert client.submit("/daftar/kode", {"code": read_code(client)}).status_code == 303


def test_expired_code_says_so(client: Visitor, clock: FixedClock) -> None:
    begin(client)
    code = read_code(client)
    clock.moment += timedelta(minutes=16)
    answer = client.submit("/daftar/kode", {"code": code})
    assert answer.status_code == 400
    assert "sudah lewat" in answer.text


def test_code_is_used_once_in_two_tabs(client: Visitor, tenant: Tenant, as_tenant: Work) -> None:
    begin(client)
    code = read_code(client)
    with client.session_transaction(base_url=f"http://{client.host}") as session:
        pending = dict(session["daftar"])
    assert client.submit("/daftar/kode", {"code": code}).status_code == 303
    with client.session_transaction(base_url=f"http://{client.host}") as session:
        session.pop(SIGN_IN)
        session["daftar"] = pending
    assert "sudah dipakai" in client.submit("/daftar/kode", {"code": code}).text
    with as_tenant(tenant) as session:
        assert session.scalar(select(func.count()).select_from(AccountRow)) == 1


def test_known_contact_looks_the_same_on_screen(client: Visitor, visit_as: VisitAs, tenant: Tenant) -> None:
    sign_up(visit_as(tenant))
    before = begin(client)
    page = client.get("/daftar/kode")
    assert (before.status_code, before.headers["Location"]) == (303, "/daftar/kode")
    assert "sudah punya akun" not in page.text
    outbox = client.get("/kotak-keluar").text
    assert "Akun Anda sudah ada: masuk di http://gianyar.localhost:8000/masuk" in outbox
    answer = client.submit("/daftar/kode", {"code": "123456"})
    assert "tidak cocok" in answer.text


def test_code_page_without_a_sign_up_begins_one(client: Visitor) -> None:
    for answer in (
        client.get("/daftar/kode"),
        client.submit("/daftar/kode", {"code": "123456"}),
        client.submit("/daftar/kode/ulang"),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (303, "/daftar")


def test_whoever_is_signed_in_goes_on(client: Visitor) -> None:
    sign_up(client)
    for path in ("/daftar", "/masuk", "/daftar?next=/sponsor/akun"):
        expected = "/sponsor/akun" if "next" in path else "/sponsor/"
        assert client.get(path).headers["Location"] == expected


def test_form_page_needs_one_query(client: Visitor, count_queries: Count) -> None:
    client.get("/daftar?category=public")
    with count_queries() as counted:
        client.get("/daftar?category=asn")
    assert counted.count <= 1


@pytest.mark.parametrize("slug", ["badung", "tabanan"])
def test_draft_space_signs_nobody_up(visit_as: VisitAs, slug: str) -> None:
    assert visit_as(slug).get("/daftar").status_code == 404
    assert visit_as(slug).get("/kotak-keluar").status_code == 404


def test_outbox_is_open_in_demonstrations_only(client: Visitor) -> None:
    client.application.config["SERTAKAN_DEMO"] = False
    try:
        assert client.get("/kotak-keluar").status_code == 404
        begin(client)
        assert "/kotak-keluar" not in client.get("/daftar/kode").text
    finally:
        client.application.config["SERTAKAN_DEMO"] = True
