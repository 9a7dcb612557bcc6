"""Remember what an embedded database went through, so that the next start need not look again."""

import hashlib
from pathlib import Path

from sertakan.cli.setting import Settings

_MIGRATIONS = Path(__file__).resolve().parents[1] / "persistence" / "migrations" / "versions"
_NAME = "prepared"


def is_noted(settings: Settings) -> bool:
    """Tell whether the database was prepared for exactly these migrations, regencies and demo accounts."""
    note_file = _note_file(settings)
    return note_file.exists() and note_file.read_text() == _fingerprint(settings)


def note(settings: Settings) -> None:
    """Remember that the database was prepared."""
    _note_file(settings).write_text(_fingerprint(settings))


def forget(settings: Settings) -> None:
    """Have the next start prepare the database again."""
    _note_file(settings).unlink(missing_ok=True)


def _note_file(settings: Settings) -> Path:
    # Beside the database: whoever moves that folder away to begin anew moves this away with it.
    return settings.data_dir / "postgresql" / _NAME


def _fingerprint(settings: Settings) -> str:
    digest = hashlib.sha256(f"{settings.is_demo}|{settings.demo_password}".encode())
    for path in sorted((*_MIGRATIONS.glob("*.*"), *settings.tenants_dir.glob("*/tenant.toml"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
