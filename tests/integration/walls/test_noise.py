import pytest
from tests.fixtures.database import Database

from sertakan.persistence.walls import OWNED
from sertakan.tenancy.model import Tenant


@pytest.mark.parametrize("table", OWNED)
def test_neighbour_fills_every_owned_table(database: Database, other_tenant: Tenant, table: str) -> None:
    with database.as_role("owner", other_tenant.id) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row, table
    assert row[0], f"make_noise() in tests/factories/noise.py leaves {table} empty"
