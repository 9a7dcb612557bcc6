"""The web process may write no file any more, as on a full disk: a calm page, nothing lost, and it heals by itself."""

import resource

import pytest
from tests.factories.papers import jpeg
from tests.factories.sponsoring import make_draft_at, make_sponsor_account, read_draft
from tests.fixtures.application import Work
from tests.fixtures.database import Database
from tests.integration.cli.serving_web import Person, Web

from sertakan.enrolment.model import Step
from sertakan.persistence.files import read_file
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

pytestmark = pytest.mark.serial
_PHOTO = jpeg() + bytes(200_000)
_FULL = 4096


def test_full_disk_is_told_calmly_and_heals(
    web: Web, app: SertakanApp, tenant: Tenant, as_tenant: Work, database: Database
) -> None:
    with as_tenant(tenant):
        account = make_sponsor_account(tenant.id)
        draft_id = make_draft_at(tenant.id, account.sponsor_id, Step.CONSENT)
        sponsor = Person.signed_in(app, web, tenant.id, account.account_id)
    path = f"/sponsor/pekerja/baru/{draft_id}/persetujuan"
    web.limit_files(_FULL)
    refused = sponsor.send_file(path, _PHOTO, consent_way="paper")
    assert (refused.status, bool(refused.retry_after)) == (503, True)
    assert "Tempat berkas sedang tidak dapat dijangkau, jadi belum ada yang disimpan." in refused.text
    laid_aside = sponsor.send_file(path, _PHOTO * 4, consent_way="paper")
    assert (laid_aside.status, "Layanan sedang terganggu" in laid_aside.text) == (503, True)
    assert sponsor.get(path).status == 200, "everything that needs no new file goes on"
    assert database.broom.execute("SELECT count(*) FROM stored_file").fetchone() == (0,)
    assert not [*(database.folder / "data" / "files").rglob(".new-*")], "no half file stays behind"
    web.limit_files(resource.RLIM_INFINITY)
    assert sponsor.send_file(path, _PHOTO, consent_way="paper").status == 303
    with as_tenant(tenant):
        kept = read_draft(tenant.id, account.sponsor_id, draft_id).answers
        assert kept.consent_proof is not None
        assert read_file(tenant.id, kept.consent_proof).content == _PHOTO
