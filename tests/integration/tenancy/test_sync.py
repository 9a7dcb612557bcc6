import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.factories.folders import ROOT
from tests.fixtures.database import Database, close, settings_for

from sertakan.app import create_app
from sertakan.audit.service import start_chain, verify
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.crypto import blind_index, keyring
from sertakan.persistence.database import enter_nobody, enter_tenant
from sertakan.tenancy import repository, service
from sertakan.tenancy.document_file import DocumentInvalid, read_document
from sertakan.tenancy.model import InForce
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document
from sertakan.tenancy.service import SyncResult
from sertakan.tenancy.tables import ConfigurationRevisionRow
from sertakan.web.application import SertakanApp

Sync = Callable[[], dict[str, str]]


@pytest.fixture
def owner(database: Database, app: SertakanApp) -> Iterator[SertakanApp]:
    settings = settings_for(database)
    load, master = keyring.load, keyring.master
    assert settings.owner_url
    assert load
    made = create_app(replace(settings, app_url=settings.owner_url))
    keyring.open(master, load)
    with made.app_context():
        yield made
    close(made)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for slug in ("gianyar", "kendal"):
        shutil.copytree(ROOT / "tenants" / slug, tmp_path / slug)
    return tmp_path


@pytest.fixture
def sync(owner: SertakanApp, folder: Path) -> Sync:
    def run() -> dict[str, str]:
        results: list[SyncResult] = service.sync_tenants(
            folder, master=keyring.master, start_chain=start_chain
        )
        return {result.slug: result.outcome for result in results}

    return run


def edit(folder: Path, slug: str, old: str, new: str) -> None:
    path = folder / slug / "tenant.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_known_files_change_nothing(sync: Sync) -> None:
    assert sync() == {"gianyar": "unchanged", "kendal": "unchanged"}


def test_changed_file_becomes_the_next_revision(sync: Sync, folder: Path) -> None:
    edit(folder, "gianyar", 'name = "Gianyar"', 'name = "Gianyar Baru"')
    assert sync()["gianyar"] == "published"
    assert sync()["gianyar"] == "unchanged"
    with enter_nobody():
        found = repository.find_tenant("gianyar")
    assert found
    assert "Gianyar Baru" in found.name
    with enter_tenant(found.id) as session:
        assert session.scalars(select(func.count()).select_from(ConfigurationRevisionRow)).one() == 2
        assert service.revisions_on(found.id, date(2199, 1, 1)) == InForce(law=2, house=2)
        assert service.read_revision(found.id, 1).identity.name == "Gianyar"


def test_document_changed_in_the_browser_is_kept(sync: Sync, folder: Path, database: Database) -> None:
    database.broom.execute("UPDATE configuration_revision SET origin = 'browser'")
    edit(folder, "gianyar", 'name = "Gianyar"', 'name = "Gianyar Baru"')
    assert sync()["gianyar"] == "kept"


def test_faulty_file_changes_nothing(sync: Sync, folder: Path) -> None:
    edit(folder, "gianyar", 'kind = "kabupaten"', 'kind = "kerajaan"')
    with pytest.raises(DocumentInvalid):
        sync()
    with enter_nobody():
        found = repository.find_tenant("gianyar")
    assert found
    with enter_tenant(found.id):
        assert [mark.number for mark in service.list_marks(found.id)] == [1]


def test_folder_must_bear_the_slug(sync: Sync, folder: Path) -> None:
    (folder / "gianyar").rename(folder / "gianjar")
    with pytest.raises(DocumentInvalid, match="identity.slug_differs"):
        sync()


def test_faults_of_all_files_are_told_at_once_and_nothing_is_taken_over(sync: Sync, folder: Path) -> None:
    edit(folder, "gianyar", "minimum_workers = 1", "minimum_workers = 0")
    edit(folder, "kendal", 'kind = "kabupaten"', 'kind = "kerajaan"')
    (folder / "aa-baru").mkdir()
    (folder / "aa-baru" / "tenant.toml").write_text("identity = [")
    with pytest.raises(DocumentInvalid) as refusal:
        sync()
    assert [(error.file.partition("/")[2], error.path) for error in refusal.value.errors] == [
        ("aa-baru/tenant.toml", ""),
        ("gianyar/tenant.toml", "programme.minimum_workers"),
        ("kendal/tenant.toml", "identity.kind"),
    ]


ACEH_SELATAN = "11.01"


def test_founding_gives_keys_chain_and_revision(owner: SertakanApp) -> None:
    document = default_document(load_regencies()[ACEH_SELATAN])
    made = service.found_tenant(document, master=keyring.master, start_chain=start_chain)
    assert (made.state, made.timezone) == ("draft", "Asia/Jakarta")
    with enter_tenant(made.id):
        assert verify(made.id) is None
        assert len(blind_index(made.id, "nik", "x")) == 32
        assert service.read_revision(made.id, 1) == document


def test_failed_founding_leaves_nothing(owner: SertakanApp) -> None:
    def fail(_: int) -> None:
        raise ZeroDivisionError

    document = default_document(load_regencies()[ACEH_SELATAN])
    with pytest.raises(ZeroDivisionError):
        service.found_tenant(document, master=keyring.master, start_chain=fail)
    with enter_nobody():
        assert repository.find_tenant(document.identity.slug) is None


def test_reserved_name_founds_nothing(owner: SertakanApp) -> None:
    document = default_document(load_regencies()[ACEH_SELATAN])
    taken = document.model_copy(update={"identity": document.identity.model_copy(update={"slug": "pusat"})})
    with pytest.raises(Refusal, match="tenant.reserved"):
        service.found_tenant(taken, master=keyring.master, start_chain=start_chain)


def test_regency_is_founded_once(owner: SertakanApp) -> None:
    document = read_document(ROOT / "tenants" / "gianyar" / "tenant.toml")
    with pytest.raises(Refusal, match="tenant.exists"):
        service.found_tenant(document, master=keyring.master, start_chain=start_chain)
