"""What every command needs: the environment, the database's addresses and an application."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from sertakan.app import create_app
from sertakan.config import Settings, data_dir, read_settings
from sertakan.persistence.addresses import DatabaseAddresses, DatabaseNotReady, from_environment
from sertakan.persistence.embedded import EmbeddedServer, find_running
from sertakan.web.application import SertakanApp


@contextmanager
def database_environment() -> Iterator[Mapping[str, str]]:
    """Give the environment with all four database addresses, starting the embedded server if need be."""
    addresses = from_environment(os.environ)
    if addresses is not None:
        yield os.environ
        return
    with _embedded_or_running() as addresses:
        yield {**os.environ, **addresses.as_environment()}


@contextmanager
def _embedded_or_running() -> Iterator[DatabaseAddresses]:
    folder = data_dir(os.environ)
    running = find_running(folder)
    if running is not None:
        yield running
        return
    with EmbeddedServer(folder) as started:
        yield started


@contextmanager
def as_owner() -> Iterator[tuple[SertakanApp, Settings]]:
    """Give an application whose sessions act as the owner of the tables, for founding and syncing."""
    with database_environment() as environment:
        settings = read_settings(environment)
        if settings.owner_url is None:
            raise DatabaseNotReady("SERTAKAN_OWNER_URL is not set.")
        app = create_app(replace(settings, app_url=settings.owner_url))
        with app.app_context():
            yield app, settings


@contextmanager
def as_application() -> Iterator[tuple[SertakanApp, Settings]]:
    """Give an application that acts with the rights of the web processes."""
    with database_environment() as environment:
        settings = read_settings(environment)
        app = create_app(settings)
        with app.app_context():
            yield app, settings
