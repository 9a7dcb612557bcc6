"""What a regency asks in its own words: answered in Balinese, kept, sent, shown, asked again."""

import csv
import io
from collections.abc import Callable
from uuid import UUID

import pytest
from tests.factories.identity import make_staff
from tests.factories.oversight import application_as
from tests.factories.own_questions import publish_questions, question
from tests.factories.papers import png
from tests.factories.sponsoring import make_sponsor_account
from tests.fixtures.application import Count, VisitAs, Work
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database
from tests.web.sponsor.conftest import Ask, DraftAt, Reply, error_of, text_of

from sertakan.cli.working import load_tasks
from sertakan.enrolment.model import DraftAnswers, Step
from sertakan.identity.model import Role
from sertakan.kernel.refusal import NotFound
from sertakan.persistence.files import read_file
from sertakan.persistence.queue import run_worker
from sertakan.tenancy.document import OwnQuestion
from sertakan.tenancy.document.part import Label
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

Publish = Callable[..., None]
Kept = Callable[[str], DraftAnswers]
GROUP = question(
    is_required=True, error=Label(id="Tulis nama kelompoknya.", ban="Surat wastan kelompoknyané.")
)
DONE = {"own_done": True, "own": {"nama_kelompok": ["Tani Makmur"]}}


@pytest.fixture
def publish(app: SertakanApp, tenant: Tenant, as_tenant: Work) -> Publish:
    def put_in_force(*questions: OwnQuestion, number: int = 2) -> None:
        with as_tenant(tenant):
            publish_questions(tenant.id, *questions, number=number)
        app.directory.refresh()

    return put_in_force


def test_page_follows_the_contact_page_and_counts(
    publish: Publish, sponsor: Visitor, draft_at: DraftAt
) -> None:
    publish(GROUP)
    address = draft_at(Step.CONTACT)

    answered = sponsor.submit(f"{address}/kontak", {"mobile": ""})
    assert answered.headers["Location"] == f"{address}/pertanyaan"
    page = text_of(sponsor.get(f"{address}/pertanyaan").text)
    assert "Langkah 8 dari 11" in page
    assert "Pertanyaan dari Kabupaten Gianyar" in page
    assert sponsor.get(f"{address}/persetujuan").headers["Location"] == f"{address}/pertanyaan"


def test_page_is_skipped_by_those_who_are_not_asked(
    publish: Publish, sponsor: Visitor, draft_at: DraftAt
) -> None:
    publish(question(is_required=True, only_categories=("pns",)))
    address = draft_at(Step.CONTACT)

    assert sponsor.submit(f"{address}/kontak", {"mobile": ""}).headers["Location"] == f"{address}/persetujuan"
    assert sponsor.get(f"{address}/pertanyaan").status_code == 303
    assert "Langkah 8 dari 10" in text_of(sponsor.get(f"{address}/persetujuan").text)


def test_missing_answer_is_told_in_the_regencys_own_balinese(
    publish: Publish, sponsor: Visitor, draft_at: DraftAt, kept: Kept
) -> None:
    publish(GROUP)
    sponsor.set_cookie("bahasa", "ban", domain="gianyar.localhost")
    address = draft_at(Step.QUESTIONS)

    refused = sponsor.submit(f"{address}/pertanyaan", {"own_nama_kelompok": " "})
    assert refused.status_code == 422
    assert "Surat wastan kelompoknyané." in error_of(refused.text)
    assert "Wastan kelompok" in refused.text

    answered = sponsor.submit(f"{address}/pertanyaan", {"own_nama_kelompok": "Tani  Makmur"})
    assert answered.headers["Location"] == f"{address}/persetujuan"
    assert kept(address).own == {"nama_kelompok": ["Tani Makmur"]}
    assert 'value="Tani Makmur"' in sponsor.get(f"{address}/pertanyaan").text


def test_every_kind_is_painted_kept_and_shown_again(
    publish: Publish, sponsor: Visitor, draft_at: DraftAt, kept: Kept
) -> None:
    kinds = ("short", "long", "number", "date", "one_of", "several_of")
    publish(*(question(kind, kind) for kind in kinds))
    address = draft_at(Step.QUESTIONS)
    typed = {
        "own_short": "satu",
        "own_long": "dua\r\ntiga",
        "own_number": "1.500",
        "own_date_day": "1",
        "own_date_month": "2",
        "own_date_year": "2020",
        "own_one_of": "tidak",
        "own_several_of": ["ya", "lain"],
    }

    assert sponsor.submit(f"{address}/pertanyaan", typed).status_code == 303
    assert kept(address).own == {
        "short": ["satu"], "long": ["dua\ntiga"], "number": ["1500"], "date": ["2020-02-01"],
        "one_of": ["tidak"], "several_of": ["ya", "lain"],
    }  # fmt: skip
    again = sponsor.get(f"{address}/pertanyaan").text
    assert again.count(" checked") == 3
    assert 'value="2020"' in again
    for name, wrong in (("own_number", "banyak"), ("own_date_day", "40"), ("own_one_of", "entah")):
        assert sponsor.submit(f"{address}/pertanyaan", {**typed, name: wrong}).status_code == 422


