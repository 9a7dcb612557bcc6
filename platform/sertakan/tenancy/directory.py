"""From host to tenant, out of memory: a request costs no query to know whose page it is."""

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from sertakan.kernel.clock import local_date
from sertakan.kernel.refusal import NotFound
from sertakan.persistence.database import enter_nobody, enter_tenant
from sertakan.tenancy import repository, service
from sertakan.tenancy.document import RegencyDocument, law_only
from sertakan.tenancy.model import InForce, PublishedRevision, RevisionMark, Tenant
from sertakan.tenancy.rules import in_force

_log = logging.getLogger(__name__)
_OVERSIGHT_HOST = "pusat"
_POLL_SECONDS = 1.0
_SECONDS_FOR_THE_LAST_LOOK = 5.0


class Site(StrEnum):
    """Say which of the platform's faces a host shows."""

    PORTAL = "portal"
    REGENCY = "regency"
    OVERSIGHT = "oversight"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Address:
    """Say what a host stands for."""

    site: Site
    tenant: Tenant | None = None


_ELSEWHERE = Address(Site.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class _Snapshot:
    version: int = -1
    by_host: dict[str, Address] = field(default_factory=dict)
    tenants: tuple[Tenant, ...] = ()
    marks: dict[int, list[RevisionMark]] = field(default_factory=dict)
    decided: dict[tuple[int, date], InForce] = field(default_factory=dict)


class Directory:
    """Know every host, and follow changes within two seconds by polling one row."""

    def __init__(self, app: Flask, base_domain: str) -> None:
        self._app = app
        self._base = base_domain
        self._snapshot = _Snapshot()
        self._documents: dict[tuple[int, InForce], RegencyDocument] = {}
        self._histories: dict[tuple[int, int], tuple[PublishedRevision, ...]] = {}
        self._follower_pid: int | None = None
        self._follower: Follower | None = None
        self._following: threading.Thread | None = None
        self._lock = threading.Lock()

    def address_of(self, host: str) -> Address:
        """Return what a host stands for; anything unknown is elsewhere."""
        if self._follower_pid != os.getpid():
            self._begin_to_follow()
        name = host.lower().removesuffix(".")
        return self._snapshot.by_host.get(name, _ELSEWHERE)

    def tenants(self) -> tuple[Tenant, ...]:
        """Return all tenants, by region code."""
        if self._follower_pid != os.getpid():
            self._begin_to_follow()
        return self._snapshot.tenants

    def revisions_of(self, tenant: Tenant, day: date) -> InForce:
        """Return which revisions make up a tenant's document on a day; a scheduled law begins by itself.

        :raises NotFound: revision.none_on
        """
        snapshot, key = self._snapshot, (tenant.id, day)
        if (known := snapshot.decided.get(key)) is None:
            known = in_force(snapshot.marks.get(tenant.id, ()), day)
            if known is None:
                raise NotFound("revision.none_on", day=day)
            snapshot.decided[key] = known
        return known

    def document_of(self, tenant: Tenant, revisions: InForce) -> RegencyDocument:
        """Return a tenant's document of these revisions, read and parsed once per process."""
        key = (tenant.id, revisions)
        if (document := self._documents.get(key)) is None:
            with self._app.app_context(), enter_tenant(tenant.id):
                document = service.read_in_force(tenant.id, revisions)
            with self._lock:
                self._documents = {
                    known: kept for known, kept in self._documents.items() if known[0] != tenant.id
                }
                self._documents[key] = document
        return document

    def laws_of(self, tenant: Tenant) -> tuple[PublishedRevision, ...]:
        """Return a tenant's published laws, newest first, read once per process after each publication."""
        newest = max((mark.number for mark in self._snapshot.marks.get(tenant.id, ())), default=0)
        key = (tenant.id, newest)
        if (known := self._histories.get(key)) is None:
            with self._app.app_context(), enter_tenant(tenant.id):
                known = tuple(service.list_laws(tenant.id))
            with self._lock:
                self._histories = {
                    other: kept for other, kept in self._histories.items() if other[0] != tenant.id
                }
                self._histories[key] = known
        return known

    def published_law(self, slug: str, now: datetime) -> RegencyDocument | None:
        """Return the law in force at an open regency, whoever asks, and nothing else of its document.

        This is the one place where one regency's page reads of another. What every visitor reads at that
        regency's /perbup comes out, in a document whose house is empty; a space that is not open has none.
        The document comes from this process's memory, where it is read within its own tenant's walls, so the
        asking page's session never sees another's rows.
        """
        tenant = next((each for each in self.tenants() if each.slug == slug and each.is_open), None)
        if tenant is None:
            return None
        return law_only(self.document_of(tenant, self.revisions_of(tenant, local_date(now, tenant.timezone))))

    def refresh(self) -> None:
        """Read the directory again if its version moved."""
        with self._app.app_context(), enter_nobody():
            version = repository.directory_version()
            if version == self._snapshot.version:
                return
            tenants = tuple(repository.list_tenants())
            hosts = repository.list_hosts()
            marks = repository.list_all_marks()
        self._snapshot = _Snapshot(version, self._hosts(tenants, hosts), tenants, marks)

    def _hosts(self, tenants: tuple[Tenant, ...], own_hosts: dict[str, int]) -> dict[str, Address]:
        by_id = {tenant.id: Address(Site.REGENCY, tenant) for tenant in tenants}
        return {
            **{host: by_id[tenant_id] for host, tenant_id in own_hosts.items() if tenant_id in by_id},
            **{f"{tenant.slug}.{self._base}": by_id[tenant.id] for tenant in tenants},
            self._base: Address(Site.PORTAL),
            f"{_OVERSIGHT_HOST}.{self._base}": Address(Site.OVERSIGHT),
        }

    def _begin_to_follow(self) -> None:
        with self._lock:
            if self._follower_pid == os.getpid():
                return
            self.refresh()
            self._follower_pid = os.getpid()
            self._follower = Follower(self.refresh, _POLL_SECONDS)
            self._following = threading.Thread(target=self._follower, name="directory", daemon=True)
            self._following.start()

    def close(self) -> None:
        """Stop following and wait for the last look, before the application lets go of its database."""
        if self._follower is not None and self._following is not None:
            self._follower.stopped.set()
            # A look that outlives the engine's disposal would open a connection that nobody closes.
            self._following.join(_SECONDS_FOR_THE_LAST_LOOK)


@dataclass(frozen=True)
class Follower:
    """Repeat a look at the database each second, also after it was away."""

    look: Callable[[], None]
    seconds: float
    stopped: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> None:
        """Look until stopped; what was known stays known while the database is away."""
        is_away = False
        while not self.stopped.wait(self.seconds):
            try:
                self.look()
                is_away = False
            except SQLAlchemyError as error:
                if not is_away:
                    _log.warning("The directory of tenants cannot be read for now: %s", type(error).__name__)
                is_away = True
