"""What an officer asks is answered on the page that first asked it, by a change or by saying why not."""

import io
import re
from collections.abc import Callable
from uuid import UUID

import pytest
from tests.factories.papers import png
from tests.factories.sponsoring import OTHER_NIK, make_sponsor_account
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database
from tests.web.sponsor.conftest import Ask, DraftAt, Reply, error_of, text_of

from sertakan.audit import service as audit
from sertakan.enrolment.model import ConsentState, Enrolment, EnrolmentState
from sertakan.enrolment.repository import enrolments
from sertakan.enrolment.rules.asking import list_askable
from sertakan.notifications import service as notifications
from sertakan.tenancy.document import Form
from sertakan.tenancy.model import InForce, Tenant
from sertakan.web.application import SertakanApp

Look = Callable[[str], Enrolment]
_WHY = "Sudah benar, karena ia sendiri yang menyebutkan."


def _id_of(worker: str) -> UUID:
    return UUID(worker.rsplit("/", 1)[1])


@pytest.fixture
def look(tenant: Tenant, as_tenant: Work) -> Look:
    """Read an enrolment as it stands, given its worker's address."""

    def read(worker: str) -> Enrolment:
        with as_tenant(tenant):
            return enrolments.get_enrolment(tenant.id, _id_of(worker))

    return read


@pytest.mark.parametrize(
    ("field", "shown", "typed", "said"),
    [
        ("full_name", "full_name", {"full_name": "Ni Made Benar"}, "Ni Made Benar"),
        ("birth_place", "birth_place", {"birth_place": "Ubud"}, "Ubud, 17 Mei 1990"),
        (
            "birth_date",
            "birth_date_day",
            {"birth_date_day": "18", "birth_date_month": "5", "birth_date_year": "1990"},
            "Gianyar, 18 Mei 1990",
        ),
        ("sex", "sex", {"sex": "L"}, "Gianyar, 17 Mei 1990"),
        ("occupation", "occupation", {"occupation": "tukang_batu", "carries": "no"}, "Tukang Batu"),
        (
            "address",
            "query",
            {"query": "batubulan", "village_code": "51.04.01.2001", "text": "Jalan Benar 2"},
            "Jalan Benar 2, Batubulan",
        ),
        (
            "workplace",
            "query",
            {"query": "batubulan", "village_code": "51.04.01.2001", "text": "Pasar"},
            "Gianyar",
        ),
        ("workplace", "query", {"same": "y", "text": "Pasar"}, "Gianyar"),
        ("mobile", "mobile", {"mobile": "0813 3456 7890"}, "0813 3456 7890"),
        ("mobile", "mobile", {"mobile": ""}, "tidak ada"),
    ],
)
def test_question_is_answered_on_its_one_field(
    sponsor: Visitor,
    worker: str,
    ask: Ask,
    reply: Reply,
    field: str,
    shown: str,
    typed: dict[str, str],
    said: str,
) -> None:
    ask(worker, field)
    assert f"{worker}/jawab" in sponsor.get("/sponsor/").text
    page = sponsor.get(f"{worker}/jawab")
    assert "Apakah ini benar?" in page.text
    assert f'name="{shown}"' in page.text
    assert 'name="nik"' not in page.text
    assert reply(worker, typed).headers["Location"] == worker
    assert said in text_of(sponsor.get(worker).text)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("full_name", {"full_name": ""}, "Isi nama lengkap"),
        (
            "birth_date",
            {"birth_date_day": "31", "birth_date_month": "2", "birth_date_year": "1990"},
            "kalender",
        ),
        ("address", {"query": "zzz", "text": "x"}, "Tidak ada yang cocok."),
        ("mobile", {"mobile": "12"}, "Nomor HP"),
        ("occupation", {"occupation": "penyihir", "carries": "no"}, "Pilih satu jawaban"),
    ],
)
def test_wrong_answer_leaves_question_open(
    sponsor: Visitor, worker: str, ask: Ask, reply: Reply, field: str, typed: dict[str, str], said: str
) -> None:
    ask(worker, field)
    answered = reply(worker, typed)
    assert answered.status_code == 422
    assert said in error_of(answered.text)
    assert sponsor.get(f"{worker}/jawab").status_code == 200


