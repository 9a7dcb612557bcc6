import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from tests.factories.object_server import BUCKET, object_server
from tests.factories.papers import PDF, jpeg, png

from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.persistence.crypto import SealBroken
from sertakan.persistence.database import TenantSession
from sertakan.persistence.files import configure_files, find_file, read_file, store_file, sweep_orphans
from sertakan.persistence.files.store import FileStore
from sertakan.persistence.scope import ForeignTenant, TenantMissing
from sertakan.persistence.tables import StoredFileRow
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

Work = Callable[[Tenant], AbstractContextManager[TenantSession]]
EIGHT_MEGABYTES = 8 * 1024 * 1024


@pytest.fixture(scope="module")
def s3_place() -> Iterator[str]:
    with object_server() as place:
        yield place


@pytest.fixture(params=["folder", "s3"], autouse=True)
def store(request: pytest.FixtureRequest, app: SertakanApp, tmp_path: Path) -> Iterator[FileStore]:
    url = None
    if request.param == "s3":
        url = f"s3://kunci:rahasia@{request.getfixturevalue('s3_place')}/{BUCKET}?secure=0"
    before = app.extensions["sertakan_files"]
    configure_files(app, folder=tmp_path / "files", url=url)
    made: FileStore = app.extensions["sertakan_files"]
    yield made
    for tenant in app.directory.tenants():
        for entry in list(made.entries(tenant.id)):
            made.remove(tenant.id, entry.name)
    app.extensions["sertakan_files"] = before


def keep(tenant: Tenant, content: bytes, account_id: UUID | None = None) -> UUID:
    return store_file(tenant.id, purpose="consent", content=content, account_id=account_id)


def names(store: FileStore, tenant: Tenant) -> list[str]:
    return [entry.name for entry in store.entries(tenant.id)]


def in_two_days() -> datetime:
    return datetime.now(UTC) + timedelta(days=2)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(jpeg(), "image/jpeg"), (png(), "image/png"), (PDF, "application/pdf")],
    ids=["jpeg", "png", "pdf"],
)
def test_file_comes_back_as_sent(tenant: Tenant, as_tenant: Work, content: bytes, media_type: str) -> None:
    account_id = new_id()
    with as_tenant(tenant):
        file_id = keep(tenant, content, account_id)
    with as_tenant(tenant) as session:
        found = read_file(tenant.id, file_id)
        row = session.get_one(StoredFileRow, (tenant.id, file_id))
        assert (found.media_type, found.content) == (media_type, content)
        assert (row.purpose, row.byte_count, row.owner_account_id) == ("consent", len(content), account_id)


@pytest.mark.parametrize(
    ("content", "code", "params"),
    [
        (b"",                               "file.missing",    {}),
        (b"bukan gambar",                   "file.kind",       {}),
        (png() + b"\x00" * EIGHT_MEGABYTES,         "file.large",      {"megabytes": 8}),
        (b"\x00" * 30 * 1024 * 1024,        "file.large",      {"megabytes": 8}),
        (png(12_001, 10),                   "file.dimensions", {"pixels": 12_000}),
        (jpeg(10, 12_001),                  "file.dimensions", {"pixels": 12_000}),
    ],
    ids=["empty", "text", "9 MB", "30 MB", "wide", "high"],
)  # fmt: skip
def test_unfit_file_is_refused_and_nothing_kept(
    tenant: Tenant,
    session: TenantSession,
    store: FileStore,
    content: bytes,
    code: str,
    params: dict[str, int],
) -> None:
    with pytest.raises(Refusal) as refusal:
        keep(tenant, content)
    assert (refusal.value.code, refusal.value.field, refusal.value.params) == (code, "proof", params)
    assert names(store, tenant) == []
    assert session.scalar(select(func.count()).select_from(StoredFileRow)) == 0


def test_largest_permitted_file_is_kept(tenant: Tenant, session: TenantSession) -> None:
    content = png(12_000, 12_000)
    content += b"\x00" * (EIGHT_MEGABYTES - len(content))
    assert read_file(tenant.id, keep(tenant, content)).content == content


def test_refusal_points_at_the_named_field(tenant: Tenant, session: TenantSession) -> None:
    with pytest.raises(Refusal) as refusal:
        store_file(tenant.id, purpose="logo", content=b"x", account_id=None, field="logo")
    assert refusal.value.field == "logo"


def test_store_sees_neither_content_nor_its_plain_hash(
    tenant: Tenant, session: TenantSession, store: FileStore
) -> None:
    keep(tenant, png(text="Ni Wayan Rekaan"))
    (name,) = names(store, tenant)
    sealed = store.read(tenant.id, name)
    assert sealed is not None
    assert b"PNG" not in sealed
    assert b"Rekaan" not in sealed
    assert len(name) == 64 + 1 + 32


def test_same_content_twice_makes_two_files_with_one_hash(
    tenant: Tenant, session: TenantSession, store: FileStore
) -> None:
    first, second = keep(tenant, PDF), keep(tenant, PDF)
    hashes = set(session.scalars(select(StoredFileRow.content_hash)))
    assert (first != second, len(hashes), len(names(store, tenant))) == (True, 1, 2)


def test_same_content_has_another_hash_elsewhere(
    tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work, store: FileStore
) -> None:
    for each in (tenant, quiet_tenant):
        with as_tenant(each):
            keep(each, PDF)
    (ours,), (theirs,) = names(store, tenant), names(store, quiet_tenant)
    assert ours[:64] != theirs[:64]


