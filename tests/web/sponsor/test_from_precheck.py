"""Whoever comes from the pre-check is asked nothing twice, and nothing never."""

from collections.abc import Callable

import pytest
from tests.factories.sponsoring import TYPED
from tests.fixtures.client import Visitor
from tests.web.sponsor.conftest import DraftAt

from sertakan.enrolment.model import DraftAnswers, Step

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
