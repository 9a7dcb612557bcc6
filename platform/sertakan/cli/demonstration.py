"""Demo accounts and people for those who try Sertakan; nobody here exists."""

import os
import shutil
from datetime import UTC, datetime
from random import Random

import click

from sertakan.cli import readiness
from sertakan.cli.addressing import DEMO_ROLES, OVERSIGHT_ROLES
from sertakan.cli.demo_story import Story
from sertakan.cli.setting import Settings, data_dir, database_environment, open_application, read_settings
from sertakan.identity.model import OversightRole
from sertakan.identity.service import centre, staff
from sertakan.kernel.clock import local_date
from sertakan.kernel.refusal import Refusal
from sertakan.oversight.service import refresh_facts
from sertakan.persistence.database import enter_nobody, enter_oversight, enter_tenant
from sertakan.tenancy.model import SpaceState, Tenant
from sertakan.tenancy.service import list_tenants, read_document_on

_OVERSIGHT = {"pengawas": OversightRole.VIEWER, "operator": OversightRole.OPERATOR}


@click.group(help="Data contoh untuk mode contoh; semua orangnya rekaan.")
def demo() -> None:
    """Look after demo data."""


@demo.command(help="Mengisi ruang contoh yang masih kosong.")
def seed() -> None:
    """Fill the demo spaces that are still empty."""
    with database_environment() as environment:
        settings = _demo_settings(read_settings(environment))
        fill(settings)
    click.echo("Ruang contoh sudah terisi.")


@demo.command(help="Membuang seluruh database contoh, lalu mengisinya dari awal.")
@click.option("--yes", is_flag=True, help="Jangan bertanya lagi.")
def reset(yes: bool) -> None:
    """Throw the embedded demo database away and fill a new one."""
    _ensure_only_a_demo()
    folder = data_dir(os.environ)
    if not yes:
        click.confirm(
            f"Semua akun, pendaftaran, dan jejak audit di {folder / 'postgresql'} akan hilang. Lanjutkan?",
            abort=True,
        )
    shutil.rmtree(folder / "postgresql", ignore_errors=True)
    with database_environment() as environment:
        from sertakan.cli.preparation import prepare

        settings = _demo_settings(read_settings(environment))
        prepare(settings)
        readiness.note(settings)
    click.echo("Contoh dimulai dari awal.")


def _ensure_only_a_demo() -> None:
    """Refuse to throw away what is more than a demo, or what is in use.

    :raises Refusal: demo.off, demo.outside, demo.running, demo.live_space
    """
    if os.environ.get("SERTAKAN_DEMO") != "1":
        raise Refusal("demo.off")
    if os.environ.get("DATABASE_URL"):
        raise Refusal("demo.outside")
    folder = data_dir(os.environ)
    from sertakan.persistence.embedded import find_running

    if find_running(folder) is not None:
        raise Refusal("demo.running")
    if not (folder / "postgresql").exists():
        return
    with database_environment() as environment:
        settings = read_settings(environment)
        with open_application(settings), enter_nobody():
            if any(tenant.state in {SpaceState.LIVE, SpaceState.SUSPENDED} for tenant in list_tenants()):
                raise Refusal("demo.live_space")


def _demo_settings(settings: Settings) -> Settings:
    if not settings.is_demo or settings.demo_password is None:
        raise Refusal("demo.off")
    return settings


def fill(settings: Settings) -> None:
    """Fill each demo space that is empty, and let the demo's password open the demo's accounts."""
    password = str(_demo_settings(settings).demo_password)
    now = datetime.now(UTC)
    with open_application(settings):
        with enter_nobody():
            tenants = [t for t in list_tenants() if t.is_demo and t.state is SpaceState.TRIAL]
        for tenant in tenants:
            _fill_space(tenant, password, now)
        with enter_oversight():
            _fill_centre(password)
    with open_application(settings, settings.worker_url):
        for tenant in tenants:
            with enter_tenant(tenant.id):
                refresh_facts(tenant.id, now, is_demo_mode=True)


def _fill_space(tenant: Tenant, password: str, now: datetime) -> None:
    with enter_tenant(tenant.id):
        opens = staff.has_password(tenant.id, f"{DEMO_ROLES[0]}@{tenant.slug}.demo", password)
        if opens is None:
            document = read_document_on(tenant.id, local_date(now, tenant.timezone))
            # The same people each time, so that pictures and descriptions stay true.
            random = Random(tenant.slug)  # noqa: S311 - nothing here is secret
            Story(tenant=tenant, document=document, password=password, now=now, random=random).tell()
        elif not opens:
            for role in DEMO_ROLES:
                staff.set_password(tenant.id, f"{role}@{tenant.slug}.demo", password)


def _fill_centre(password: str) -> None:
    for name in OVERSIGHT_ROLES:
        email = f"{name}@pusat.demo"
        opens = centre.has_overseer_password(email, password)
        if opens is None:
            centre.add_oversight_account(
                name=f"{name.capitalize()} Contoh", email=email, password=password, role=_OVERSIGHT[name]
            )
        elif not opens:
            centre.set_overseer_password(email, password)
