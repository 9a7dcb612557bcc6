"""Bring a database forward to this release, once, whichever process comes first."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from sertakan.persistence.database import engine_url

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 731_001  # any number, as long as every process takes the same one


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config


def head() -> str:
    """Return the newest migration this release knows."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current(connection: Connection) -> str | None:
    """Return the migration at which a database stands."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(owner_address: str, revision: str = "head") -> None:
    """Run all missing migrations as the owner, under a lock, in one transaction."""
    engine = create_engine(engine_url(owner_address))
    try:
        with engine.begin() as connection:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    finally:
        engine.dispose()
