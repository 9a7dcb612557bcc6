"""Every page of the form, filled in wrongly: a sentence that helps, what was typed, nothing half-saved."""

from collections.abc import Callable
from html import escape

import pytest
from tests.factories.sponsoring import NIK, TYPED
from tests.fixtures.client import Visitor
from tests.web.sponsor.conftest import DraftAt, error_of

from sertakan.enrolment.model import DraftAnswers, Step

Kept = Callable[[str], DraftAnswers]
_PATHS = {step: str(step) for step in Step}


def _refuse(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, step: Step, typed: dict[str, str], said: str
) -> str:
    address = draft_at(step)
    before = kept(address)
    answered = sponsor.submit(f"{address}/{step}", {**TYPED[step], **typed})
    assert answered.status_code == 422
    assert said in error_of(answered.text)
    assert kept(address) == before
    return answered.text


@pytest.mark.parametrize(
    ("nik", "said"),
    [
        ("", "Isi NIK, 16 angka yang tertulis di KTP."),
        ("   ", "Isi NIK, 16 angka yang tertulis di KTP."),
        ("51040357O5900000", "NIK hanya berisi angka."),
        ("\uff15104035705900000", "NIK hanya berisi angka."),
        ("510403570590000", "NIK terdiri dari 16 angka. Anda mengetik 15."),
        ("5" * 1000, "Paling banyak 120 huruf. Anda mengetik 1000."),
        ("0004035705900000", "Enam angka pertama NIK"),
        ("5104034005900000", "Angka ke-7 sampai ke-12 NIK"),
        ("5104031713900000", "Angka ke-7 sampai ke-12 NIK"),
        ("5104033102900000", "Angka ke-7 sampai ke-12 NIK"),
        ("5104035705900001", "Ruang contoh hanya menerima NIK rekaan yang berakhir 0000"),
        ("<script>alert(1)</script>", "NIK hanya berisi angka."),
    ],
)
def test_wrong_nik_is_explained(sponsor: Visitor, draft_at: DraftAt, kept: Kept, nik: str, said: str) -> None:
    page = _refuse(sponsor, draft_at, kept, Step.IDENTITY, {"nik": nik}, said)
    assert f'value="{escape(nik.strip()).replace("&#x27;", "&#39;")}"' in page
    assert 'value="Ni Made Contoh"' in page


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Isi nama lengkap seperti tertulis di KTP."),
        (" \t ", "Isi nama lengkap seperti tertulis di KTP."),
        ("\x00", "Isi nama lengkap seperti tertulis di KTP."),
        ("\u202e", "Isi nama lengkap seperti tertulis di KTP."),
        ("a" * 1000, "Paling banyak 120 huruf. Anda mengetik 1000."),
        ("Made \U0001f600", "Tulis nama dengan huruf saja, seperti tertulis di KTP."),
        ("<script>alert(1)</script>", "Tulis nama dengan huruf saja, seperti tertulis di KTP."),
        ("...", "Tulis nama dengan huruf saja, seperti tertulis di KTP."),
        ("12345", "Tulis nama dengan huruf saja, seperti tertulis di KTP."),
    ],
)
def test_wrong_name_is_explained(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, name: str, said: str
) -> None:
    page = _refuse(sponsor, draft_at, kept, Step.IDENTITY, {"full_name": name}, said)
    assert "<script>alert" not in page
    assert f'value="{NIK}"' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "", ""), "Isi tanggal, bulan, dan tahun."),
        (("17", "5", ""), "Isi tanggal, bulan, dan tahun."),
        (("31", "2", "1990"), "Tanggal ini tidak ada di kalender."),
        (("40", "5", "1990"), "Tanggal ini tidak ada di kalender."),
        (("17", "13", "1990"), "Tanggal ini tidak ada di kalender."),
        (("satu", "5", "1990"), "Tanggal ini tidak ada di kalender."),
        (("\uff11\uff17", "5", "1990"), "Tanggal ini tidak ada di kalender."),
        (("17", "5", "99999999999999999999"), "Tanggal ini tidak ada di kalender."),
        (("17", "5", "2999"), "Tanggal ini belum tiba. Periksa tahunnya."),
        (("17", "5", "19"), "Tahun ini terlalu lampau."),
    ],
)
def test_wrong_birth_date_is_explained(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, typed: tuple[str, str, str], said: str
) -> None:
    parts = dict(zip(("birth_date_day", "birth_date_month", "birth_date_year"), typed, strict=True))
    page = _refuse(sponsor, draft_at, kept, Step.BIRTH, parts, said)
    assert f'value="{typed[0]}"' in page


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        (Step.RELATION, {"relation": ""}, "Pilih satu jawaban: Apa hubungan"),
        (Step.RELATION, {"relation": "raja"}, "Pilih satu jawaban: Apa hubungan"),
        (Step.BIRTH, {"sex": "X"}, "Pilih satu jawaban: Jenis kelamin"),
        (Step.BIRTH, {"birth_place": " "}, "Isi dulu: Tempat lahir"),
        (Step.OCCUPATION, {"occupation": ""}, "Pilih satu jawaban: Apa pekerjaannya?"),
        (Step.OCCUPATION, {"occupation": "penyihir"}, "Pilih satu jawaban: Apa pekerjaannya?"),
        (Step.CONSENT, {"consent_way": "telepati"}, "Pilih satu jawaban"),
        (Step.CONTRIBUTION, {"months": "5"}, "Pilih satu jawaban: Untuk berapa bulan?"),
        (Step.CONTRIBUTION, {"months": "999999999999"}, "Pilih satu jawaban: Untuk berapa bulan?"),
        (Step.CONTRIBUTION, {"bracket": "0"}, "Pilih satu jawaban: Golongan"),
        (Step.CONTRIBUTION, {"bracket": "34"}, "Pilih satu jawaban: Golongan"),
        (Step.CONTRIBUTION, {"bracket": "abc"}, "Pilih satu jawaban: Golongan"),
        (Step.CONTRIBUTION, {"funding": "apbd"}, "Pilih satu jawaban: Dari uang siapa?"),
        (Step.CONTRIBUTION, {"own_code": "9" * 61}, "Paling banyak 60 huruf. Anda mengetik 61."),
    ],
)
def test_choice_not_on_offer_is_refused(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, step: Step, typed: dict[str, str], said: str
) -> None:
    _refuse(sponsor, draft_at, kept, step, typed, said)


