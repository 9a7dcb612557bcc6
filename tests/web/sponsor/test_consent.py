"""The worker's consent: by code, on paper, in person, and everything that can be sent instead."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from tests.factories.papers import PDF, jpeg, png
from tests.factories.sponsoring import NIK, OTHER_NIK, TYPED
from tests.fixtures.client import Visitor
from tests.web.sponsor.conftest import DraftAt, error_of

from sertakan.enrolment.model import DraftAnswers, Step
from sertakan.kernel.clock import FixedClock

Kept = Callable[[str], DraftAnswers]
_NINE_MEGABYTES = 9 * 1024 * 1024


def _send(sponsor: Visitor, address: str, content: bytes, name: str = "kertas.jpg"):  # type: ignore[no-untyped-def]
    fields = {"consent_way": "paper", "proof": (BytesIO(content), name)}
    answered = sponsor.submit(f"{address}/persetujuan", fields)
    answered.request.environ["wsgi.input"].close()  # the client's own copy of a large file
    return answered


def _code_for(sponsor: Visitor, address: str) -> str:
    asked = sponsor.submit(f"{address}/persetujuan", {"consent_way": "code"})
    assert asked.headers["Location"] == f"{address}/persetujuan/kode"
    found = re.search(r"kode (\d{6})", sponsor.get("/kotak-keluar").text)
    assert found
    return found[1]


def _other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_code_from_phone_proves_consent(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(Step.CONSENT)
    code = _code_for(sponsor, address)
    typed = {"consent_code": f"{code[:3]} {code[3:]}"}
    answered = sponsor.submit(f"{address}/persetujuan/kode", typed)
    assert answered.headers["Location"] == f"{address}/iuran"
    assert kept(address).consent_way == "code"
    again = sponsor.submit(f"{address}/persetujuan/kode", typed)
    assert again.headers["Location"] == f"{address}/iuran"


def test_wrong_code_is_counted_and_ends(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(Step.CONSENT)
    code = _code_for(sponsor, address)
    for _ in range(5):
        answered = sponsor.submit(f"{address}/persetujuan/kode", {"consent_code": _other_than(code)})
        assert "Kode ini tidak cocok." in error_of(answered.text)
    answered = sponsor.submit(f"{address}/persetujuan/kode", {"consent_code": code})
    assert answered.status_code == 422
    assert "Minta kode baru." in error_of(answered.text)
    assert kept(address).consent_at is None


def test_code_grows_old(sponsor: Visitor, draft_at: DraftAt, clock: FixedClock) -> None:
    address = draft_at(Step.CONSENT)
    code = _code_for(sponsor, address)
    clock.moment += timedelta(minutes=16)
    answered = sponsor.submit(f"{address}/persetujuan/kode", {"consent_code": code})
    assert "Minta kode baru." in error_of(answered.text)


@pytest.mark.parametrize("typed", ["", "   ", "abc", "１２３", "12345"])
def test_no_code_is_explained(sponsor: Visitor, draft_at: DraftAt, typed: str) -> None:
    address = draft_at(Step.CONSENT)
    _code_for(sponsor, address)
    answered = sponsor.submit(f"{address}/persetujuan/kode", {"consent_code": typed})
    assert answered.status_code == 422
    assert "Isi enam angka yang diterima pekerja." in error_of(answered.text)


def test_codes_to_one_phone_are_rationed(sponsor: Visitor, draft_at: DraftAt, clock: FixedClock) -> None:
    address = draft_at(Step.CONSENT)
    for _ in range(5):
        assert sponsor.submit(f"{address}/persetujuan", {"consent_way": "code"}).status_code == 303
        clock.moment += timedelta(seconds=31)
    refused = sponsor.submit(f"{address}/persetujuan", {"consent_way": "code"})
    assert refused.status_code == 422
    assert "Sudah beberapa kode dikirim" in error_of(refused.text)


def test_second_press_sends_no_second_code(sponsor: Visitor, draft_at: DraftAt, clock: FixedClock) -> None:
    address = draft_at(Step.CONSENT)
    code = _code_for(sponsor, address)
    sponsor.submit(f"{address}/persetujuan", {"consent_way": "code"})
    answered = sponsor.submit(f"{address}/persetujuan/kode", {"consent_code": code})
    assert answered.headers["Location"] == f"{address}/iuran"


def test_changed_consent_leads_back_to_check(sponsor: Visitor, draft_at: DraftAt, clock: FixedClock) -> None:
    address = draft_at()
    changed = f"{address}/persetujuan?ubah=1"
    assert f'href="{address}/periksa" class="govuk-back-link"' in sponsor.get(changed).text
    assert sponsor.submit(changed, {"consent_way": "present"}).headers["Location"] == f"{address}/periksa"
    sent = sponsor.submit(changed, {"consent_way": "code"}).headers["Location"]
    assert sent == f"{address}/persetujuan/kode?ubah=1"
    found = re.findall(r"\b[0-9]{6}\b", sponsor.get("/kotak-keluar").text)
    assert sponsor.submit(sent, {"consent_code": found[0]}).headers["Location"] == f"{address}/periksa"


def test_code_needs_a_phone(sponsor: Visitor, draft_at: DraftAt) -> None:
    address = draft_at(Step.CONSENT, mobile=None)
    assert sponsor.submit(f"{address}/persetujuan", {"consent_way": "code"}).status_code == 422
    assert sponsor.get(f"{address}/persetujuan/kode").headers["Location"] == f"{address}/persetujuan"
    answered = sponsor.submit(f"{address}/persetujuan/kode", {"consent_code": "123456"})
    assert answered.headers["Location"] == f"{address}/persetujuan"


def test_other_phone_asks_for_consent_again(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(consent_way="code")
    changed = sponsor.submit(f"{address}/kontak?ubah=1", {"mobile": "0813 3456 7890"})
    assert changed.headers["Location"] == f"{address}/persetujuan"
    assert kept(address).consent_at is None


@pytest.mark.parametrize("content", [PDF, jpeg(), png()])
def test_paper_is_kept_with_its_proof(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, content: bytes
) -> None:
    address = draft_at(Step.CONSENT)
    assert _send(sponsor, address, content).headers["Location"] == f"{address}/iuran"
    assert kept(address).consent_proof is not None
    again = sponsor.submit(f"{address}/persetujuan", {"consent_way": "paper"})
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Pilih berkasnya terlebih dahulu."),
        (b"bukan gambar", "Kirim foto JPEG atau PNG, atau berkas PDF."),
        (b"<svg onload=alert(1)>", "Kirim foto JPEG atau PNG, atau berkas PDF."),
        (jpeg(width=50_000), "Gambar ini terlalu besar ukurannya."),
        (jpeg() + bytes(_NINE_MEGABYTES), "Kirim foto paling besar 8 MB."),
    ],
)
def test_what_is_no_paper_is_refused(
    sponsor: Visitor, draft_at: DraftAt, kept: Kept, content: bytes, said: str
) -> None:
    address = draft_at(Step.CONSENT)
    answered = _send(sponsor, address, content)
    assert answered.status_code == 422
    assert said in error_of(answered.text)
    assert 'href="#proof"' in answered.text
    assert 'value="paper" checked' in answered.text
    assert kept(address).consent_at is None


def test_upload_beyond_all_bounds_has_its_page(sponsor: Visitor, draft_at: DraftAt) -> None:
    answered = _send(sponsor, draft_at(Step.CONSENT), bytes(30 * 1024 * 1024))
    assert answered.status_code == 413
    assert "Berkas terlalu besar" in answered.text


def test_own_word_stays_unverified(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(Step.CONSENT)
    assert sponsor.submit(f"{address}/persetujuan", TYPED[Step.CONSENT]).status_code == 303
    sent = sponsor.submit(f"{draft_at()}/periksa").headers["Location"]
    assert "Belum dipastikan" in sponsor.get(sent.removesuffix("/terkirim")).text


def test_consent_of_one_is_not_another_ones(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(Step.CHECK)
    changed = sponsor.submit(f"{address}/identitas?ubah=1", {"nik": OTHER_NIK, "full_name": "I Wayan Contoh"})
    assert changed.headers["Location"] == f"{address}/persetujuan"
    assert (kept(address).consent_way, kept(address).consent_at) == (None, None)


def test_mended_name_keeps_the_consent(sponsor: Visitor, draft_at: DraftAt, kept: Kept) -> None:
    address = draft_at(Step.CHECK)
    sponsor.submit(f"{address}/identitas?ubah=1", {"nik": NIK, "full_name": "Ni Made Contoh Dewi"})
    assert kept(address).consent_way == "present"
