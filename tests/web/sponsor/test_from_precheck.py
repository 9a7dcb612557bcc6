"""Whoever comes from the pre-check is asked nothing twice, and nothing never."""

import re
from collections.abc import Callable

import pytest
from tests.factories.sponsoring import TYPED, make_draft_at, make_sponsor_account
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.web.sponsor.conftest import DraftAt

from sertakan.enrolment.model import DraftAnswers, Step
from sertakan.tenancy.model import Tenant

Kept = Callable[[str], DraftAnswers]
_QUESTION = "Apakah ia sudah menjadi peserta BPJS Ketenagakerjaan?"
_PRECHECK = {
    "sponsor": "public",
    "relation": "neighbour",
    "age": "36",
    "occupation": "pedagang",
    "carries": "no",
    "employment": "none",
    "construction_project": "unknown",
    "resident": "yes",
}


def _begin(sponsor: Visitor) -> str:
    return str(sponsor.submit("/sponsor/pekerja/baru").headers["Location"])


@pytest.mark.parametrize(("chosen", "kept_as"), [("yes", True), ("no", False), ("unknown", None)])
def test_membership_is_asked_by_precheck_alone(
    sponsor: Visitor, kept: Kept, chosen: str, kept_as: bool | None
) -> None:
    assert _QUESTION in sponsor.get("/cek-syarat").text
    sponsor.submit("/cek-syarat", {**_PRECHECK, "member_elsewhere": chosen})
    first = _begin(sponsor)
    assert first.endswith("/identitas")
    assert kept(first.removesuffix("/identitas")).member_elsewhere is kept_as


def test_precheck_tells_member_to_look_first(sponsor: Visitor) -> None:
    sponsor.submit("/cek-syarat", {**_PRECHECK, "member_elsewhere": "yes"})
    page = sponsor.get("/cek-syarat/hasil").text
    assert "Pekerja ini dapat didaftarkan." in page
    assert "periksa dulu agar tidak terbayar dua kali" in page


def test_older_precheck_leaves_membership_to_be_asked(sponsor: Visitor) -> None:
    sponsor.submit("/cek-syarat", {**_PRECHECK, "member_elsewhere": "no"})
    with sponsor.session_transaction(base_url="http://gianyar.localhost") as session:
        del session["precheck"]["member_elsewhere"]
        session.modified = True
    assert sponsor.get("/cek-syarat/hasil").status_code == 200
    first = _begin(sponsor)
    assert first.endswith("/hubungan")
    page = sponsor.get(first).text
    assert _QUESTION in page
    assert 'value="neighbour" checked' in page


def test_journey_without_precheck_asks_membership(sponsor: Visitor) -> None:
    first = _begin(sponsor)
    assert first.endswith("/hubungan")
    assert _QUESTION in sponsor.get(first).text


def test_not_knowing_is_remembered_as_answer(sponsor: Visitor, draft_at: DraftAt) -> None:
    address = draft_at(Step.RELATION)
    typed = {**TYPED[Step.RELATION], "construction_project": "unknown", "member_elsewhere": "unknown"}
    assert sponsor.submit(f"{address}/hubungan", typed).headers["Location"].endswith("/identitas")
    assert sponsor.get(f"{address}/hubungan").text.count('value="unknown" checked') == 2


def test_second_press_begins_no_second_draft(sponsor: Visitor, kept: Kept) -> None:
    sponsor.submit("/cek-syarat", {**_PRECHECK, "member_elsewhere": "no"})
    page = sponsor.get("/sponsor/pekerja/baru").text
    named = re.findall(r'name="draft" value="([^"]+)"', page)[0]
    pressed = [sponsor.submit("/sponsor/pekerja/baru", {"draft": named}) for _ in range(2)]
    first, second = (each.headers["Location"] for each in pressed)
    assert first == second == f"/sponsor/pekerja/baru/{named}/identitas"
    assert kept(first.removesuffix("/identitas")).relation == "neighbour"


@pytest.mark.parametrize("named", ["", "x", "../../", "0" * 400])
def test_draft_without_a_proper_name_is_begun_all_the_same(sponsor: Visitor, named: str) -> None:
    begun = sponsor.submit("/sponsor/pekerja/baru", {"draft": named})
    assert begun.headers["Location"].endswith("/hubungan")


def test_strangers_draft_cannot_be_named(
    sponsor: Visitor, visit_as: VisitAs, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        other = make_sponsor_account(tenant.id, name="Ni Wayan Lain")
        theirs = make_draft_at(tenant.id, other.sponsor_id, Step.ADDRESS)
    assert sponsor.submit("/sponsor/pekerja/baru", {"draft": str(theirs)}).status_code == 404
    stranger = visit_as(tenant).sign_in(tenant, other.account_id)
    assert stranger.get(f"/sponsor/pekerja/baru/{theirs}/alamat").status_code == 200
