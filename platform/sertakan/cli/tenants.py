"""Commands on regencies: list, sync, show, export, create, suspend, resume."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from sertakan.audit import service as audit
from sertakan.cli.setting import as_application, as_owner
from sertakan.configuration.service import transfer
from sertakan.kernel.clock import local_date
from sertakan.kernel.event import Event
from sertakan.kernel.refusal import NotFound
from sertakan.persistence.database import enter_nobody, enter_tenant
from sertakan.tenancy import repository, service
from sertakan.tenancy.document_file import write_document
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document

_FOLLOWS = "Semua proses mengikutinya dalam dua detik."


@click.group(help="Mengurus ruang daerah.")
def tenant() -> None:
    """Look after the regencies' spaces."""


@tenant.command("list", help="Daftar semua daerah dan keadaan ruangnya.")
def list_all() -> None:
    """List all regencies with the state of their space."""
    with as_application(), enter_nobody():
        for each in repository.list_tenants():
            click.echo(f"{each.region_code}  {each.slug:28} {each.state:10} {each.name}")


@tenant.command(help="Mengambil alih isi berkas di tenants/.")
def sync() -> None:
    """Take over what the files in tenants/ say."""
    with as_owner() as (_, settings):
        results = service.sync_tenants(
            settings.tenants_dir, master=settings.data_key, start_chain=audit.start_chain
        )
    for result in results:
        click.echo(f"{result.slug:28} {result.outcome}")


@tenant.command(help="Menampilkan isi dokumen daerah yang berlaku.")
@click.argument("slug")
def show(slug: str) -> None:
    """Show what a regency's document in force says."""
    with as_application():
        found = _get(slug)
        with enter_tenant(found.id):
            revisions = service.revisions_on(found.id, _today(found))
            document = service.read_in_force(found.id, revisions)
    click.echo(f"{found.name} ({found.region_code}): {found.state}")
    click.echo(f"Revisi yang berlaku: {revisions.law} (hukum), {revisions.house} (kata dan rupa)")
    click.echo(f"Peraturan: {document.long_reference or 'belum ada nomor'}")
    uncited = [clause.parameter for clause in document.clauses if clause.uncited]
    click.echo(f"Belum bersitasi: {', '.join(uncited) or 'tidak ada'}")


@tenant.command(help="Menulis dokumen daerah yang berlaku sebagai TOML, atau bersama semua berkasnya.")
@click.argument("slug")
@click.option(
    "--paket", type=click.Path(path_type=Path, dir_okay=False), help="Tulis arsip ZIP ke berkas ini."
)
def export(slug: str, paket: Path | None) -> None:
    """Write a regency's document in force as TOML, or as an archive with every file it names."""
    with as_application() as (_, settings):
        found = _get(slug)
        if paket is not None:
            paket.write_bytes(transfer.export_space(found, settings.tenants_dir, _today(found)))
            return
        with enter_tenant(found.id):
            document = service.read_document_on(found.id, _today(found))
    click.echo(write_document(document), nl=False)


@tenant.command(
    "import", help="Mengambil alih arsip yang ditulis oleh export --paket, di sini atau di tempat lain."
)
@click.argument("paket", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def import_(paket: Path) -> None:
    """Take over an archive that export wrote, here or elsewhere."""
    with as_owner() as (_, settings):
        taken, outcome = transfer.import_space(
            paket.read_bytes(), settings.tenants_dir, master=settings.data_key
        )
    click.echo(f"{taken.name}: {taken.slug}, {outcome}")


@tenant.command(help="Membuat ruang rancangan salah satu dari 514 daerah, dengan kodenya, misalnya 51.04.")
@click.argument("region_code")
def create(region_code: str) -> None:
    """Create the draft space of one of the 514 regencies, by its code, such as 51.04."""
    regions = load_regencies()
    if region_code not in regions:
        raise NotFound("region.unknown", region=region_code)
    document = default_document(regions[region_code])
    with as_owner() as (_, settings):
        made = service.found_tenant(document, master=settings.data_key, start_chain=audit.start_chain)
    click.echo(f"{made.name}: {made.slug}, {made.state}")


def _today(found: Tenant) -> date:
    return local_date(datetime.now(UTC), found.timezone)


@tenant.command(help="Menghentikan sebuah ruang untuk sementara; pengunjung membaca alasannya.")
@click.argument("slug")
@click.option("--reason", required=True, help="Alasannya, seperti akan dibaca setiap pengunjung.")
def suspend(slug: str, reason: str) -> None:
    """Let a regency's space rest."""
    with as_owner():
        changed = service.suspend_space(slug, reason, record=_record)
    click.echo(f"{changed.name} dihentikan sementara. Sebelumnya: {changed.state_before}. {_FOLLOWS}")


@tenant.command(help="Membuka kembali ruang yang dihentikan, pada keadaannya semula.")
@click.argument("slug")
def resume(slug: str) -> None:
    """Bring a regency's space back to the state that it had."""
    with as_owner():
        changed = service.resume_space(slug, record=_record)
    click.echo(f"{changed.name} kembali {changed.state}. {_FOLLOWS}")


def _record(event: Event) -> None:
    audit.record(event, at=datetime.now(UTC), actor_id=None)


def _get(slug: str) -> Tenant:
    with enter_nobody():
        found = repository.find_tenant(slug)
    if found is None:
        raise NotFound("tenant.unknown", slug=slug)
    return found
