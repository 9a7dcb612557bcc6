"""A law that begins while a sponsor writes: what changed is told, and nothing is sent unseen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.factories.sponsoring import OTHER_NIK
from tests.fixtures.application import Work
from tests.fixtures.client import Visitor
from tests.web.sponsor.conftest import DraftAt, text_of

from sertakan.enrolment.model import DraftAnswers
from sertakan.kernel.clock import FixedClock
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.model import Credit, Origin, RevisionMark, RevisionPart, Tenant
from sertakan.web.application import SertakanApp

TODAY = date(2026, 11, 22)
Publish = Callable[..., None]


@pytest.fixture
def publish(app: SertakanApp, tenant: Tenant, as_tenant: Work, clock: FixedClock) -> Publish:
    """Put a law in force today that differs from the first in some values of its parts."""

    def publish(**changed: dict[str, Any]) -> None:
        with as_tenant(tenant):
            document = tenancy.read_revision(tenant.id, 1)
            parts = {
                name: getattr(document, name).model_copy(update=values) for name, values in changed.items()
            }
            mark = RevisionMark(number=2, part=RevisionPart.LAW, applied_from=TODAY)
            credit = Credit(origin=Origin.BROWSER)
            tenancy.keep_revision(tenant.id, document.with_parts(**parts), mark, credit)
        app.directory.refresh()

    return publish


def test_draft_remembers_the_law_under_which_it_was_begun(
    sponsor: Visitor, kept: Callable[[str], DraftAnswers]
) -> None:
    begun = sponsor.submit("/sponsor/pekerja/baru").headers["Location"].rsplit("/", 1)[0]

    assert kept(begun).law_revision == 1


def test_changed_verdict_is_told_on_the_check_page(
    sponsor: Visitor, draft_at: DraftAt, publish: Publish
) -> None:
    address = draft_at(law_revision=1)
    publish(programme={"maximum_age": 30})

    page = text_of(sponsor.get(f"{address}/periksa").text)

    assert "Peraturan daerah berubah sejak Anda mulai" in page
    assert "dahulu Boleh ikut, sekarang Perlu ditinjau" in page


def test_page_painted_under_the_old_law_is_shown_again_before_it_is_sent(
    sponsor: Visitor, draft_at: DraftAt, publish: Publish
) -> None:
    address = draft_at(law_revision=1)
    publish(programme={"maximum_age": 30})

    told = sponsor.submit(f"{address}/periksa", {"law": "1"})
    assert told.status_code == 409
    assert "Peraturan daerah berubah sejak halaman ini Anda buka" in text_of(told.text)
    assert 'name="law" value="2"' in told.text

    assert sponsor.submit(f"{address}/periksa", {"law": "2"}).status_code == 303


def test_law_that_changes_nothing_here_stops_nobody(
    sponsor: Visitor, draft_at: DraftAt, publish: Publish
) -> None:
    address = draft_at(law_revision=1)
    publish(programme={"review_working_days": 9})

    assert "Peraturan daerah berubah" not in text_of(sponsor.get(f"{address}/periksa").text)
    assert sponsor.submit(f"{address}/periksa", {"law": "1"}).status_code == 303


def test_other_consent_text_is_agreed_to_again(
    sponsor: Visitor, draft_at: DraftAt, publish: Publish, kept: Callable[[str], DraftAnswers]
) -> None:
    address = draft_at(law_revision=1)
    publish(consent={"version": "2026-12"})

    for answered in (sponsor.get(f"{address}/periksa"), sponsor.submit(f"{address}/periksa", {"law": "2"})):
        assert answered.headers["Location"] == f"{address}/persetujuan?ubah=1"
    assert "Bacakan naskah yang sekarang" in text_of(sponsor.get(f"{address}/persetujuan?ubah=1").text)

    sponsor.submit(f"{address}/persetujuan?ubah=1", {"consent_way": "present"})
    assert kept(address).consent_version == "2026-12"
    assert "Naskah persetujuan pekerja sekarang versi 2026-12." in text_of(
        sponsor.get(f"{address}/periksa").text
    )
    assert sponsor.submit(f"{address}/periksa", {"law": "2"}).status_code == 303


def test_what_was_sent_in_keeps_its_law(
    sponsor: Visitor, draft_at: DraftAt, publish: Publish, database: Any
) -> None:
    sponsor.submit(f"{draft_at(law_revision=1)}/periksa", {"law": "1"})
    publish(programme={"maximum_age": 30})
    sponsor.submit(f"{draft_at(law_revision=1, nik=OTHER_NIK)}/periksa", {"law": "2"})

    with database.as_superuser() as connection:
        rows = connection.execute("SELECT revision FROM enrolment ORDER BY submitted_at, id").fetchall()
    assert sorted(row[0] for row in rows) == [1, 2]


def test_made_up_law_is_unknown(sponsor: Visitor, draft_at: DraftAt) -> None:
    assert sponsor.submit(f"{draft_at()}/periksa", {"law": "77"}).status_code == 404
