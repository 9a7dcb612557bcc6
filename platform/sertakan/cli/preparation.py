"""Bring a database to this release: migrations, the regencies' documents and, in demo mode, demo data."""

from dataclasses import replace

from sqlalchemy import create_engine

from sertakan.app import create_app
from sertakan.audit import service as audit
from sertakan.config import Settings
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.database import db, engine_url
from sertakan.persistence.migration import current, head, upgrade
from sertakan.tenancy import service as tenancy
from sertakan.web.application import SertakanApp


def prepare(settings: Settings) -> None:
    """Migrate, take over the regencies' files, and fill the demo if it is empty."""
    if settings.owner_url is None:
        raise Refusal("settings.missing", variable="SERTAKAN_OWNER_URL")
    upgrade(settings.owner_url)
    owner = create_app(replace(settings, app_url=settings.owner_url))
    with owner.app_context():
        tenancy.sync_tenants(settings.tenants_dir, master=settings.data_key, start_chain=audit.start_chain)
    _close(owner)
    if settings.is_demo:
        _fill_demo(settings)


def _fill_demo(settings: Settings) -> None:
    from sertakan.cli.demonstration import fill

    app = create_app(settings)
    with app.app_context():
        fill(settings)
    _close(app)


def _close(app: SertakanApp) -> None:
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def ensure_migrated(app_url: str) -> None:
    """Look whether the database stands at this release.

    :raises Refusal: database.behind
    """
    engine = create_engine(engine_url(app_url))
    try:
        with engine.connect() as connection:
            found = current(connection)
    finally:
        engine.dispose()
    if found != head():
        raise Refusal("database.behind", found=found or "kosong", expected=head())
