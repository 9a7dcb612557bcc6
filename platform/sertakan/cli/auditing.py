"""Look whether the record of decisions still stands as it was written."""

from collections.abc import Iterator, Mapping, Sequence

import click

from sertakan.audit import service
from sertakan.audit.model import Flaw
from sertakan.cli.setting import as_application
from sertakan.kernel.refusal import NotFound
from sertakan.persistence.database import enter_nobody, enter_oversight, enter_tenant
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.service import list_tenants

CENTRE = "pusat"
_REASONS: Mapping[str, str] = {
    "missing": "catatan ini hilang, atau urutannya diubah",
    "altered": "isi atau segel catatan ini diubah setelah ditulis",
    "columns": "kolom catatan ini tidak sama dengan isi yang disegel",
    "head": "catatan sesudah ini dihapus, atau kepala rantai diubah",
}


@click.group(help="Memeriksa jejak audit.")
def audit() -> None:
    """Look after the audit record."""


@audit.command(help="Memeriksa setiap rantai catatan; kode keluar 1 bila ada yang rusak.")
@click.option("--tenant", "slug", help="Hanya ruang ini; pusat untuk rantai pusat.")
@click.pass_context
def verify(context: click.Context, slug: str | None) -> None:
    """Verify the chains of all regencies and of the centre, or one of them."""
    is_sound = True
    with as_application():
        for name, flaw in list_flaws(slug):
            is_sound = is_sound and flaw is None
            click.echo(f"{name:28} {describe(flaw)}")
    context.exit(0 if is_sound else 1)


def list_flaws(slug: str | None = None) -> Iterator[tuple[str, Flaw | None]]:
    """Yield each chain's name and its first flaw.

    :raises NotFound: tenant.unknown
    """
    for tenant in _chosen(slug):
        with enter_tenant(tenant.id):
            yield tenant.slug, service.verify(tenant.id)
    if slug in {None, CENTRE}:
        with enter_oversight():
            yield CENTRE, service.verify_oversight()


def _chosen(slug: str | None) -> Sequence[Tenant]:
    with enter_nobody():
        tenants = list_tenants()
    chosen = [tenant for tenant in tenants if slug in {None, tenant.slug}]
    if slug not in {None, CENTRE} and not chosen:
        raise NotFound("tenant.unknown", slug=slug)
    return chosen


def describe(flaw: Flaw | None) -> str:
    """Say whether a chain holds, and if not, where and why."""
    if flaw is None:
        return "utuh"
    return f"RUSAK pada catatan {flaw.sequence}: {_REASONS.get(flaw.reason, flaw.reason)}"