def test_answer_may_search_a_village(worker: str, ask: Ask, reply: Reply) -> None:
    ask(worker, "address")
    found = reply(worker, {"query": "ubud", "search": "1", "text": "Jalan 1"})
    assert found.status_code == 200
    assert "govuk-error-summary" not in found.text
    assert 'name="village_code"' in found.text


def test_new_phone_is_told_and_its_consent_is_open_again(
    sponsor: Visitor, draft_at: DraftAt, ask: Ask, reply: Reply, tenant: Tenant, as_tenant: Work
) -> None:
    sent = sponsor.submit(f"{draft_at(consent_way='code')}/periksa").headers["Location"]
    worker = sent.removesuffix("/terkirim")
    ask(worker, "mobile")
    reply(worker, {"mobile": "0813 3456 7890"})
    with as_tenant(tenant):
        enrolment = enrolments.get_enrolment(tenant.id, UUID(worker.rsplit("/", 1)[1]))
        told = notifications.list_held(tenant.id)[0]
    assert (told.recipient, enrolment.refusal_code in told.body) == ("+6281334567890", True)
    assert enrolment.consent_state is ConsentState.UNVERIFIED


def test_same_phone_is_not_told_twice(
    sponsor: Visitor, draft_at: DraftAt, ask: Ask, reply: Reply, tenant: Tenant, as_tenant: Work
) -> None:
    sent = sponsor.submit(f"{draft_at(consent_way='code')}/periksa").headers["Location"]
    worker = sent.removesuffix("/terkirim")
    ask(worker, "mobile")
    reply(
        worker,
        {"mobile": "0812 3456 7890", "explanation": "Sudah benar, karena ia sendiri yang menyebutkan."},
    )
    with as_tenant(tenant):
        enrolment = enrolments.get_enrolment(tenant.id, UUID(worker.rsplit("/", 1)[1]))
        assert len(notifications.list_held(tenant.id)) == 1
    assert enrolment.consent_state is ConsentState.GIVEN


def test_new_name_is_found_by_search(worker: str, ask: Ask, reply: Reply, look: Look) -> None:
    ask(worker, "full_name")
    reply(worker, {"full_name": "Ni Made Benar"})
    enrolment = look(worker)
    assert enrolment.worker_name == "Ni Made Benar"
    assert enrolment.open_question is None


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("relation",             {"relation": "household_help"},     "household_help"),
        ("employment",           {"employment": "other_company"},    "other_company"),
        ("construction_project", {"construction_project": "yes"},    True),
        ("construction_project", {"construction_project": "unknown"}, None),
        ("member_elsewhere",     {"member_elsewhere": "yes"},        True),
        ("months",               {"months": "6"},                    6),
        ("bracket",              {"bracket": "3"},                   3),
        ("own_code",             {"own_code": "JMO-REKAAN-1"},       "JMO-REKAAN-1"),
    ],
)  # fmt: skip
def test_relation_and_contribution_can_be_asked(
    worker: str, ask: Ask, reply: Reply, look: Look, field: str, typed: dict[str, str], kept: object
) -> None:
    ask(worker, field)
    assert reply(worker, typed).status_code == 303
    found = look(worker)
    assert (found.state, getattr(found, field)) == (EnrolmentState.SUBMITTED, kept)


@pytest.mark.parametrize("field", list_askable(Form()))
def test_question_shows_its_field_alone(sponsor: Visitor, worker: str, ask: Ask, field: str) -> None:
    ask(worker, field)
    page = sponsor.get(f"{worker}/jawab")
    assert page.status_code == 200
    assert 'name="explanation"' in page.text
    assert ('name="nik"' in page.text) is (field == "nik")
    assert ('name="months"' in page.text) is (field == "months")


