"""Submitting, deciding, discarding and returning to a law, and the regulation's text."""

from io import BytesIO
from typing import Any

import pytest
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.web.regency.test_law_sections import SETTINGS, submit, values_of

from sertakan.configuration.service import drafts
from sertakan.identity.model import Role
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.model import Tenant

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << >>\n%%EOF\n"


@pytest.fixture
def legal(officer: Any) -> Visitor:
    return officer(Role.LEGAL)


@pytest.fixture
def approver(officer: Any) -> Visitor:
    return officer(Role.APPROVER)


@pytest.fixture
def submitted(legal: Visitor, tenant: Tenant, as_tenant: Work) -> str:
    submit(legal, f"{SETTINGS}/program", minimum_age="18")
    assert legal.submit(f"{SETTINGS}/draf/ajukan").status_code == 303
    return fingerprint(tenant, as_tenant)


def fingerprint(tenant: Tenant, as_tenant: Work) -> str:
    with as_tenant(tenant):
        draft = drafts.find_draft(tenant.id)
    assert draft is not None
    assert draft.submission is not None
    return draft.submission.fingerprint


class TestSubmit:
    def test_draft_with_problems_is_shown_with_them(self, legal: Visitor) -> None:
        submit(legal, f"{SETTINGS}/program", minimum_age="60", maximum_age="18")

        assert "Menghalangi: perbaiki sebelum diajukan" in legal.get(f"{SETTINGS}/draf/ajukan").text
        refused = legal.submit(f"{SETTINGS}/draf/ajukan")
        assert refused.status_code == 409
        assert "Masih ada 1 hal yang menghalangi" in refused.text

    def test_submitted_draft_shows_no_button_to_change_it(self, legal: Visitor, submitted: str) -> None:
        page = legal.get(f"{SETTINGS}/program").text

        assert "Draf ini menunggu persetujuan" in page
        assert "hx-post" not in page
        assert submit(legal, f"{SETTINGS}/program", minimum_age="20").status_code == 409


class TestDecide:
    def test_approver_reads_the_change_and_publishes(
        self, approver: Visitor, submitted: str, tenant: Tenant, as_tenant: Work
    ) -> None:
        page = approver.get(f"{SETTINGS}/draf/putusan").text
        assert "Usia paling muda" in page
        assert submitted in page

        answered = approver.submit(f"{SETTINGS}/draf/setujui", {"seen_fingerprint": submitted})

        assert answered.status_code == 303
        with as_tenant(tenant):
            assert tenancy.list_revisions(tenant.id)[0].mark.number == 2

    def test_admin_and_legal_bureau_cannot_approve(
        self, officer: Any, legal: Visitor, submitted: str
    ) -> None:
        for visitor in (legal, officer(Role.ADMIN)):
            answered = visitor.submit(f"{SETTINGS}/draf/setujui", {"seen_fingerprint": submitted})
            assert answered.status_code == 403
            assert "Setujui dan terbitkan" not in visitor.get(f"{SETTINGS}/draf/putusan").text

    def test_second_approver_is_told(self, approver: Visitor, officer: Any, submitted: str) -> None:
        late = officer(Role.APPROVER)
        approver.submit(f"{SETTINGS}/draf/setujui", {"seen_fingerprint": submitted})

        answered = late.submit(f"{SETTINGS}/draf/setujui", {"seen_fingerprint": submitted})

        assert answered.status_code == 409
        assert "Belum ada draf" in answered.text

    def test_returned_draft_shows_the_reason(self, legal: Visitor, approver: Visitor, submitted: str) -> None:
        sent = {"seen_fingerprint": submitted, "reason": ""}
        assert approver.submit(f"{SETTINGS}/draf/kembalikan", sent).status_code == 400

        sent["reason"] = "Pasal 4 belum dikutip."
        assert approver.submit(f"{SETTINGS}/draf/kembalikan", sent).status_code == 303

        page = legal.get(f"{SETTINGS}/program").text
        assert "Pasal 4 belum dikutip." in page
        assert "Dikembalikan oleh Ni Ketut Petugas" in page


class TestHistory:
    def test_earlier_law_is_brought_back_in_a_draft(
        self, legal: Visitor, approver: Visitor, submitted: str
    ) -> None:
        approver.submit(f"{SETTINGS}/draf/setujui", {"seen_fingerprint": submitted})
        assert "Kembalikan ke revisi ini" in legal.get(f"{SETTINGS}/revisi").text

        assert legal.get(f"{SETTINGS}/revisi/1/kembalikan").status_code == 200
        answered = legal.submit(f"{SETTINGS}/revisi/1/kembalikan")

        assert answered.status_code == 303
        assert "Usia paling muda" in legal.get(f"{SETTINGS}/draf").text

    def test_revision_that_is_not_there_is_unknown(self, legal: Visitor) -> None:
        assert legal.get(f"{SETTINGS}/revisi/77/kembalikan").status_code == 404
        assert legal.submit(f"{SETTINGS}/revisi/77/kembalikan").status_code == 404

    def test_discarding_names_what_is_lost(self, legal: Visitor, tenant: Tenant, as_tenant: Work) -> None:
        submit(legal, f"{SETTINGS}/program", minimum_age="18")
        assert "Usia paling muda: 18" in legal.get(f"{SETTINGS}/draf/buang").text

        legal.submit(f"{SETTINGS}/draf/buang")

        assert values_of(tenant, as_tenant)["minimum_age"] is None

    def test_record_tells_the_decisions(self, officer: Any, approver: Visitor, submitted: str) -> None:
        approver.submit(f"{SETTINGS}/draf/setujui", {"seen_fingerprint": submitted})

        page = officer(Role.ADMIN).get("/kelola/audit").text
        assert "Revisi hukum 2 disetujui dan terbit, diterapkan mulai 22 November 2026: Program." in page


class TestText:
    def upload(self, visitor: Visitor, content: bytes) -> Any:
        sent = {"seen": "-1", "text": (BytesIO(content), "naskah.pdf")}
        return visitor.submit(f"{SETTINGS}/peraturan/unggah-naskah", sent)

    def test_text_is_kept_once_and_handed_out(self, legal: Visitor, tenant: Tenant, as_tenant: Work) -> None:
        assert self.upload(legal, PDF).status_code == 303
        assert self.upload(legal, PDF).status_code == 303

        named = values_of(tenant, as_tenant, "regulation")["text"]
        assert named["byte_count"] == len(PDF)
        answered = legal.get(f"{SETTINGS}/peraturan/naskah")
        assert answered.data == PDF
        assert answered.headers["Content-Disposition"].startswith("attachment")

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "Pilih berkasnya"),
            (b"\x89PNG\r\n\x1a\n", "Berkas ini bukan PDF"),
            (PDF.replace(b"/Catalog", b"/Catalog /S /JavaScript"), "dapat berjalan sendiri"),
        ],
    )
    def test_what_is_no_harmless_pdf_is_refused(self, legal: Visitor, content: bytes, told: str) -> None:
        answered = self.upload(legal, content)

        assert answered.status_code == 400
        assert told in answered.text

    def test_text_of_another_regency_is_never_served(
        self, legal: Visitor, visit_as: VisitAs, quiet_tenant: Tenant, tenant: Tenant, as_tenant: Work
    ) -> None:
        self.upload(legal, PDF)

        foreign = legal.at(f"{quiet_tenant.slug}.localhost")
        assert foreign.get(f"{SETTINGS}/peraturan/naskah").status_code in {302, 303}
