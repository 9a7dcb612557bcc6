"""Bring a database to this release: migrations, the regencies' documents and, in demo mode, demo data."""

from sertakan.audit import service as audit
from sertakan.cli.setting import Settings, open_application
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.inspection import read_migration
from sertakan.persistence.migration import head, upgrade
from sertakan.tenancy import service as tenancy


def prepare(settings: Settings) -> None:
    """Migrate, take over the regencies' files, and fill the demo if it is empty."""
    if settings.owner_url is None:
        raise Refusal("settings.missing", variable="SERTAKAN_OWNER_URL")
    upgrade(settings.owner_url)
    with open_application(settings, settings.owner_url):
        tenancy.sync_tenants(settings.tenants_dir, master=settings.data_key, start_chain=audit.start_chain)
    if settings.is_demo:
        from sertakan.cli.demonstration import fill

        fill(settings)


def ensure_migrated(app_url: str) -> None:
    """Look whether the database stands at this release.

    :raises Refusal: database.behind
    """
    if (found := read_migration(app_url)) != head():
        raise Refusal("database.behind", found=found or "kosong", expected=head())
