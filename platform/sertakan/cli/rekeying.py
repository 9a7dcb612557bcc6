"""Commands on the keys that open personal data."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from sertakan.audit.events import KeysRewrapped
from sertakan.audit.service import record
from sertakan.cli.setting import (
    database_environment,
    open_application,
    read_old_data_key,
    read_settings,
)
from sertakan.enrolment.service import cover
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.crypto import Keyring
from sertakan.persistence.database import enter_nobody, enter_tenant
from sertakan.persistence.keys import rewrap_keys
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.service import list_tenants


@click.group(help="Mengurus kunci data pribadi.")
def keys() -> None:
    """Look after the keys."""


@keys.command(
    help="Mengganti kunci induk: yang lama di SERTAKAN_OLD_DATA_KEY, yang baru di SERTAKAN_DATA_KEY."
    " Hentikan dahulu web dan pekerja. Boleh diulang bila terputus."
)
def rewrap() -> None:
    """Wrap every regency's keys by the new master key, then move the claims of cover to its hashes."""
    old = read_old_data_key(os.environ)
    with database_environment() as environment:
        settings = read_settings(environment)
        if settings.owner_url is None:
            raise Refusal("settings.missing", variable="SERTAKAN_OWNER_URL")
        with open_application(settings, settings.owner_url):
            with enter_nobody():
                tenants = list_tenants()
            count = sum(_rewrap(tenant, old=old, new=settings.data_key) for tenant in tenants)
        # Who covers whom is hashed with the master key itself, and only the web's role may move it.
        with open_application(settings):
            months = _move_cover(tenants, Keyring(master=old))
    click.echo(
        f"{count} kunci di {len(tenants)} ruang dibungkus ulang; {months} bulan perlindungan dipindah."
    )


def _rewrap(tenant: Tenant, *, old: bytes, new: bytes) -> int:
    with enter_tenant(tenant.id) as session:
        count = rewrap_keys(session, old=old, new=new)
        if count:
            record(KeysRewrapped(count=count), at=datetime.now(UTC), actor_id=None)
    return count


def _move_cover(tenants: Sequence[Tenant], old: Keyring) -> int:
    months = 0
    for tenant in tenants:
        with enter_tenant(tenant.id):
            months += cover.move_claims(tenant.id, old)
    return months