def test_optional_field_is_answered(
    app: SertakanApp,
    tenant: Tenant,
    monkeypatch: pytest.MonkeyPatch,
    sponsor: Visitor,
    draft_at: DraftAt,
    staff_client: Visitor,
    ask: Ask,
    reply: Reply,
    look: Look,
) -> None:
    document = app.directory.document_of(tenant, InForce(law=1, house=1))
    shown = document.model_copy(update={"form": Form(mother_name="optional", postcode="optional")})
    monkeypatch.setattr(app.directory, "document_of", lambda *_: shown)
    sent = sponsor.submit(f"{draft_at(optional={'postcode': '80571'})}/periksa").headers["Location"]
    worker = sent.removesuffix("/terkirim")
    assert "Nama ibu kandung" in staff_client.get(f"/kelola/antrean/{_id_of(worker)}/tanya").text
    ask(worker, "mother_name")
    assert reply(worker, {"mother_name": "Ni Rekaan"}).status_code == 303
    assert look(worker).optional == {"postcode": "80571", "mother_name": "Ni Rekaan"}
    assert "Ni Rekaan" in staff_client.get(f"/kelola/antrean/{_id_of(worker)}").text


def test_verdict_follows_an_answer_and_is_left_to_the_officer(
    worker: str, ask: Ask, reply: Reply, look: Look
) -> None:
    ask(worker, "construction_project")
    reply(worker, {"construction_project": "yes"})
    found = look(worker)
    assert found.state is EnrolmentState.SUBMITTED
    assert found.decision["verdict"] == "no"
    assert "not_eligible" in found.hints


def test_price_follows_an_answer_and_is_told(
    sponsor: Visitor, worker: str, ask: Ask, reply: Reply, look: Look
) -> None:
    before = look(worker)
    ask(worker, "months")
    reply(worker, {"months": "1"})
    found = look(worker)
    assert (before.total, found.total, len(found.decision["prices"])) == (33_600, 8_400, 1)
    assert "Jumlah iurannya sekarang Rp8.400." in text_of(sponsor.get(worker).text)


def test_number_can_be_put_right(
    worker: str, ask: Ask, reply: Reply, look: Look, tenant: Tenant, as_tenant: Work
) -> None:
    ask(worker, "nik")
    answered = reply(worker, {"nik": OTHER_NIK})
    assert answered.status_code == 303
    found = look(worker)
    with as_tenant(tenant):
        assert enrolments.get_nik(tenant.id, found.worker_id) == OTHER_NIK
    assert "nik_differs" in found.hints
    assert found.consent_state is ConsentState.UNVERIFIED


@pytest.mark.parametrize(
    ("nik", "said"),
    [("5104031204850001", "Ruang contoh hanya menerima NIK rekaan"), ("12", "NIK terdiri dari 16 angka.")],
)
def test_wrong_number_leaves_question_open(
    worker: str, ask: Ask, reply: Reply, look: Look, nik: str, said: str
) -> None:
    ask(worker, "nik")
    answered = reply(worker, {"nik": nik})
    assert answered.status_code == 422
    assert said in error_of(answered.text)
    assert look(worker).state is EnrolmentState.RETURNED


def test_number_of_somebody_enrolled_is_refused(
    sponsor: Visitor, draft_at: DraftAt, worker: str, ask: Ask, reply: Reply
) -> None:
    # The same person as the worker's name and birth date say, enrolled a second time under the right number.
    sponsor.submit(f"{draft_at(nik=OTHER_NIK)}/periksa")
    ask(worker, "nik")
    answered = reply(worker, {"nik": OTHER_NIK})
    assert answered.status_code == 422
    assert "sudah terlindungi sampai bulan Januari 2027" in error_of(answered.text)


