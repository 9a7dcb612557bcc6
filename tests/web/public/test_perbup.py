"""The regulation for everybody: what holds, what held before, what changed, and its text."""

from datetime import date
from hashlib import sha256

import pytest
from tests.factories.configuration import publish_law
from tests.factories.papers import PDF
from tests.fixtures.application import Count, VisitAs, Work
from tests.fixtures.client import Visitor
from tests.fixtures.database import Database
from tests.web.public.test_home import text_of

from sertakan.configuration.service.texts import keep_text
from sertakan.kernel.clock import FixedClock
from sertakan.persistence.files import store_file
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import LAW_PARAMETERS, Clause, Programme, Regulation
from sertakan.tenancy.model import Credit, Origin, RevisionMark, RevisionPart, Tenant
from sertakan.web.application import SertakanApp

TODAY, LATER = date(2026, 11, 22), date(2027, 2, 1)
# Numbers that no other test publishes: a process remembers a published revision for ever.
SECOND, THIRD, WITH_TEXT, WITH_WRONG_TEXT = 31, 32, 33, 34
DIGEST = sha256(PDF).hexdigest()


@pytest.fixture
def first_law(database: Database, tenant: Tenant) -> None:
    """Let the first law hold since long ago, whenever these tests run."""
    with database.as_superuser() as connection:
        connection.execute(
            "UPDATE revision_mark SET applied_from = '2024-01-01' WHERE tenant_id = %s", [tenant.id]
        )


@pytest.fixture
def laws(app: SertakanApp, tenant: Tenant, as_tenant: Work, clock: FixedClock, first_law: None) -> None:
    """A second law since today, and a third that begins later and equals the first."""
    with as_tenant(tenant):
        publish_law(
            tenant.id,
            SECOND,
            TODAY,
            programme=Programme(minimum_age=18),
            clauses=(
                Clause(parameter="programme.minimum_age", pasal="5", ayat="1", quote="Paling muda 18."),
            ),
        )
        mark = RevisionMark(number=THIRD, part=RevisionPart.LAW, applied_from=LATER)
        first = tenancy.read_revision(tenant.id, 1)
        tenancy.keep_revision(tenant.id, first, mark, Credit(origin=Origin.BROWSER, restores=1))
    app.directory.refresh()


class TestShow:
    @pytest.mark.parametrize("parameter", sorted(LAW_PARAMETERS))
    def test_every_parameter_can_be_pointed_at(self, client: Visitor, parameter: str) -> None:
        assert f'id="{parameter.replace(".", "-")}"' in client.get("/perbup").text

    def test_value_stands_with_its_clause_and_quotation(self, client: Visitor, laws: None) -> None:
        text = text_of(client.get("/perbup").text)
        assert "Usia termuda 18 tahun" in text
        assert "Perbup 33/2024, Pasal 5 ayat (1)" in text
        assert "Paling muda 18." in text

    def test_history_tells_how_each_law_stands(self, client: Visitor, laws: None) -> None:
        text = text_of(client.get("/perbup").text)
        assert "Revisi 32 Terjadwal Diterapkan sejak 1 Februari 2027. Mengembalikan revisi 1" in text
        assert "Revisi 31 Berlaku Diterapkan sejak 22 November 2026" in text
        assert "Revisi 1 Digantikan" in text
        assert "Lihat bedanya dengan revisi 31" in text

    def test_scheduled_law_begins_by_itself(self, client: Visitor, laws: None, clock: FixedClock) -> None:
        assert "Revisi ini belum berlaku" in client.get("/perbup/32").text
        clock.moment = clock.moment.replace(year=2027, month=2)
        assert "Revisi ini belum berlaku" not in client.get("/perbup/32").text

    def test_history_is_read_once_for_each_publication(
        self, client: Visitor, laws: None, count_queries: Count
    ) -> None:
        client.get("/perbup")
        with count_queries() as counted:
            client.get("/perbup")
        assert counted.count == 0


class TestCompare:
    def test_differences_are_told_with_the_article(self, client: Visitor, laws: None) -> None:
        page = client.get("/perbup/1/banding/31")
        text = text_of(page.text)
        assert "Usia termuda Sebelumnya: Belum ditetapkan Menjadi: 18 tahun" in text
        assert "belum bersitasi → Pasal 5 ayat (1)" in text
        assert "<del>" in page.text
        assert "<ins>" in page.text

    def test_equal_laws_have_no_difference(self, client: Visitor, laws: None) -> None:
        assert "Tidak ada bedanya" in client.get("/perbup/1/banding/32").text

    @pytest.mark.parametrize("path", ["/perbup/1/banding/9", "/perbup/9/banding/1", "/perbup/0/banding/1"])
    def test_unknown_revision_is_not_found(self, client: Visitor, path: str) -> None:
        assert client.get(path).status_code == 404

    def test_balinese_is_spoken_too(self, client: Visitor, laws: None) -> None:
        client.submit("/bahasa", {"language": "ban", "next": "/perbup/1/banding/31"})
        assert '<html lang="ban">' in client.get("/perbup/1/banding/31").text


class TestText:
    @pytest.fixture
    def published(self, app: SertakanApp, tenant: Tenant, as_tenant: Work, first_law: None) -> str:
        with as_tenant(tenant):
            known = tenancy.read_revision(tenant.id, 1).regulation
            text = keep_text(tenant.id, PDF, None)  # type: ignore[arg-type]
            publish_law(tenant.id, WITH_TEXT, TODAY, regulation=Regulation(**{**dict(known), "text": text}))
        app.directory.refresh()
        return f"/perbup/naskah/{DIGEST}"

    def test_text_is_handed_out_under_what_it_holds(
        self, client: Visitor, published: str, clock: FixedClock
    ) -> None:
        assert published in client.get("/perbup").text
        answer = client.get(published)
        assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
        name = f"perbup-33-2024-gianyar-{DIGEST[:8]}.pdf"
        assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert client.get(published, headers={"If-None-Match": f'"{DIGEST}"'}).status_code == 304

    def test_text_of_a_draft_is_nobodys_business(
        self, client: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        with as_tenant(tenant):
            keep_text(tenant.id, PDF, None)  # type: ignore[arg-type]
        assert client.get(f"/perbup/naskah/{DIGEST}").status_code == 404

    def test_another_regencys_text_is_not_found_here(
        self, visit_as: VisitAs, quiet_tenant: Tenant, published: str
    ) -> None:
        assert visit_as(quiet_tenant).get(published).status_code == 404

    def test_file_of_another_purpose_is_not_found(
        self, app: SertakanApp, client: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        from sertakan.tenancy.document import UploadedFile

        named = UploadedFile(sha256=DIGEST, media_type="application/pdf", byte_count=len(PDF))
        with as_tenant(tenant):
            store_file(tenant.id, purpose="consent", content=PDF, account_id=None)
            publish_law(tenant.id, WITH_WRONG_TEXT, TODAY, regulation=Regulation(text=named))
        app.directory.refresh()
        assert client.get(f"/perbup/naskah/{DIGEST}").status_code == 404

    @pytest.mark.parametrize("name", ["%" * 64, "A" * 64, "ab", "_" * 64])
    def test_anything_else_is_not_found(self, client: Visitor, name: str) -> None:
        assert client.get(f"/perbup/naskah/{name.replace('%', '%25')}").status_code == 404
