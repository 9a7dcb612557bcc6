"""Move a regency's space from state to state, as its operator would."""

from collections.abc import Callable

import pytest
from tests.fixtures.database import Database

from sertakan.tenancy.model import SpaceState
from sertakan.web.application import SertakanApp

PutInto = Callable[..., None]


@pytest.fixture
def put_into(database: Database, app: SertakanApp) -> PutInto:
    def put(slug: str, state: SpaceState, reason: str | None = None) -> None:
        with database.as_superuser() as connection:
            connection.execute(
                "UPDATE tenant SET state = %s, state_reason = %s WHERE slug = %s", (state, reason, slug)
            )
            connection.execute("UPDATE directory_version SET version = version + 1")
        app.directory.refresh()

    return put