class TestFile:
    PHOTO = question("foto", "file", is_required=True)

    def _send(self, sponsor: Visitor, address: str, content: bytes) -> int:
        return sponsor.submit(
            f"{address}/pertanyaan", {"own_foto": (io.BytesIO(content), "a.png")}
        ).status_code

    def test_only_a_true_picture_is_taken_and_kept_when_nothing_new_is_sent(
        self, publish: Publish, sponsor: Visitor, draft_at: DraftAt, kept: Kept
    ) -> None:
        publish(self.PHOTO)
        address = draft_at(Step.QUESTIONS)

        assert self._send(sponsor, address, b"") == 422
        assert self._send(sponsor, address, b"<svg onload='x'/>") == 422
        assert self._send(sponsor, address, png()) == 303
        first = kept(address).own_files["foto"]
        assert sponsor.submit(f"{address}/pertanyaan").status_code == 303
        assert kept(address).own_files == {"foto": first}
        typed = {"own_foto": str(UUID(int=9))}
        assert sponsor.submit(f"{address}/pertanyaan", typed).status_code == 303
        assert kept(address).own_files == {"foto": first}

    def test_file_goes_with_its_draft_and_never_to_others(
        self, publish: Publish, sponsor: Visitor, draft_at: DraftAt, kept: Kept, database: Database,
        tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work,
    ) -> None:  # fmt: skip
        publish(self.PHOTO)
        address = draft_at(Step.QUESTIONS)
        self._send(sponsor, address, png())
        file_id = kept(address).own_files["foto"]
        with as_tenant(quiet_tenant), pytest.raises(NotFound):
            read_file(quiet_tenant.id, UUID(file_id))

        sponsor.submit(f"{address}/hapus")
        with database.as_superuser() as connection:
            jobs = connection.execute(
                "SELECT args FROM jobs.procrastinate_jobs WHERE task_name = 'enrolment.forget_file'"
            ).fetchall()
        assert [job[0] for job in jobs] == [{"tenant_id": tenant.id, "file_id": file_id}]

    def test_officer_takes_it_away_and_that_is_recorded(
        self, publish: Publish, sponsor: Visitor, draft_at: DraftAt, kept: Kept, staff_client: Visitor
    ) -> None:
        publish(self.PHOTO)
        address = draft_at(Step.CHECK)
        self._send(sponsor, address, png())
        sent = sponsor.submit(f"{address}/periksa").headers["Location"]
        case = f"/kelola/antrean/{sent.split('/')[3]}"

        assert "Unduh: Nama kelompok" in staff_client.get(case).text
        taken = staff_client.submit(f"{case}/jawaban/foto")
        assert taken.data == png()
        assert "attachment" in taken.headers["Content-Disposition"]
        assert "Berkas jawaban" in staff_client.get(case).text
        assert staff_client.submit(f"{case}/jawaban/lain").status_code == 404


class TestSent:
    def test_answer_is_checked_sent_sealed_and_shown_to_everybody_concerned(
        self, publish: Publish, sponsor: Visitor, draft_at: DraftAt, staff_client: Visitor, database: Database
    ) -> None:
        publish(GROUP)
        address = draft_at(Step.CHECK, **DONE)
        assert "Tani Makmur" in sponsor.get(f"{address}/periksa").text

        worker = sponsor.submit(f"{address}/periksa").headers["Location"].removesuffix("/terkirim")
        for page in ("", "/bukti"):
            assert "Tani Makmur" in sponsor.get(f"{worker}{page}").text
        assert "juga menyimpan: Nama kelompok" in text_of(sponsor.get(f"{worker}/slip").text)
        assert "Tani Makmur" in staff_client.get(f"/kelola/antrean/{worker.split('/')[3]}").text
        rows = list(csv.reader(io.StringIO(staff_client.submit("/kelola/antrean/unduh.csv").text)))
        assert (rows[0][-1], rows[1][-1]) == ("Nama kelompok", "Tani Makmur")
        with database.as_superuser() as connection:
            row = connection.execute("SELECT own_answers_sealed FROM enrolment").fetchone()
        assert row
        assert b"Makmur" not in row[0]

    def test_answer_outlives_its_question(
        self, publish: Publish, sponsor: Visitor, draft_at: DraftAt, staff_client: Visitor
    ) -> None:
        publish(GROUP)
        sent = sponsor.submit(f"{draft_at(Step.CHECK, **DONE)}/periksa").headers["Location"]
        publish(number=3)

        page = text_of(staff_client.get(f"/kelola/antrean/{sent.split('/')[3]}").text)
        assert "Nama kelompok Tani Makmur" in page
        assert "Nama kelompok" in staff_client.submit("/kelola/antrean/unduh.csv").text