def test_unknown_file_is_not_found(tenant: Tenant, session: TenantSession) -> None:
    with pytest.raises(NotFound) as refusal:
        read_file(tenant.id, new_id())
    assert refusal.value.code == "file.unknown"


@pytest.mark.parametrize("asked_as", ["ours", "theirs"])
def test_foreign_file_is_not_found(
    tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work, asked_as: str
) -> None:
    with as_tenant(quiet_tenant):
        theirs = keep(quiet_tenant, PDF)
    with as_tenant(tenant), pytest.raises(NotFound):
        read_file({"ours": tenant, "theirs": quiet_tenant}[asked_as].id, theirs)


def test_file_is_never_stored_or_swept_in_anothers_session(
    tenant: Tenant, quiet_tenant: Tenant, session: TenantSession, store: FileStore
) -> None:
    with pytest.raises(ForeignTenant):
        keep(quiet_tenant, PDF)
    with pytest.raises(ForeignTenant):
        sweep_orphans(quiet_tenant.id, now=in_two_days())
    assert names(store, quiet_tenant) == []


def test_file_needs_a_tenant_at_hand(app: SertakanApp, tenant: Tenant) -> None:
    with app.app_context(), pytest.raises(TenantMissing):
        keep(tenant, PDF)
    with app.app_context(), pytest.raises(TenantMissing):
        read_file(tenant.id, new_id())


def test_bytes_exchanged_in_the_store_do_not_open(
    tenant: Tenant, session: TenantSession, store: FileStore
) -> None:
    first, second = keep(tenant, png()), keep(tenant, PDF)
    by_id = {name[-32:]: name for name in names(store, tenant)}
    pasted = store.read(tenant.id, by_id[second.hex])
    assert pasted is not None
    store.write(tenant.id, by_id[first.hex], pasted)
    with pytest.raises(SealBroken):
        read_file(tenant.id, first)


def test_bytes_that_vanished_are_told_as_lost(
    tenant: Tenant, session: TenantSession, store: FileStore, caplog: pytest.LogCaptureFixture
) -> None:
    file_id = keep(tenant, PDF)
    store.remove(tenant.id, names(store, tenant)[0])
    with pytest.raises(Refusal) as refusal:
        read_file(tenant.id, file_id)
    assert refusal.value.code == "file.lost"
    assert str(file_id) in caplog.text


def test_bytes_are_kept_before_the_row_commits(
    tenant: Tenant, session: TenantSession, store: FileStore
) -> None:
    keep(tenant, PDF)
    assert len(names(store, tenant)) == 1
    session.rollback()
    assert session.scalar(select(func.count()).select_from(StoredFileRow)) == 0


def test_sweep_removes_only_what_no_row_names(tenant: Tenant, as_tenant: Work, store: FileStore) -> None:
    with as_tenant(tenant):
        kept = keep(tenant, png())
    with as_tenant(tenant) as session:
        keep(tenant, PDF)
        session.rollback()
    with as_tenant(tenant):
        assert sweep_orphans(tenant.id, now=datetime.now(UTC) + timedelta(hours=23)) == 0
        assert len(names(store, tenant)) == 2
        assert sweep_orphans(tenant.id, now=in_two_days()) == 1
        assert sweep_orphans(tenant.id, now=in_two_days()) == 0
        assert read_file(tenant.id, kept).content == png()


def test_sweep_leaves_other_tenants_alone(
    tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work, store: FileStore
) -> None:
    with as_tenant(quiet_tenant) as session:
        keep(quiet_tenant, PDF)
        session.rollback()
    with as_tenant(tenant):
        assert sweep_orphans(tenant.id, now=in_two_days()) == 0
    assert len(names(store, quiet_tenant)) == 1


def test_sweep_leaves_what_our_keys_do_not_open(
    tenant: Tenant, session: TenantSession, store: FileStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    store.write(tenant.id, f"{'ab' * 32}-{new_id().hex}", b"\x01\x00\x01 of another deployment")
    store.write(tenant.id, "catatan-pengelola.txt", b"not ours")
    assert sweep_orphans(tenant.id, now=in_two_days()) == 0
    assert len(names(store, tenant)) == 2
    assert "left alone" in caplog.text


def test_sweep_of_an_empty_store_finds_nothing(tenant: Tenant, session: TenantSession) -> None:
    assert sweep_orphans(tenant.id, now=in_two_days()) == 0


def test_sweep_goes_through_more_than_one_batch(
    tenant: Tenant, session: TenantSession, store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sertakan.persistence.files._BATCH", 2)
    for number in range(5):
        keep(tenant, png(text=str(number)))
    session.rollback()
    assert sweep_orphans(tenant.id, now=in_two_days()) == 5
    assert names(store, tenant) == []


def test_file_is_found_by_what_it_holds_and_only_at_home(
    tenant: Tenant, other_tenant: Tenant, as_tenant: Work
) -> None:
    content = png()
    named = sha256(content).hexdigest()
    with as_tenant(tenant):
        kept = store_file(tenant.id, purpose="logo", content=content, account_id=None)
        assert find_file(tenant.id, purpose="logo", sha256_hex=named) == kept
        assert find_file(tenant.id, purpose="consent", sha256_hex=named) is None
    with as_tenant(other_tenant):
        assert find_file(other_tenant.id, purpose="logo", sha256_hex=named) is None
