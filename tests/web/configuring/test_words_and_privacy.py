from tests.fixtures.application import VisitAs
from tests.fixtures.client import Visitor
from tests.web.configuring.conftest import Holding, seen_on

WORDS, PRIVACY = "/kelola/pengaturan/sebutan", "/kelola/pengaturan/privasi"


def test_empty_words_show_what_is_usual_here(admin: Visitor) -> None:
    page = admin.get(WORDS).text
    assert 'placeholder="perbekel"' in page
    assert 'placeholder="desa, kelurahan"' in page


def test_own_words_are_used_on_pages(admin: Visitor, visit_as: VisitAs, held: Holding) -> None:
    seen = seen_on(admin.get(WORDS).text)
    admin.submit(WORDS, {"seen": seen, "region_kind": "Kabupaten Adat", "village_words": "desa , nagari"})
    own = held().own_words
    assert (own.region_kind, own.village_words, own.hamlet) == ("Kabupaten Adat", ("desa", "nagari"), None)
    assert "Kabupaten Adat Gianyar" in visit_as("gianyar").get("/").text


def test_word_written_twice_is_told_at_its_field(admin: Visitor) -> None:
    seen = seen_on(admin.get(WORDS).text)
    answered = admin.submit(WORDS, {"seen": seen, "village_words": "desa, desa"})
    assert answered.status_code == 400
    assert 'id="village_words-error"' in answered.text
    assert 'value="desa, desa"' in answered.text


def test_basis_with_citation_is_shown_to_the_public(admin: Visitor, visit_as: VisitAs, held: Holding) -> None:
    seen = seen_on(admin.get(PRIVACY).text)
    typed = {"seen": seen, "enrolment_basis": "public_task", "enrolment_citation": "Keputusan rekaan"}
    admin.submit(
        PRIVACY, {**typed, "notice_id": "Naskah kami.\nBaris kedua.", "notice_ban": "Naskah titiang."}
    )
    basis = held().privacy.enrolment
    assert basis is not None
    assert (basis.basis, basis.citation) == ("public_task", "Keputusan rekaan")
    page = visit_as("gianyar").get("/privasi").text
    assert "tugas pelayanan publik (Keputusan rekaan)" in page
    assert "Baris kedua." in page


def test_basis_that_is_not_offered_is_refused(admin: Visitor, held: Holding) -> None:
    seen = seen_on(admin.get(PRIVACY).text)
    assert admin.submit(PRIVACY, {"seen": seen, "enrolment_basis": "karena"}).status_code == 400
    assert held().privacy.enrolment is None
