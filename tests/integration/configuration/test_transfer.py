"""Carrying a regency's document, logo and PDF to another deployment and back."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.factories.papers import PDF
from tests.fixtures.database import Database, close, settings_for

from sertakan.app import create_app
from sertakan.configuration.rules.bundle import Bundle, pack
from sertakan.configuration.service.transfer import export_space, import_space
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.crypto import keyring
from sertakan.persistence.database import enter_tenant
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import UploadedFile
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document
from sertakan.web.application import SertakanApp

LATER = date(2199, 1, 1)
LOGO = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture
def owner(database: Database, app: SertakanApp) -> Iterator[SertakanApp]:
    settings = settings_for(database)
    load, master = keyring.load, keyring.master
    made = create_app(replace(settings, app_url=str(settings.owner_url)))
    keyring.open(master, load)
    with made.app_context():
        yield made
    close(made)


@pytest.fixture
def elsewhere() -> bytes:
    plain = default_document(load_regencies()["11.01"])
    sha256 = hashlib.sha256(PDF).hexdigest()
    text = UploadedFile(sha256=sha256, media_type="application/pdf", byte_count=len(PDF))
    document = plain.with_parts(
        regulation=plain.regulation.model_copy(update={"number": "1", "year": 2026, "text": text}),
        branding=plain.branding.model_copy(update={"logo": "logo.svg"}),
    )
    return pack(Bundle(document=document, files={sha256: PDF}, logo=LOGO))


def test_regency_arrives_and_leaves_again_without_a_difference(
    owner: SertakanApp, elsewhere: bytes, tmp_path: Path
) -> None:
    tenant, outcome = import_space(elsewhere, tmp_path, master=keyring.master)

    assert (outcome, tenant.slug) == ("created", "aceh-selatan")
    assert export_space(tenant, tmp_path, LATER) == elsewhere


def test_same_archive_twice_changes_nothing(owner: SertakanApp, elsewhere: bytes, tmp_path: Path) -> None:
    tenant, _ = import_space(elsewhere, tmp_path, master=keyring.master)

    assert import_space(elsewhere, tmp_path, master=keyring.master)[1] == "unchanged"
    with enter_tenant(tenant.id):
        assert len(tenancy.list_marks(tenant.id)) == 1


def test_changed_document_becomes_the_next_revision_and_a_file_no_longer_undoes_it(
    owner: SertakanApp, tmp_path: Path
) -> None:
    folder = owner.config["SERTAKAN_TENANTS_DIR"]
    kendal = next(each for each in owner.directory.tenants() if each.slug == "kendal")
    with enter_tenant(kendal.id):
        document = tenancy.read_document_on(kendal.id, LATER)
    changed = document.with_parts(contacts=document.contacts.model_copy(update={"office": "Kantor Baru"}))
    logo = (folder / "kendal" / str(document.branding.logo)).read_bytes()

    tenant, outcome = import_space(
        pack(Bundle(document=changed, files={}, logo=logo)), tmp_path, master=keyring.master
    )

    assert outcome == "published"
    with enter_tenant(tenant.id):
        assert tenancy.read_document_on(tenant.id, LATER) == changed
        assert tenancy.list_revisions(tenant.id)[0].credit.origin == "bundle"


def test_lost_file_is_named_instead_of_left_out(owner: SertakanApp, elsewhere: bytes, tmp_path: Path) -> None:
    tenant, _ = import_space(elsewhere, tmp_path, master=keyring.master)
    (tmp_path / "aceh-selatan" / "logo.svg").unlink()

    with pytest.raises(Refusal, match="bundle.file_missing"):
        export_space(tenant, tmp_path, LATER)