class TestLawThatBegan:
    def test_new_question_is_asked_before_sending(
        self, publish: Publish, sponsor: Visitor, draft_at: DraftAt
    ) -> None:
        address = draft_at(Step.CHECK)
        publish(GROUP)

        assert sponsor.submit(f"{address}/periksa").headers["Location"] == f"{address}/pertanyaan"
        assert "berubah sejak Anda mulai" in sponsor.get(f"{address}/pertanyaan").text

    def test_answer_to_a_vanished_question_is_dropped_with_a_word(
        self, publish: Publish, sponsor: Visitor, draft_at: DraftAt, staff_client: Visitor
    ) -> None:
        publish(question("lain"))
        address = draft_at(Step.CHECK, **DONE)

        assert "1 jawaban Anda sebelumnya tidak lagi ditanyakan" in sponsor.get(f"{address}/periksa").text
        sent = sponsor.submit(f"{address}/periksa")
        assert sent.status_code == 303
        assert "Tani Makmur" not in sponsor.get(sent.headers["Location"].removesuffix("/terkirim")).text


class TestAskedAgain:
    def test_officer_asks_and_sponsor_answers(
        self,
        publish: Publish,
        sponsor: Visitor,
        draft_at: DraftAt,
        ask: Ask,
        reply: Reply,
        staff_client: Visitor,
    ) -> None:
        publish(GROUP, question("lain"))
        sent = sponsor.submit(f"{draft_at(Step.CHECK, **DONE)}/periksa").headers["Location"]
        worker = sent.removesuffix("/terkirim")
        case = f"/kelola/antrean/{worker.split('/')[3]}"
        assert 'value="own.nama_kelompok"' in staff_client.get(f"{case}/tanya").text
        ask(worker, "own.nama_kelompok")

        page = sponsor.get(f"{worker}/jawab").text
        assert 'name="own_nama_kelompok"' in page
        assert 'name="own_lain"' not in page
        assert reply(worker, {"own_nama_kelompok": "Tani Makmur"}).status_code == 422
        assert reply(worker, {"own_nama_kelompok": "Tani Jaya"}).status_code == 303
        assert "Tani Jaya" in sponsor.get(worker).text
        assert "dijawab: Nama kelompok" in text_of(staff_client.get(case).text)

    def test_question_that_vanished_is_answered_by_a_word(
        self, publish: Publish, sponsor: Visitor, draft_at: DraftAt, ask: Ask, reply: Reply
    ) -> None:
        publish(GROUP)
        sent = sponsor.submit(f"{draft_at(Step.CHECK, **DONE)}/periksa").headers["Location"]
        worker = sent.removesuffix("/terkirim")
        ask(worker, "own.nama_kelompok")
        publish(number=3)

        assert reply(worker, {"explanation": "Sudah benar begitu."}).status_code == 303
        assert "Tani Makmur" in sponsor.get(worker).text


def test_privacy_and_consent_name_what_is_asked(
    publish: Publish, sponsor: Visitor, draft_at: DraftAt
) -> None:
    assert "Yang ditanyakan" not in sponsor.get("/privasi").text
    publish(GROUP)
    assert "Yang ditanyakan Kabupaten Gianyar sendiri: Nama kelompok." in sponsor.get("/privasi").text
    address = draft_at(Step.CONSENT, **DONE)
    assert "juga menanyakan dan menyimpan: Nama kelompok." in sponsor.get(f"{address}/persetujuan").text


def test_questions_cost_no_query_of_their_own(
    publish: Publish, sponsor: Visitor, draft_at: DraftAt, count_queries: Count
) -> None:
    address = draft_at(Step.CONSENT, **DONE)
    sponsor.get(f"{address}/kontak")
    with count_queries() as before:
        sponsor.get(f"{address}/kontak")
    publish(GROUP)
    sponsor.get(f"{address}/kontak")
    with count_queries() as after:
        sponsor.get(f"{address}/kontak")
    assert len(after.statements) == len(before.statements)


def test_other_sponsors_and_regencies_stay_outside(
    publish: Publish,
    draft_at: DraftAt,
    visit_as: VisitAs,
    tenant: Tenant,
    quiet_tenant: Tenant,
    as_tenant: Work,
) -> None:
    publish(GROUP)
    address = draft_at(Step.QUESTIONS)
    with as_tenant(tenant):
        stranger = make_sponsor_account(tenant.id, "Orang Lain").account_id
    with as_tenant(quiet_tenant):
        officer = make_staff(quiet_tenant.id, Role.ADMIN)
    assert visit_as(tenant).sign_in(tenant, stranger).get(f"{address}/pertanyaan").status_code == 404
    foreign = visit_as(quiet_tenant).sign_in(quiet_tenant, officer)
    path = f"/kelola/antrean/{UUID(int=5)}/jawaban/foto"
    assert foreign.submit(path).status_code == 404


def test_worker_forgets_files_that_answer_nothing(
    publish: Publish, sponsor: Visitor, draft_at: DraftAt, database: Database
) -> None:
    publish(TestFile.PHOTO)
    address = draft_at(Step.QUESTIONS)
    sponsor.submit(f"{address}/pertanyaan", {"own_foto": (io.BytesIO(png()), "a.png")})
    sponsor.submit(f"{address}/hapus")
    load_tasks()
    with application_as(database, database.addresses.worker) as worker:
        run_worker(worker, database.addresses.worker, until_idle=True)

    with database.as_superuser() as connection:
        assert connection.execute("SELECT id FROM stored_file").fetchall() == []
