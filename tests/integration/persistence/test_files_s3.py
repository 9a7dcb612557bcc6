import socket
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from tests.factories.object_server import BUCKET, object_server
from tests.factories.papers import png

from sertakan.kernel.refusal import Refusal
from sertakan.persistence.database import TenantSession
from sertakan.persistence.files import StoreAway, store_file
from sertakan.persistence.files.s3 import S3Store, parse_address
from sertakan.persistence.tables import StoredFileRow
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

NAME = f"{'ab' * 32}-{'0' * 32}"


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with object_server() as served:
        yield served


@pytest.fixture
def closed_place() -> Iterator[str]:
    with socket.socket() as taken:  # bound and never listening: whoever calls is refused at once
        taken.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{taken.getsockname()[1]}"


def store_at(place: str, bucket: str = BUCKET) -> S3Store:
    return S3Store(parse_address(f"s3://kunci:rahasia@{place}/{bucket}?secure=0"))


@pytest.mark.parametrize(
    ("url", "endpoint", "bucket", "region"),
    [
        ("s3://k:s@files.example/berkas",                             "https://files.example",      "berkas", "us-east-1"),
        ("s3://k:s@files.example/berkas/?secure=1",                   "https://files.example",      "berkas", "us-east-1"),
        ("s3://k:s@files.example:9000/berkas?region=id-1&secure=0",   "http://files.example:9000",  "berkas", "id-1"),
        ("s3://k:s@[::1]:9000/berkas?secure=0",                       "http://[::1]:9000",          "berkas", "us-east-1"),
    ],
)  # fmt: skip
def test_address_is_read(url: str, endpoint: str, bucket: str, region: str) -> None:
    found = parse_address(url)
    assert (found.endpoint, found.bucket, found.region) == (endpoint, bucket, region)


def test_key_and_secret_may_hold_any_sign_and_are_not_printed() -> None:
    found = parse_address("s3://ku%2Fnci:ra%40ha%3Asia%2B@files.example/berkas")
    assert (found.key, found.secret) == ("ku/nci", "ra@ha:sia+")
    assert "ha:sia" not in repr(found)


@pytest.mark.parametrize(
    "url",
    [
        "berkas",
        "https://k:s@files.example/berkas",
        "s3://files.example/berkas",
        "s3://k@files.example/berkas",
        "s3://k:s@files.example",
        "s3://k:s@files.example/berkas/lagi",
        "s3://k:s@/berkas",
        "s3://k:s@files.example:port/berkas",
        "s3://k:s@files.example/berkas?secure=yes",
        "s3://k:s@files.example/berkas?sercure=0",
    ],
)
def test_unreadable_address_names_its_variable(url: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_address(url)
    assert refusal.value.code == "settings.unreadable"
    assert refusal.value.params == {"variable": "SERTAKAN_FILES_URL"}


def test_objects_of_tenants_lie_apart(place: str) -> None:
    store = store_at(place)
    store.write(1, NAME, b"of one")
    store.write(11, NAME, b"of eleven")
    assert [entry.name for entry in store.entries(1)] == [NAME]
    assert store.read(11, NAME) == b"of eleven"
    store.remove(11, NAME)
    store.remove(11, NAME)
    assert (store.read(11, NAME), store.read(1, NAME)) == (None, b"of one")
    store.remove(1, NAME)


@pytest.mark.parametrize("where", ["closed", "no such bucket"])
def test_server_that_is_away_is_told_as_away(place: str, closed_place: str, where: str) -> None:
    store = store_at(closed_place) if where == "closed" else store_at(place, "tiada")
    for attempt in (
        lambda: store.write(7, NAME, b"sealed"),
        lambda: store.read(7, NAME),
        lambda: list(store.entries(7)),
        lambda: store.remove(7, NAME),
    ):
        with pytest.raises(StoreAway):
            attempt()


def test_nothing_is_saved_while_the_server_is_away(
    app: SertakanApp, tenant: Tenant, session: TenantSession, closed_place: str
) -> None:
    before = app.extensions["sertakan_files"]
    app.extensions["sertakan_files"] = store_at(closed_place)
    try:
        with pytest.raises(StoreAway):
            store_file(tenant.id, purpose="consent", content=png(), account_id=None)
    finally:
        app.extensions["sertakan_files"] = before
    assert session.scalar(select(func.count()).select_from(StoredFileRow)) == 0


def test_log_of_a_failure_holds_no_secret(closed_place: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(StoreAway):
        store_at(closed_place).read(7, NAME)
    assert "did not answer" in caplog.text
    assert "rahasia" not in caplog.text
    assert NAME not in caplog.text