@pytest.mark.parametrize(
    ("mobile", "said"),
    [
        ("0812 3456 789O", "Nomor HP hanya berisi angka"),
        ("0361 123456", "Nomor HP diawali 08 atau +62 8."),
        ("0812", "Nomor HP terdiri dari 10 sampai 13 angka. Anda mengetik 4."),
        ("08123456789012345", "Nomor HP terdiri dari 10 sampai 13 angka. Anda mengetik 17."),
        ("+60123456789", "Nomor HP diawali 08 atau +62 8."),
        ("\u0660\u0668\u0661", "Nomor HP hanya berisi angka"),
    ],
)
def test_wrong_mobile_is_explained(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, mobile: str, said: str
) -> None:
    assert mobile in _refuse(sponsor, draft_at, kept, Step.CONTACT, {"mobile": mobile}, said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"query": "", "village_code": ""}, "Cari dan pilih desa/kelurahan tempatnya."),
        ({"query": "!!!", "village_code": ""}, "Tidak ada yang cocok."),
        ({"query": "%", "village_code": ""}, "Tidak ada yang cocok."),
        ({"query": "zzzzzz", "village_code": ""}, "Tidak ada yang cocok."),
        ({"query": "b", "village_code": ""}, "Pilih salah satu dari hasil pencarian."),
        ({"village_code": "51.04.01.9999"}, "Pilih salah satu dari hasil pencarian."),
        ({"village_code": "51.04"}, "Pilih salah satu dari hasil pencarian."),
        ({"village_code": "33.24.01.2001"}, "Pilih salah satu dari hasil pencarian."),
        ({"text": "  "}, "Isi dulu: Jalan, nomor rumah"),
        ({"text": "x" * 301}, "Paling banyak 300 huruf. Anda mengetik 301."),
    ],
)
def test_wrong_place_is_explained(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, typed: dict[str, str], said: str
) -> None:
    _refuse(sponsor, draft_at, kept, Step.ADDRESS, typed, said)


def test_new_search_forgets_the_old_choice(sponsor: Visitor, draft_at: DraftAt) -> None:
    answered = sponsor.submit(f"{draft_at()}/alamat", {"query": "zzzzzz", "text": "Jalan 1"})
    assert answered.status_code == 422
    assert "Tidak ada yang cocok." in error_of(answered.text)
    assert 'href="#query"' in answered.text


def test_markup_stays_text(sponsor: Visitor, draft_at: DraftAt) -> None:
    evil = "<script>alert(1)</script><b>"
    page = sponsor.get(f"{draft_at(birth_place=evil, address=evil)}/periksa").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_step_out_of_turn_leads_to_first_open(sponsor: Visitor, draft_at: DraftAt) -> None:
    address = draft_at(Step.BIRTH)
    for step in ("alamat", "persetujuan", "persetujuan/kode", "iuran", "periksa"):
        assert sponsor.get(f"{address}/{step}").headers["Location"] == f"{address}/kelahiran"
    for step in ("alamat", "persetujuan", "persetujuan/kode", "iuran", "periksa"):
        answered = sponsor.submit(f"{address}/{step}", TYPED[Step.CONTRIBUTION])
        assert answered.headers["Location"] == f"{address}/kelahiran"


def test_unknown_step_is_not_found(sponsor: Visitor, draft_at: DraftAt) -> None:
    address = draft_at()
    for path in (f"{address}/../rahasia", f"{address}/identitas-lain", f"{address}x/identitas"):
        assert sponsor.get(path).status_code == 404
        assert sponsor.submit(path).status_code == 404


def test_endless_page_numbers_are_harmless(sponsor: Visitor) -> None:
    for number in ("9" * 40, "-1", "abc", "0", "1e9"):
        assert sponsor.get(f"/sponsor/?halaman={number}").status_code == 200


def test_address_names_all_that_is_missing_at_once(sponsor: Visitor, draft_at: DraftAt) -> None:
    answered = sponsor.submit(f"{draft_at(Step.ADDRESS)}/alamat", {})
    assert answered.text.count('class="govuk-error-message"') == 2
