"""Forms that were open too long, sign-ins that ended, and what each page asks of the database."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from tests.factories.sponsoring import NIK, SponsorAccount
from tests.fixtures.application import Count, VisitAs, Work
from tests.fixtures.client import Visitor
from tests.web.sponsor.conftest import DraftAt

from sertakan.enrolment.model import DraftAnswers, Step
from sertakan.tenancy.model import Tenant

Kept = Callable[[str], DraftAnswers]
_TYPED = {"query": "batubulan", "village_code": "51.04.01.2001", "text": 'Jalan "Rekaan" 1'}


@pytest.mark.parametrize("token", [None, "", "palsu", "\x00"])
def test_old_form_offers_to_send_again(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, token: str | None
) -> None:
    address = draft_at(Step.ADDRESS)
    fields = _TYPED if token is None else {**_TYPED, "csrf_token": token}
    answered = sponsor.post(f"{address}/alamat", data=fields)
    assert answered.status_code == 400
    assert "Kirim sekali lagi" in answered.text
    assert kept(address).address is None
    main = answered.text.split("<main", 1)[1]
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', main))
    fields = {name: unescape(value) for name, value in again.items()}
    assert sponsor.post(f"{address}/alamat", data=fields).status_code == 303
    assert kept(address).address == 'Jalan "Rekaan" 1'
    assert kept(address).village_code == "51.04.01.2001"


@pytest.mark.parametrize(
    "told",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://gianyar.localhost"},
        {"Origin": "https://contoh.test"},
        {"Origin": "http://kendal.localhost"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
def test_foreign_form_is_not_repeated(sponsor: Visitor, draft_at: DraftAt, told: dict[str, str]) -> None:
    answered = sponsor.post(
        f"{draft_at(Step.IDENTITY)}/identitas",
        data={"nik": NIK},
        headers=told,
    )
    assert answered.status_code == 400
    assert NIK not in answered.text


def test_own_form_is_known_by_its_origin(sponsor: Visitor, draft_at: DraftAt) -> None:
    told = {"Origin": "http://gianyar.localhost"}
    answered = sponsor.post(f"{draft_at(Step.IDENTITY)}/identitas", data={"nik": NIK}, headers=told)
    assert NIK in answered.text


def test_foreign_form_signs_nobody_out(client: Visitor) -> None:
    # Such a form comes without the cookie; an answer that set a new one would end the person's sign-in.
    answered = client.post("/keluar", headers={"Origin": "https://contoh.test"})
    assert answered.status_code == 400
    assert "Set-Cookie" not in answered.headers
    assert "Set-Cookie" in client.post("/keluar", headers={"Sec-Fetch-Site": "same-origin"}).headers


def test_tampered_cookie_is_nobody(sponsor: Visitor, draft_at: DraftAt) -> None:
    address = draft_at()
    cookie = sponsor.get_cookie("sertakan", "gianyar.localhost")
    assert cookie
    sponsor.set_cookie("sertakan", cookie.value[:-4] + "AAAA", domain="gianyar.localhost")
    assert sponsor.get(f"{address}/periksa").headers["Location"].startswith("/masuk?next=")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_signed_out_comes_back_to_same_page(
    sponsor: Visitor,
    draft_at: DraftAt,
    kept: Kept,
    tenant: Tenant,
    account: SponsorAccount,
    method: str,
) -> None:
    address = draft_at(Step.CONTACT)
    sponsor.submit("/keluar")
    fields = {"mobile": "0812 3456 7890", "csrf_token": sponsor.token()}
    sent = sponsor.open(f"{address}/kontak", method=method, data=fields if method == "POST" else None)
    assert sent.headers["Location"] == f"/masuk?next={address}/kontak"
    sponsor.sign_in(tenant, account.account_id)
    assert sponsor.get(f"{address}/kontak").status_code == 200
    assert kept(address).address == "Jalan Rekaan 1"


def test_account_without_sponsor_has_no_workers(
    visit_as: VisitAs, tenant: Tenant, staff_client: Visitor
) -> None:
    for path in ("/sponsor/", "/sponsor/pekerja/baru", "/sponsor/akun"):
        assert staff_client.get(path).status_code == 403
        assert visit_as(tenant).get(path).headers["Location"].startswith("/masuk")


def test_too_many_drafts_are_refused(sponsor: Visitor, draft_at: DraftAt) -> None:
    for _ in range(200):
        draft_at(Step.RELATION)
    answered = sponsor.submit("/sponsor/pekerja/baru")
    assert answered.status_code == 400
    assert "Ada 200 draf yang belum selesai." in answered.text


@pytest.mark.parametrize("many", [1, 6])
def test_pages_ask_little_however_many_workers(
    sponsor: Visitor, draft_at: DraftAt, count_queries: Count, many: int, as_tenant: Work
) -> None:
    for number in range(many):
        sent = sponsor.submit(f"{draft_at(nik=f'51040357059{number}0000'[:12] + '0000')}/periksa")
        draft_at(Step.ADDRESS)
    worker = sent.headers["Location"].removesuffix("/terkirim")
    address = draft_at()
    steps = [f"{address}/{step}" for step in Step]
    own = ["/sponsor/", "/sponsor/pekerja/baru", "/sponsor/akun"]
    of_worker = [f"{worker}{path}" for path in ("", "/terkirim", "/bukti", "/slip", "/slip.svg")]
    for path in [*steps, f"{address}/persetujuan/kode", f"{address}/hapus", *own, *of_worker]:
        sponsor.get(path)
        with count_queries() as counted:
            assert sponsor.get(path).status_code == 200
        assert counted.count <= 4, path
