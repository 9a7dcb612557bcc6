"""Another application on the same database, which comes in with one role only."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.fixtures.database import Database, close, settings_for

from sertakan.app import create_app
from sertakan.persistence.crypto import keyring
from sertakan.web.application import SertakanApp


@contextmanager
def application_as(database: Database, address: str) -> Iterator[SertakanApp]:
    """Give an application whose every session uses an address; the keys return to the one before."""
    master, load = keyring.master, keyring.load
    made = create_app(settings_for(database, DATABASE_URL=address))
    try:
        yield made
    finally:
        close(made)
        if load is not None:
            keyring.open(master, load)