def test_consent_can_be_shown_later(worker: str, ask: Ask, reply: Reply, look: Look) -> None:
    ask(worker, "consent")
    without = reply(worker, {"consent_way": "paper"})
    assert without.status_code == 422
    paper = (io.BytesIO(png()), "kertas.png")
    assert reply(worker, {"consent_way": "paper", "proof": paper}).status_code == 303
    found = look(worker)
    assert (found.consent_state, found.consent_proof is not None) == (ConsentState.GIVEN, True)


def test_unchanged_answer_asks_for_a_reason(worker: str, ask: Ask, reply: Reply, look: Look) -> None:
    ask(worker, "birth_place")
    answered = reply(worker, {"birth_place": "Gianyar"})
    assert answered.status_code == 422
    assert "Tidak ada yang berubah" in error_of(answered.text)
    assert look(worker).state is EnrolmentState.RETURNED


def test_reason_is_read_by_the_officer(
    worker: str, ask: Ask, reply: Reply, look: Look, staff_client: Visitor, tenant: Tenant, as_tenant: Work
) -> None:
    ask(worker, "birth_place")
    assert reply(worker, {"birth_place": "Gianyar", "explanation": _WHY}).status_code == 303
    found = look(worker)
    assert found.state is EnrolmentState.SUBMITTED
    assert found.questions[0].explanation == _WHY
    page = text_of(staff_client.get(f"/kelola/antrean/{found.id}").text)
    assert page.count(f"Penjelasan sponsor: {_WHY}") == 2
    assert "dijawab tanpa perubahan: Tempat lahir." in page
    with as_tenant(tenant):
        assert all(_WHY not in record.payload for record in audit.history_of(tenant.id, found.id))


def test_reason_is_kept_sealed(worker: str, ask: Ask, reply: Reply, database: Database) -> None:
    ask(worker, "birth_place")
    reply(worker, {"birth_place": "Gianyar", "explanation": _WHY})
    with database.as_superuser() as connection:
        (row,) = connection.execute("SELECT explanation_sealed FROM enrolment_question").fetchall()
    assert row[0]
    assert _WHY.encode() not in row[0]


def test_second_press_changes_nothing(
    sponsor: Visitor, worker: str, ask: Ask, reply: Reply, look: Look
) -> None:
    ask(worker, "birth_place")
    page = sponsor.get(f"{worker}/jawab").text
    question = re.findall(r'name="question" value="([^"]+)"', page)[0]
    for place in ("Ubud", "Tabanan"):
        pressed = sponsor.submit(f"{worker}/jawab", {"question": question, "birth_place": place})
        assert pressed.headers["Location"] == worker
    assert look(worker).birth_place == "Ubud"
    assert "Jawaban yang pertama kami pakai." in sponsor.get(worker).text


def test_old_page_answers_no_newer_question(
    sponsor: Visitor, worker: str, ask: Ask, reply: Reply, look: Look
) -> None:
    ask(worker, "birth_place")
    old = re.findall(r'name="question" value="([^"]+)"', sponsor.get(f"{worker}/jawab").text)[0]
    reply(worker, {"birth_place": "Ubud"})
    ask(worker, "mobile")
    pressed = sponsor.submit(f"{worker}/jawab", {"question": old, "birth_place": "Tabanan"})
    assert pressed.status_code == 303
    assert look(worker).mobile == "+6281234567890"
    assert look(worker).open_question is not None


def test_strangers_question_is_not_there(
    visit_as: VisitAs, tenant: Tenant, as_tenant: Work, worker: str, ask: Ask
) -> None:
    ask(worker, "relation")
    with as_tenant(tenant):
        other = make_sponsor_account(tenant.id, name="Ni Wayan Lain")
    stranger = visit_as(tenant).sign_in(tenant, other.account_id)
    assert stranger.get(f"{worker}/jawab").status_code == 404
    assert stranger.submit(f"{worker}/jawab", {"relation": "family"}).status_code == 404
