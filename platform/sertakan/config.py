"""Typed settings, read from the environment once, frozen, and handed to whoever needs one."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sertakan.kernel.address import PublicAddress
from sertakan.kernel.refusal import Refusal

_MASTER_KEY_BYTES = 32
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Hold everything the environment decides; `public` is how people reach it, `port` where it listens."""

    data_dir: Path
    tenants_dir: Path
    public: PublicAddress
    port: int
    is_demo: bool
    demo_password: str | None
    secret_key: str
    data_key: bytes
    app_url: str
    owner_url: str | None
    worker_url: str | None
    oversight_url: str | None
    files_url: str | None
    smtp_url: str | None
    message_gateway_url: str | None
    message_gateway_token: str | None
    threads: int
    proxies: int

    @property
    def base_domain(self) -> str:
        """Return the portal's domain, below which every space has its own."""
        return self.public.domain


def data_dir(environment: Mapping[str, str]) -> Path:
    """Return the folder in which everything lies that the platform writes."""
    return Path(environment.get("SERTAKAN_DATA_DIR") or _ROOT / "var").resolve()


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    :raises Refusal: settings.missing, settings.weak, settings.unreadable, each naming its variable;
        settings.domain_differs
    """
    folder = data_dir(environment)
    is_demo = environment.get("SERTAKAN_DEMO") == "1"
    chosen = {**(demo_secrets(folder) if is_demo else {}), **{k: v for k, v in environment.items() if v}}
    return Settings(
        data_dir=folder,
        tenants_dir=Path(chosen.get("SERTAKAN_TENANTS_DIR") or _ROOT / "tenants"),
        public=_public_address(chosen, is_demo=is_demo),
        port=_number(chosen, "PORT", 8000),
        is_demo=is_demo,
        demo_password=chosen.get("SERTAKAN_DEMO_PASSWORD") if is_demo else None,
        secret_key=_strong(chosen, "SERTAKAN_SECRET_KEY"),
        data_key=_master_key(chosen, "SERTAKAN_DATA_KEY"),
        app_url=_required(chosen, "DATABASE_URL"),
        owner_url=chosen.get("SERTAKAN_OWNER_URL"),
        worker_url=chosen.get("SERTAKAN_WORKER_URL"),
        oversight_url=chosen.get("SERTAKAN_OVERSIGHT_URL"),
        files_url=chosen.get("SERTAKAN_FILES_URL"),
        smtp_url=chosen.get("SERTAKAN_SMTP_URL"),
        message_gateway_url=chosen.get("SERTAKAN_MESSAGE_URL"),
        message_gateway_token=chosen.get("SERTAKAN_MESSAGE_TOKEN"),
        threads=_number(chosen, "SERTAKAN_THREADS", 4),
        proxies=_number(chosen, "SERTAKAN_PROXIES", 0),
    )


def demo_secrets(folder: Path) -> dict[str, str]:
    """Return the secrets of demo mode, made once and kept in the data folder for the next start."""
    kept = folder / "secrets.json"
    if kept.exists():
        return dict(json.loads(kept.read_text()))
    made = {
        "SERTAKAN_SECRET_KEY": secrets.token_urlsafe(48),
        "SERTAKAN_DATA_KEY": base64.b64encode(secrets.token_bytes(_MASTER_KEY_BYTES)).decode(),
        "SERTAKAN_DEMO_PASSWORD": "-".join(secrets.token_hex(2) for _ in range(4)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(".new")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(json.dumps(made, indent=2))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(kept)
    return made


def read_old_data_key(environment: Mapping[str, str]) -> bytes:
    """Read the master key that is being replaced.

    :raises Refusal: settings.missing, settings.weak, settings.unreadable, each naming its variable
    """
    return _master_key(environment, "SERTAKAN_OLD_DATA_KEY")


def _public_address(chosen: Mapping[str, str], *, is_demo: bool) -> PublicAddress:
    domain, address = chosen.get("SERTAKAN_BASE_DOMAIN", "").lower(), chosen.get("SERTAKAN_PUBLIC_URL")
    if not address:
        # A demonstration is visited where it listens; in earnest a proxy stands before it.
        port = _number(chosen, "PORT", 8000) if is_demo else None
        return PublicAddress(scheme="http" if is_demo else "https", domain=domain or "localhost", port=port)
    try:
        public = PublicAddress.parse(address)
    except ValueError:
        raise Refusal("settings.unreadable", variable="SERTAKAN_PUBLIC_URL") from None
    if domain and domain != public.domain:
        raise Refusal("settings.domain_differs", domain=domain, found=public.domain)
    return public


def _required(chosen: Mapping[str, str], name: str) -> str:
    if not (value := chosen.get(name)):
        raise Refusal("settings.missing", variable=name)
    return value


def _strong(chosen: Mapping[str, str], name: str) -> str:
    value = _required(chosen, name)
    if len(value) < 32 or len(set(value)) < 10:
        raise Refusal("settings.weak", variable=name)
    return value


def _master_key(chosen: Mapping[str, str], name: str) -> bytes:
    try:
        key = base64.b64decode(_required(chosen, name), validate=True)
    except ValueError:
        raise Refusal("settings.unreadable", variable=name) from None
    if len(key) != _MASTER_KEY_BYTES or len(set(key)) < 10:
        raise Refusal("settings.weak", variable=name)
    return key


def _number(chosen: Mapping[str, str], name: str, default: int) -> int:
    text = chosen.get(name, str(default))
    if not text.isascii() or not text.isdigit():
        raise Refusal("settings.unreadable", variable=name)
    return int(text)
