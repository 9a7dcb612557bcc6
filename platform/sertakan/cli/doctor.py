"""Look at everything that must be in order, and say of each what to do if it is not."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import click

from sertakan.audit import service as audit
from sertakan.cli.sentences import sentence_for
from sertakan.cli.setting import Settings, database_environment, open_application, read_settings
from sertakan.kernel.clock import local_date
from sertakan.kernel.refusal import Refusal
from sertakan.persistence import inspection
from sertakan.persistence.database import enter_nobody, enter_oversight, enter_tenant
from sertakan.persistence.keys import read_keys
from sertakan.persistence.migration import head
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.service import list_tenants, read_document_on

_LEAST_FREE_BYTES = 1_000_000_000
_RELEASED = date(2026, 11, 1)  # a clock before this day is certainly wrong
_ACCEPTABLE_DRIFT = timedelta(seconds=2)
_DANGEROUS_DRIFT = timedelta(minutes=1)
_SIGN_OF_LIFE = timedelta(seconds=30)
_PATIENCE = timedelta(minutes=15)


class Level(StrEnum):
    """Grade a finding, in the word that is printed."""

    GOOD = "ok"
    WARNING = "peringatan"
    BAD = "gagal"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """State of one matter whether it is in order, and what to do."""

    level: Level
    topic: str
    sentence: str


Check = Callable[[Settings], Iterator[Finding]]


@click.command(
    help="Memeriksa rahasia, database, tembok, pekerja, jam, dan berkas; kode keluar 1 bila ada yang gagal."
)
@click.pass_context
def doctor(context: click.Context) -> None:
    """Examine the installation."""
    has_failed = False
    with database_environment() as environment:
        settings = read_settings(environment)
        for finding in examine(settings):
            has_failed = has_failed or finding.level is Level.BAD
            click.echo(f"{finding.level.value:11} {finding.topic:14} {finding.sentence}")
    context.exit(1 if has_failed else 0)


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield the finding of every check; one that cannot be made is a failure of its own."""
    for topic, check in _CHECKS.items():
        try:
            yield from check(settings)
        except Refusal as refusal:
            yield _bad(topic, sentence_for(refusal))
        except (*inspection.DATABASE_FAULTS, OSError) as error:
            yield _bad(topic, f"Tidak dapat diperiksa: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _good(topic: str, sentence: str) -> Finding:
    return Finding(level=Level.GOOD, topic=topic, sentence=sentence)


def _warning(topic: str, sentence: str) -> Finding:
    return Finding(level=Level.WARNING, topic=topic, sentence=sentence)


def _bad(topic: str, sentence: str) -> Finding:
    return Finding(level=Level.BAD, topic=topic, sentence=sentence)


def _check_secrets(settings: Settings) -> Iterator[Finding]:
    # Settings that are missing or weak were refused before anything could be examined.
    if settings.is_demo:
        yield _warning(
            "Rahasia", "Mode contoh: rahasia dibuat sendiri. Jangan masukkan data orang sungguhan."
        )
    else:
        yield _good("Rahasia", "SERTAKAN_SECRET_KEY dan SERTAKAN_DATA_KEY terisi dan cukup kuat.")


def _check_address(settings: Settings) -> Iterator[Finding]:
    example = settings.public.of_space("<slug>")
    if settings.is_demo:
        yield _good("Alamat", f"Tautan dalam pesan diawali {example} (mode contoh).")
    elif settings.public.scheme != "https":
        yield _bad(
            "Alamat", f"{settings.public} tanpa TLS: peramban membuang tanda masuk. Isi SERTAKAN_PUBLIC_URL."
        )
    elif settings.base_domain == "localhost":
        yield _warning("Alamat", f"Tautan dalam pesan diawali {example}. Isi SERTAKAN_PUBLIC_URL.")
    else:
        yield _good("Alamat", f"Tautan dalam pesan diawali {example}.")


def _check_folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    if not os.access(folder, os.W_OK | os.X_OK):
        yield _bad(
            "Folder data", f"{folder} tidak dapat ditulisi. Perbaiki haknya, atau isi SERTAKAN_DATA_DIR."
        )
        return
    secrets = folder / "secrets.json"
    if secrets.exists() and stat.S_IMODE(secrets.stat().st_mode) & 0o077:
        yield _bad("Folder data", f"{secrets} terbaca pengguna lain. Jalankan: chmod 600 '{secrets}'")
    free = shutil.disk_usage(folder).free
    if free < _LEAST_FREE_BYTES:
        yield _warning("Folder data", f"Ruang kosong tinggal {free // 1_000_000} MB. Tambah sebelum penuh.")
    else:
        yield _good("Folder data", f"{folder} dapat ditulisi.")


def _check_roles(settings: Settings) -> Iterator[Finding]:
    addresses = {
        "sertakan_app": ("DATABASE_URL", settings.app_url),
        "sertakan_owner": ("SERTAKAN_OWNER_URL", settings.owner_url),
        "sertakan_worker": ("SERTAKAN_WORKER_URL", settings.worker_url),
        "sertakan_oversight": ("SERTAKAN_OVERSIGHT_URL", settings.oversight_url),
    }
    for role, (variable, address) in addresses.items():
        if address is None:
            yield _warning("Database", f"{variable} tidak diisi, jadi peran {role} tidak diperiksa.")
            continue
        try:
            found = inspection.find_user(address)
        except inspection.DATABASE_FAULTS as error:
            yield _bad("Database", f"{variable} tidak dapat dipakai: {_first_line(error)}")
            continue
        if found == role:
            yield _good("Database", f"{variable} masuk sebagai {role}.")
        else:
            yield _bad("Database", f"{variable} masuk sebagai {found}, seharusnya {role}.")


def _check_migrations(settings: Settings) -> Iterator[Finding]:
    found, expected = inspection.read_migration(settings.app_url), head()
    if found == expected:
        yield _good("Migrasi", f"Database berada pada {found}.")
    else:
        yield _bad(
            "Migrasi", f"Database pada {found or 'kosong'}, seharusnya {expected}: sertakan db migrate"
        )


def _check_walls(settings: Settings) -> Iterator[Finding]:
    if settings.owner_url is None:
        yield _warning(
            "Tembok", "Hanya pemilik database melihat semuanya: isi SERTAKAN_OWNER_URL, lalu ulangi."
        )
        return
    breaches = inspection.list_breaches(settings.owner_url)
    for breach in breaches:
        yield _bad(
            "Tembok",
            f"{breach.table}: {breach.what} seharusnya '{breach.expected}', kini '{breach.found}'."
            " Hentikan layanan dan cari tahu siapa yang mengubahnya.",
        )
    if not breaches:
        yield _good("Tembok", "Hak dan kebijakan setiap tabel sesuai dengan yang tertulis.")


def _check_clock(settings: Settings) -> Iterator[Finding]:
    ours, theirs = datetime.now(UTC), inspection.read_clock(settings.app_url)
    drift = abs(theirs - ours)
    seconds = round(drift.total_seconds())
    if ours.date() < _RELEASED:
        yield _bad(
            "Jam", f"Mesin ini menunjukkan {ours.date().isoformat()}. Setel jamnya, sebaiknya lewat NTP."
        )
    elif drift > _DANGEROUS_DRIFT:
        yield _bad("Jam", f"Jam mesin ini dan database berselisih {seconds} detik. Setel keduanya lewat NTP.")
    elif drift > _ACCEPTABLE_DRIFT:
        yield _warning("Jam", f"Jam mesin ini dan database berselisih {seconds} detik. Periksa NTP.")
    else:
        yield _good("Jam", "Jam mesin ini sama dengan jam database.")


def _check_worker(settings: Settings) -> Iterator[Finding]:
    if settings.worker_url is None:
        yield _warning("Pekerja", "SERTAKAN_WORKER_URL tidak diisi, jadi antrean tidak diperiksa.")
        return
    queue, now = inspection.read_queue(settings.worker_url), datetime.now(UTC)
    if queue.last_sign is None or now - queue.last_sign > _SIGN_OF_LIFE:
        yield _warning("Pekerja", "Tidak ada pekerja antrean yang hidup. Nyalakan: sertakan worker")
    else:
        yield _good("Pekerja", "Pekerja antrean hidup.")
    if queue.oldest_due is not None and now - queue.oldest_due > _PATIENCE:
        yield _bad("Antrean", f"{queue.waiting} tugas menunggu lebih dari 15 menit. Periksa catatan pekerja.")
    elif queue.failed:
        yield _warning(
            "Antrean", f"{queue.failed} tugas gagal dan tidak diulang lagi. Periksa catatan pekerja."
        )
    else:
        yield _good("Antrean", f"{queue.waiting} tugas menunggu, tidak ada yang gagal.")


def _check_keys(settings: Settings) -> Iterator[Finding]:
    """Open every regency's keys; a wrong master key is otherwise met by the first visitor."""
    with open_application(settings):
        with enter_nobody():
            tenants = list_tenants()
        for tenant in tenants:
            read_keys(settings.data_key, tenant.id)
    yield _good("Kunci", f"SERTAKAN_DATA_KEY membuka kunci {len(tenants)} ruang.")


def _check_tenants(settings: Settings) -> Iterator[Finding]:
    with open_application(settings):
        with enter_nobody():
            tenants = list_tenants()
        findings = [finding for tenant in tenants for finding in _check_tenant(tenant)]
        if settings.oversight_url is not None:
            findings += _check_centre()
    yield from findings
    if not findings:
        yield _good("Ruang", f"{len(tenants)} ruang: dokumennya sah dan kepala jejak auditnya cocok.")


def _check_tenant(tenant: Tenant) -> Iterator[Finding]:
    with enter_tenant(tenant.id):
        try:
            read_document_on(tenant.id, local_date(datetime.now(UTC), tenant.timezone))
        except Refusal as refusal:
            yield _bad("Ruang", f"{tenant.slug}: {sentence_for(refusal)}")
        if not audit.head_agrees(tenant.id):
            yield _bad("Jejak audit", f"{tenant.slug}: jalankan sertakan audit verify --tenant {tenant.slug}")


def _check_centre() -> Iterator[Finding]:
    with enter_oversight():
        if not audit.oversight_head_agrees():
            yield _bad("Jejak audit", "pusat: jalankan sertakan audit verify --tenant pusat")


_CHECKS: dict[str, Check] = {
    "Rahasia": _check_secrets,
    "Alamat": _check_address,
    "Folder data": _check_folder,
    "Database": _check_roles,
    "Migrasi": _check_migrations,
    "Tembok": _check_walls,
    "Jam": _check_clock,
    "Pekerja": _check_worker,
    "Kunci": _check_keys,
    "Ruang": _check_tenants,
}
