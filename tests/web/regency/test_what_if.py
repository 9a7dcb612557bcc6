"""The pages on what a draft would change, on other regencies' law, and on decisions to look at again."""

import io
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import python_calamine
from tests.factories.configuration import (
    make_law_draft,
    make_law_section,
    make_retrospective_case,
    make_what_if_run,
)
from tests.factories.enrolment import make_enrolment, make_sponsor, make_worker
from tests.factories.identity import make_staff
from tests.factories.noise import MARK
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.web.public.test_home import text_of

from sertakan.configuration.repository import what_if as stored
from sertakan.configuration.service import what_if
from sertakan.identity.model import Role
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy.document import HousePart, RegencyDocument
from sertakan.tenancy.model import SpaceState, Tenant
from sertakan.web.application import SertakanApp

SETTINGS = "/kelola/pengaturan"
PAGE = f"{SETTINGS}/dampak"


@pytest.fixture
def law_draft(tenant: Tenant, as_tenant: Work) -> UUID:
    with as_tenant(tenant):
        account = make_staff(tenant.id)
        draft = make_law_draft(tenant.id, account)
        make_law_section(tenant.id, draft, account, relations_allowed=["family"], default_bracket=2)
        return draft


def run_of(tenant: Tenant, as_tenant: Work) -> Any:
    with as_tenant(tenant):
        return stored.find_newest_run(tenant.id)


@pytest.fixture
def counted(tenant: Tenant, as_tenant: Work, officer: Any, law_draft: UUID, clock: FixedClock) -> UUID:
    """One enrolment, whose worker's name looks like a formula, counted under the draft."""
    with as_tenant(tenant):
        worker = make_worker(tenant.id, name="=1+1")
        make_enrolment(tenant.id, make_sponsor(tenant.id), worker, worker_name="=1+1", relation="other")
    officer(Role.LEGAL).submit(PAGE)
    run = run_of(tenant, as_tenant)
    with as_tenant(tenant):
        what_if.count(tenant.id, run.id, clock.now())
    return UUID(str(run.id))


class TestShow:
    def test_without_a_draft_the_page_says_what_to_do(self, officer: Any) -> None:
        assert "Belum ada draf" in officer(Role.LEGAL).get(PAGE).text

    def test_asked_count_is_watched_and_may_be_left(
        self, officer: Any, law_draft: UUID, clock: FixedClock
    ) -> None:
        legal = officer(Role.LEGAL)
        assert legal.submit(PAGE).location == PAGE
        page = legal.get(PAGE).text
        assert 'hx-trigger="every 2s"' in page
        assert "Anda boleh meninggalkan halaman ini" in page

    def test_count_that_takes_too_long_may_be_asked_for_again(
        self, officer: Any, tenant: Tenant, as_tenant: Work, law_draft: UUID
    ) -> None:
        with as_tenant(tenant):
            make_what_if_run(tenant.id, make_staff(tenant.id))
        page = officer(Role.LEGAL).get(PAGE).text
        assert "lebih lama dari biasanya" in page
        assert "every 2s" not in page
        assert "Hitung dampaknya" in page

    def test_result_names_numerator_and_denominator(self, officer: Any, counted: UUID) -> None:
        text = text_of(officer(Role.LEGAL).get(PAGE).text)
        assert "Pendaftaran yang menunggu keputusan 1 dari 1" in text
        assert "Pendaftaran yang sudah disetujui 0 dari 0" in text
        assert "Hasil di bawah sudah lama" not in text

    def test_changed_draft_makes_the_result_old(
        self, officer: Any, tenant: Tenant, as_tenant: Work, counted: UUID, law_draft: UUID
    ) -> None:
        with as_tenant(tenant):
            make_law_section(tenant.id, law_draft, make_staff(tenant.id), "form", phone="required")
        assert "Hasil di bawah sudah lama" in officer(Role.LEGAL).get(PAGE).text

    def test_draft_with_faults_is_told_instead_of_counted(
        self, officer: Any, tenant: Tenant, as_tenant: Work
    ) -> None:
        with as_tenant(tenant):
            account = make_staff(tenant.id)
            draft = make_law_draft(tenant.id, account)
            make_law_section(tenant.id, draft, account, minimum_age=50, maximum_age=40)
        legal = officer(Role.LEGAL)
        legal.submit(PAGE)
        assert "masih ada 1 isian yang belum benar" in legal.get(PAGE).text

    def test_auditor_reads_and_does_not_ask(self, officer: Any, law_draft: UUID) -> None:
        auditor = officer(Role.AUDITOR)
        assert "Hitung dampaknya" not in auditor.get(PAGE).text
        assert auditor.submit(PAGE).status_code == 403


