"""Every page of the form, filled in as it should be."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.factories.sponsoring import MOBILE, NIK, TYPED
from tests.fixtures.client import Visitor
from tests.web.sponsor.conftest import DraftAt, text_of

from sertakan.enrolment.model import DraftAnswers, Step

Kept = Callable[[str], DraftAnswers]


def test_whole_form_is_walked_page_by_page(sponsor: Visitor) -> None:
    began = sponsor.submit("/sponsor/pekerja/baru")
    address = began.headers["Location"].rsplit("/", 1)[0]
    for step, typed in TYPED.items():
        assert sponsor.get(f"{address}/{step}").status_code == 200
        answered = sponsor.submit(f"{address}/{step}", typed)
        assert answered.status_code == 303
        following = list(Step)[list(Step).index(step) + 1]
        assert answered.headers["Location"] == f"{address}/{following}"
    sent = sponsor.submit(f"{address}/periksa")
    assert sent.status_code == 303
    assert sent.headers["Location"].endswith("/terkirim")
    assert "Pendaftaran kami terima" in sponsor.get(sent.headers["Location"]).text


@pytest.mark.parametrize("step", list(Step))
def test_page_says_where_one_is(sponsor: Visitor, draft_at: DraftAt, step: Step) -> None:
    page = sponsor.get(f"{draft_at(step)}/{step}")
    assert page.status_code == 200
    number = list(Step).index(step) + 1
    assert f"Langkah {number} dari 10" in text_of(page.text)


@pytest.mark.parametrize(
    "typed", ["5104 0357 0590 0000", "51.04.03.570590.0000", "5104-0357-0590-0000", "  5104035705900000 "]
)
def test_nik_may_be_typed_in_groups(sponsor: Visitor, draft_at: DraftAt, kept: Kept, typed: str) -> None:
    address = draft_at(Step.IDENTITY)
    answered = sponsor.submit(f"{address}/identitas", {"nik": typed, "full_name": "Ni Made Contoh"})
    assert answered.status_code == 303
    assert kept(address).nik == NIK


@pytest.mark.parametrize(
    "typed", ["081234567890", "0812-3456-7890", "+62 812 3456 7890", "6281234567890", "(0812) 3456.7890"]
)
def test_mobile_may_be_spelled_five_ways(sponsor: Visitor, draft_at: DraftAt, kept: Kept, typed: str) -> None:
    address = draft_at(Step.CONTACT)
    assert sponsor.submit(f"{address}/kontak", {"mobile": typed}).status_code == 303
    assert kept(address).mobile == MOBILE


def test_worker_without_phone_is_welcome(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(Step.CONTACT)
    assert sponsor.submit(f"{address}/kontak", {"mobile": ""}).status_code == 303
    assert kept(address).mobile is None
    assert 'value="code"' not in sponsor.get(f"{address}/persetujuan").text


@pytest.mark.parametrize("name", ["Ni Luh D'Angelo", "José Rekaan", "I Made Contoh, S.Pd.", "Ma`ruf Rekaan"])
def test_true_names_are_kept_as_typed(sponsor: Visitor, draft_at: DraftAt, kept: Kept, name: str) -> None:
    address = draft_at(Step.IDENTITY)
    assert sponsor.submit(f"{address}/identitas", {"nik": NIK, "full_name": name}).status_code == 303
    assert kept(address).full_name == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Ni\x00 Made", "Ni Made"), ("Ni \u202eMade\u202c", "Ni Made"), ("Ni   Made \t", "Ni Made")],
)
def test_signs_nobody_sees_are_dropped(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, typed: str, name: str
) -> None:
    address = draft_at(Step.IDENTITY)
    assert sponsor.submit(f"{address}/identitas", {"nik": NIK, "full_name": typed}).status_code == 303
    assert kept(address).full_name == name


def test_birth_is_filled_in_from_nik(sponsor: Visitor, draft_at: DraftAt) -> None:
    page = sponsor.get(f"{draft_at(Step.BIRTH)}/kelahiran").text
    assert 'name="birth_date_day" type="text" inputmode="numeric" value="17"' in page
    assert 'name="birth_date_year" type="text" inputmode="numeric" value="1990"' in page
    assert 'value="P" checked' in page


def test_other_birth_date_warns_and_passes(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(Step.BIRTH)
    answered = sponsor.submit(f"{address}/kelahiran", {**TYPED[Step.BIRTH], "birth_date_day": "18"})
    assert answered.status_code == 303
    assert kept(address).birth_date == date(1990, 5, 18)
    assert "berbeda dari yang tertulis di NIK" in sponsor.get(answered.headers["Location"]).text


def test_check_page_reminds_of_other_birth_date(sponsor: Visitor, draft_at: DraftAt) -> None:
    page = sponsor.get(f"{draft_at(birth_date=date(1990, 5, 18))}/periksa").text
    assert "berbeda dari yang tertulis di NIK" in page


def test_village_is_searched_and_chosen(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(Step.ADDRESS)
    found = sponsor.submit(f"{address}/alamat", {"query": "batubulan", "search": "1", "text": "Jalan 1"})
    assert found.status_code == 200
    assert "Batubulan Kangin, Sukawati" in text_of(found.text)
    assert "Jalan 1</textarea>" in found.text
    assert kept(address).village_code is None
    typed = {"query": "batubulan", "village_code": "51.04.01.2001", "text": "Jalan 1"}
    assert sponsor.submit(f"{address}/alamat", typed).status_code == 303
    assert kept(address).village_label == "Batubulan, Sukawati, Kabupaten Gianyar"


def test_only_village_found_is_taken(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(Step.ADDRESS)
    typed = {"query": "Batubulan Kangin", "text": "Jalan Rekaan 1"}
    assert sponsor.submit(f"{address}/alamat", typed).status_code == 303
    assert kept(address).village_label == "Batubulan Kangin, Sukawati, Kabupaten Gianyar"


def test_change_leads_back_to_check(sponsor: Visitor, draft_at: DraftAt) -> None:
    address = draft_at()
    changed = sponsor.submit(f"{address}/identitas?ubah=1", {"nik": NIK, "full_name": "Ni Luh Contoh"})
    assert changed.headers["Location"] == f"{address}/periksa"
    assert "Ni Luh Contoh" in sponsor.get(f"{address}/periksa").text


def test_draft_goes_on_at_another_device(
    sponsor: Visitor,
    draft_at: DraftAt,
    visit_as: Callable[..., Visitor],
    tenant,
    account,  # type: ignore[no-untyped-def]
) -> None:
    address = draft_at(Step.OCCUPATION)
    elsewhere = visit_as(tenant).sign_in(tenant, account.account_id)
    assert f"{address}/pekerjaan" in elsewhere.get("/sponsor/").text
    assert elsewhere.get(address).headers["Location"] == f"{address}/pekerjaan"


def test_draft_is_thrown_away_after_one_question(sponsor: Visitor, draft_at: DraftAt) -> None:
    address = draft_at()
    assert "Hapus draf untuk Ni Made Contoh?" in sponsor.get(f"{address}/hapus").text
    assert sponsor.submit(f"{address}/hapus").status_code == 303
    page = sponsor.get("/sponsor/").text
    assert "Draf sudah dihapus." in page
    assert address not in page
    assert sponsor.get(f"{address}/periksa").status_code == 404


def test_answered_no_is_remembered(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(Step.RELATION)
    assert sponsor.submit(f"{address}/hubungan", TYPED[Step.RELATION]).status_code == 303
    assert kept(address).construction_project is False
    assert sponsor.get(f"{address}/hubungan").text.count('value="no" checked') == 2


def test_phone_is_shown_as_people_write_it(sponsor: Visitor, draft_at: DraftAt) -> None:
    assert 'value="0812 3456 7890"' in sponsor.get(f"{draft_at()}/kontak").text
