"""Commands on the database itself: roles and migrations."""

import os
import secrets

import click

from sertakan.cli.setting import database_environment
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.addresses import ROLE_NAMES
from sertakan.persistence.migration import upgrade
from sertakan.persistence.roles import ensure_roles, roles_exist


@click.group(help="Menyiapkan database.")
def db() -> None:
    """Prepare the database."""


@db.command(
    help="Membuat keempat peran dan databasenya di PostgreSQL sendiri, lalu mencetak alamatnya."
    " SERTAKAN_ADMIN_URL adalah alamat administrator server itu."
)
@click.option("--sandi-baru", "renews", is_flag=True, help="Ganti sandi peran yang sudah ada.")
def roles(renews: bool) -> None:
    """Create the four roles and the database on an outside PostgreSQL, and print their addresses."""
    address = os.environ.get("SERTAKAN_ADMIN_URL")
    if not address:
        raise Refusal("settings.missing", variable="SERTAKAN_ADMIN_URL")
    if not renews and roles_exist(address):
        raise Refusal("roles.exist")
    passwords = {role: secrets.token_urlsafe(24) for role in ROLE_NAMES}
    for variable, value in ensure_roles(address, passwords).as_environment().items():
        click.echo(f"{variable}={value}")


@db.command(help="Membawa database ke rilis ini.")
def migrate() -> None:
    """Bring the database forward to this release."""
    with database_environment() as environment:
        if not (owner := environment.get("SERTAKAN_OWNER_URL")):
            raise Refusal("settings.missing", variable="SERTAKAN_OWNER_URL")
        upgrade(owner)
    click.echo("Database berada pada rilis ini.")