class TestDownload:
    def test_list_holds_masked_numbers_and_no_formula(
        self, staff_client: Visitor, counted: UUID, clock: FixedClock
    ) -> None:
        answer = staff_client.submit(f"{PAGE}/{counted}/1/unduh.xlsx")
        assert answer.headers["Content-Disposition"].startswith(
            'attachment; filename="dampak-gianyar-2026-11-22'
        )
        rows = python_calamine.load_workbook(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
        head, line = rows
        assert (head[2], line[2]) == ("Nama pekerja", "=1+1")
        assert line[3] == "5104••••••••0000"
        assert line[10] == line[9] - line[8]

    @pytest.mark.parametrize(("role", "status"), [(Role.LEGAL, 403), (Role.TREASURER, 200)])
    def test_names_are_for_those_who_may_export(
        self, officer: Any, counted: UUID, role: Role, status: int
    ) -> None:
        assert officer(role).submit(f"{PAGE}/{counted}/1/unduh.xlsx").status_code == status

    def test_who_reaches_one_village_does_not_get_everybody(self, officer: Any, counted: UUID) -> None:
        near = officer(Role.VERIFIER, village="51.04.01.2001")
        assert near.submit(f"{PAGE}/{counted}/1/unduh.xlsx").status_code == 403

    def test_part_that_is_not_there_is_not_found(self, staff_client: Visitor, counted: UUID) -> None:
        assert staff_client.submit(f"{PAGE}/{counted}/2/unduh.xlsx").status_code == 404


class TestDifferences:
    def test_draft_is_told_beside_the_published_law(self, officer: Any, law_draft: UUID) -> None:
        text = text_of(officer(Role.LEGAL).get(f"{SETTINGS}/perubahan").text)
        assert "2 perubahan" in text
        assert "Golongan iuran Sebelumnya: Golongan 1" in text

    def test_other_regencys_law_is_told(self, officer: Any, other_tenant: Tenant) -> None:
        page = officer(Role.LEGAL).get(f"{SETTINGS}/banding-daerah?daerah=kendal")
        assert "Nomor peraturan Kabupaten Kendal: 29 Kabupaten Gianyar: 33" in text_of(page.text)
        assert MARK not in page.text

    @pytest.mark.parametrize("slug", ["tiada", "gianyar", "../kendal"])
    def test_unknown_or_own_regency_is_not_found(self, officer: Any, slug: str) -> None:
        assert officer(Role.LEGAL).get(f"{SETTINGS}/banding-daerah?daerah={slug}").status_code == 404

    @pytest.mark.parametrize("state", [SpaceState.DRAFT, SpaceState.SUSPENDED])
    def test_regency_that_is_not_open_is_not_offered(
        self, app: SertakanApp, officer: Any, database: Any, state: SpaceState
    ) -> None:
        with database.as_superuser() as connection:
            connection.execute("UPDATE tenant SET state = %s WHERE slug = 'kendal'", [state])
            connection.execute("UPDATE directory_version SET version = version + 1")
        app.directory.refresh()
        legal = officer(Role.LEGAL)
        assert "Kabupaten Kendal" not in legal.get(f"{SETTINGS}/banding-daerah").text
        assert legal.get(f"{SETTINGS}/banding-daerah?daerah=kendal").status_code == 404

    def test_nothing_but_the_law_leaves_a_regency(
        self, app: SertakanApp, tenant: Tenant, clock: FixedClock
    ) -> None:
        left = app.directory.published_law("gianyar", clock.now())
        held = app.directory.document_of(tenant, app.directory.revisions_of(tenant, date(2026, 11, 22)))
        assert left is not None
        for name in set(HousePart.model_fields) - {"branding", "messages"}:
            assert getattr(left, name) == RegencyDocument.model_fields[name].get_default(), name
        assert held.contacts.office not in left.model_dump_json()
        assert held.messages.signature != left.messages.signature


class TestRetrospect:
    @pytest.fixture
    def case(self, tenant: Tenant, as_tenant: Work) -> UUID:
        ground = {"code": "worker.age_under", "verdict": "no", "params": {"age": 17, "limit": 18}}
        with as_tenant(tenant):
            enrolment = make_enrolment(
                tenant.id, make_sponsor(tenant.id), make_worker(tenant.id), reference="GIA-BBBB-BB"
            )
            return make_retrospective_case(tenant.id, enrolment, grounds=[ground])

    def test_case_is_shown_without_naming_anybody(self, officer: Any, case: UUID) -> None:
        text = text_of(officer(Role.LEGAL).get(f"{SETTINGS}/tinjau").text)
        assert "GIA-BBBB-BB" in text
        assert "Waktu diputuskan: Boleh ikut" in text
        assert "0 dari 1 sudah ditinjau" in text
        assert "I Nyoman Rekaan" not in text

    def test_note_is_kept_and_the_case_leaves_the_list(self, officer: Any, case: UUID) -> None:
        legal = officer(Role.LEGAL)
        legal.submit(f"{SETTINGS}/tinjau/{case}", {"note": "Tetap, sudah dibayar."})
        assert "Tidak ada yang menunggu" in legal.get(f"{SETTINGS}/tinjau").text
        looked = text_of(legal.get(f"{SETTINGS}/tinjau?sudah=1").text)
        assert "Tetap, sudah dibayar." in looked
        assert "Ni Ketut Petugas" in looked

    def test_empty_note_is_asked_for_and_second_look_is_told(self, officer: Any, case: UUID) -> None:
        legal = officer(Role.LEGAL)
        refused = legal.submit(f"{SETTINGS}/tinjau/{case}", {"note": " "})
        assert refused.status_code == 422
        assert "Tulis apa yang Anda putuskan" in refused.text
        legal.submit(f"{SETTINGS}/tinjau/{case}", {"note": "Tetap."})
        legal.submit(f"{SETTINGS}/tinjau/{case}", {"note": "Lagi."})
        assert "Orang lain baru saja meninjau" in legal.get(f"{SETTINGS}/tinjau").text

    def test_auditor_reads_and_notes_nothing(self, officer: Any, case: UUID) -> None:
        assert officer(Role.AUDITOR).submit(f"{SETTINGS}/tinjau/{case}", {"note": "x"}).status_code == 403

    def test_neighbours_case_is_not_found(
        self, visit_as: VisitAs, quiet_tenant: Tenant, as_tenant: Work, case: UUID
    ) -> None:
        with as_tenant(quiet_tenant):
            account = make_staff(quiet_tenant.id, Role.ADMIN)
        neighbour = visit_as(quiet_tenant).sign_in(quiet_tenant, account)
        assert neighbour.submit(f"{SETTINGS}/tinjau/{case}", {"note": "Tetap."}).status_code == 404

    def test_settings_tell_how_many_wait(self, officer: Any, case: UUID) -> None:
        assert "1 keputusan menunggu ditinjau." in officer(Role.LEGAL).get(SETTINGS).text
