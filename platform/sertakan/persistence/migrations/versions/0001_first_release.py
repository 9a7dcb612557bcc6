"""The first release: tables, walls, grants, the queue of jobs, and all regions of Indonesia."""

from pathlib import Path

from alembic import op
from procrastinate.schema import SchemaManager

from sertakan.tenancy.regions import iter_regions

revision = "0001"
down_revision = None

_GRANTEES = "sertakan_app, sertakan_worker"


def upgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
    _make_queue()
    _load_regions()


def _make_queue() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql("CREATE SCHEMA jobs")
    connection.exec_driver_sql("SET LOCAL search_path = jobs, public")
    cursor = connection.connection.cursor()
    cursor.execute(SchemaManager.get_schema().encode())
    connection.exec_driver_sql("SET LOCAL search_path = public, jobs")
    for statement in (
        f"GRANT USAGE ON SCHEMA jobs TO {_GRANTEES}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO {_GRANTEES}",
        f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA jobs TO {_GRANTEES}",
    ):
        connection.exec_driver_sql(statement)


def _load_regions() -> None:
    cursor = op.get_bind().connection.cursor()
    with cursor.copy("COPY region (code, name, level, parent_code, search_name) FROM STDIN") as copy:
        for region in iter_regions():
            copy.write_row((region.code, region.name, region.level, region.parent_code, region.search_name))
