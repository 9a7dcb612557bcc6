"""What every command needs: the environment, the database's addresses and an application."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from sertakan.config import Settings, data_dir, read_old_data_key, read_settings
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.addresses import DatabaseAddresses, from_environment

if TYPE_CHECKING:
    from sertakan.web.application import SertakanApp

__all__ = [
    "Settings",
    "as_application",
    "as_owner",
    "as_worker",
    "data_dir",
    "database_environment",
    "open_application",
    "read_old_data_key",
    "read_settings",
]


@contextmanager
def database_environment() -> Iterator[Mapping[str, str]]:
    """Give the environment with the database's addresses, starting the embedded server if need be.

    Of an outside PostgreSQL each service is told only the addresses that it needs.
    """
    if os.environ.get("DATABASE_URL") or from_environment(os.environ) is not None:
        yield os.environ
        return
    with _embedded_or_running() as addresses:
        yield {**os.environ, **addresses.as_environment()}


@contextmanager
def _embedded_or_running() -> Iterator[DatabaseAddresses]:
    from sertakan.persistence.embedded import EmbeddedServer, find_running

    folder = data_dir(os.environ)
    running = find_running(folder)
    if running is not None:
        yield running
        return
    with EmbeddedServer(folder) as started:
        yield started


@contextmanager
def open_application(settings: Settings, address: str | None = None) -> Iterator["SertakanApp"]:
    """Give an application that acts with the rights of an address, those of the web processes if none is named."""
    # An application takes a second to import; what needs none, such as the parent of a second start, waits for none.
    from sertakan.app import create_app
    from sertakan.persistence.crypto import keyring
    from sertakan.persistence.database import db

    master, load = keyring.master, keyring.load
    app = create_app(replace(settings, app_url=address or settings.app_url))
    with app.app_context():
        try:
            yield app
        finally:
            for engine in db.engines.values():
                engine.dispose()
            # The keys are the process's own; a closed application must not be asked for them.
            keyring.open(master, load)


@contextmanager
def as_owner() -> Iterator[tuple["SertakanApp", Settings]]:
    """Give an application whose sessions act as the owner of the tables, for founding and syncing."""
    with database_environment() as environment:
        settings = read_settings(environment)
        if settings.owner_url is None:
            raise Refusal("settings.missing", variable="SERTAKAN_OWNER_URL")
        with open_application(settings, settings.owner_url) as app:
            yield app, settings


@contextmanager
def as_application() -> Iterator[tuple["SertakanApp", Settings]]:
    """Give an application that acts with the rights of the web processes."""
    with database_environment() as environment:
        settings = read_settings(environment)
        with open_application(settings) as app:
            yield app, settings


@contextmanager
def as_worker() -> Iterator[tuple["SertakanApp", Settings]]:
    """Give an application that acts with the rights of the jobs."""
    with database_environment() as environment:
        settings = read_settings(environment)
        if settings.worker_url is None:
            raise Refusal("settings.missing", variable="SERTAKAN_WORKER_URL")
        with open_application(settings, settings.worker_url) as app:
            yield app, settings
