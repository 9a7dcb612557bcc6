"""The store of those who have several machines: any S3-compatible server, with botocore doing the talking."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from sertakan.kernel.refusal import Refusal
from sertakan.persistence.files.store import Entry, StoreAway, object_path

_log = logging.getLogger(__name__)
_VARIABLE = "SERTAKAN_FILES_URL"
_DEFAULT_REGION = "us-east-1"
_CONNECT_SECONDS, _ANSWER_SECONDS, _ATTEMPTS = 3, 10, 2
_CONNECTIONS = 16


@dataclass(frozen=True, kw_only=True)
class S3Address:
    """Hold where an S3-compatible server is and how to enter; the secret stays out of every printout."""

    endpoint: str
    bucket: str
    region: str
    key: str = field(repr=False)
    secret: str = field(repr=False)


def parse_address(url: str) -> S3Address:
    """Read `s3://key:secret@host:port/bucket?region=…&secure=0|1`; secure unless told otherwise.

    :raises Refusal: settings.unreadable
    """
    parts = _split(url)
    options = parse_qs(parts.query)
    bucket = parts.path.strip("/")
    secure = options.pop("secure", ["1"])[-1]
    region = options.pop("region", [_DEFAULT_REGION])[-1]
    is_whole = all((parts.hostname, parts.username, parts.password, bucket))
    if parts.scheme != "s3" or not is_whole or "/" in bucket or secure not in {"0", "1"} or options:
        raise Refusal("settings.unreadable", variable=_VARIABLE)
    return S3Address(
        endpoint=f"http{'s' * int(secure)}://{parts.netloc.rpartition('@')[2]}",
        bucket=bucket,
        region=region,
        key=unquote(parts.username or ""),
        secret=unquote(parts.password or ""),
    )


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise Refusal("settings.unreadable", variable=_VARIABLE) from None
    return parts


class S3Store:
    """Keep sealed files as objects of one bucket."""

    def __init__(self, address: S3Address) -> None:
        self._address = address
        self._connected: Any = None
        self._lock = Lock()

    def write(self, tenant_id: int, name: str, sealed: bytes) -> None:
        """Keep bytes as one object; an S3 server answers only when they are safe.

        :raises StoreAway: when they could not be kept
        """
        with _told_as_away():
            self._client().put_object(
                Bucket=self._address.bucket,
                Key=_key(tenant_id, name),
                Body=sealed,
                ContentType="application/octet-stream",
            )

    def read(self, tenant_id: int, name: str) -> bytes | None:
        """Return the bytes under a name, or None when there are none.

        :raises StoreAway: when the server cannot say
        """
        with _told_as_away():
            client = self._client()
            try:
                answer = client.get_object(Bucket=self._address.bucket, Key=_key(tenant_id, name))
            except client.exceptions.NoSuchKey:
                return None
            return bytes(answer["Body"].read())

    def entries(self, tenant_id: int) -> Iterator[Entry]:
        """Return everything a tenant has here, a page at a time.

        :raises StoreAway: when the server cannot say
        """
        with _told_as_away():
            pages = iter(
                self._client()
                .get_paginator("list_objects_v2")
                .paginate(Bucket=self._address.bucket, Prefix=f"{tenant_id}/")
            )
        while True:
            with _told_as_away():
                page = next(pages, None)
            if page is None:
                return
            for found in page.get("Contents", ()):
                written_at = found["LastModified"].astimezone(UTC)
                yield Entry(name=found["Key"].rpartition("/")[2], written_at=written_at)

    def remove(self, tenant_id: int, name: str) -> None:
        """Remove one object; one that is gone already is fine.

        :raises StoreAway: when it could not be removed
        """
        with _told_as_away():
            self._client().delete_object(Bucket=self._address.bucket, Key=_key(tenant_id, name))

    def clear_unfinished(self, tenant_id: int, *, before: datetime) -> int:
        """Remove nothing: a request that broke off has left no object."""
        return 0

    def _client(self) -> Any:
        # Made by the process that uses it, once: making is slow and not safe among threads, using is.
        with self._lock:
            if self._connected is None:
                self._connected = _connect(self._address)
            return self._connected


def _key(tenant_id: int, name: str) -> str:
    return "/".join(object_path(tenant_id, name))


def _connect(address: S3Address) -> Any:
    # Twenty megabytes of memory for those who have an S3 server, and for nobody else.
    from botocore.config import Config
    from botocore.session import Session

    return Session().create_client(
        "s3",
        endpoint_url=address.endpoint,
        region_name=address.region,
        aws_access_key_id=address.key,
        aws_secret_access_key=address.secret,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_ANSWER_SECONDS,
            retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
            max_pool_connections=_CONNECTIONS,
            # Newer checksum headers are refused by many compatible servers; the seal proves the bytes.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


@contextmanager
def _told_as_away() -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        _log.error("The S3 server refused: %s", error.response.get("Error", {}).get("Code"))
        raise StoreAway from None
    except BotoCoreError as error:
        _log.error("The S3 server did not answer: %s", type(error).__name__)
        raise StoreAway from None
