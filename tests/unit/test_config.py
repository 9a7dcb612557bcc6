import base64
import json
import stat
from pathlib import Path

import pytest

from sertakan.config import Settings, data_dir, demo_secrets, read_settings
from sertakan.kernel.refusal import Refusal

GOOD = {
    "DATABASE_URL": "postgresql://app@/sertakan",
    "SERTAKAN_SECRET_KEY": "rahasia-rekaan-0123456789-untuk-uji-saja",
    "SERTAKAN_DATA_KEY": base64.b64encode(bytes(range(32))).decode(),
}


def test_settings_have_their_defaults(tmp_path: Path) -> None:
    settings = read_settings({**GOOD, "SERTAKAN_DATA_DIR": str(tmp_path)})
    assert (settings.port, settings.base_domain, settings.is_demo, settings.threads) == (
        8000,
        "localhost",
        False,
        4,
    )
    assert (settings.owner_url, settings.demo_password, settings.files_url) == (None, None, None)
    assert settings.data_key == bytes(range(32))
    assert settings.tenants_dir.name == "tenants"


def test_base_domain_is_lower_case() -> None:
    assert read_settings({**GOOD, "SERTAKAN_BASE_DOMAIN": "Sertakan.Test"}).base_domain == "sertakan.test"


@pytest.mark.parametrize(
    ("told", "portal"),
    [
        ({}, "https://localhost"),
        ({"PORT": "8000", "SERTAKAN_BASE_DOMAIN": "sertakan.test"}, "https://sertakan.test"),
        ({"SERTAKAN_PUBLIC_URL": "https://sertakan.test:8443/"}, "https://sertakan.test:8443"),
        (
            {"SERTAKAN_PUBLIC_URL": "https://sertakan.test", "SERTAKAN_BASE_DOMAIN": "Sertakan.test"},
            "https://sertakan.test",
        ),
        ({"SERTAKAN_DEMO": "1"}, "http://localhost:8000"),
        ({"SERTAKAN_DEMO": "1", "PORT": "80"}, "http://localhost"),
        ({"SERTAKAN_DEMO": "1", "SERTAKAN_PUBLIC_URL": "https://peragaan.test"}, "https://peragaan.test"),
    ],
)
def test_public_address_follows_from_what_is_told(tmp_path: Path, told: dict[str, str], portal: str) -> None:
    settings = read_settings({**GOOD, "SERTAKAN_DATA_DIR": str(tmp_path), **told})
    assert (str(settings.public), settings.base_domain) == (portal, settings.public.domain)


def test_public_address_and_domain_must_agree() -> None:
    told = {"SERTAKAN_PUBLIC_URL": "https://sertakan.test", "SERTAKAN_BASE_DOMAIN": "lain.test"}
    with pytest.raises(Refusal, match=r"settings\.domain_differs"):
        read_settings({**GOOD, **told})


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DATABASE_URL", "", "settings.missing"),
        ("SERTAKAN_SECRET_KEY", "", "settings.missing"),
        ("SERTAKAN_SECRET_KEY", "pendek", "settings.weak"),
        ("SERTAKAN_SECRET_KEY", "a" * 64, "settings.weak"),
        ("SERTAKAN_SECRET_KEY", "changeme" * 8, "settings.weak"),
        ("SERTAKAN_DATA_KEY", "", "settings.missing"),
        ("SERTAKAN_DATA_KEY", "bukan base64!", "settings.unreadable"),
        ("SERTAKAN_DATA_KEY", base64.b64encode(bytes(range(16))).decode(), "settings.weak"),
        ("SERTAKAN_DATA_KEY", base64.b64encode(bytes(32)).decode(), "settings.weak"),
        ("PORT", "delapan", "settings.unreadable"),
        ("PORT", "-1", "settings.unreadable"),
        ("SERTAKAN_PUBLIC_URL", "sertakan.test", "settings.unreadable"),
        ("SERTAKAN_PUBLIC_URL", "https://sertakan.test/portal", "settings.unreadable"),
        ("PORT", "８０００", "settings.unreadable"),
    ],
)
def test_bad_setting_is_named(name: str, value: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_settings({**GOOD, name: value})
    assert (refusal.value.code, refusal.value.params["variable"]) == (code, name)


def test_secrets_are_never_made_outside_demo(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"settings\.missing"):
        read_settings({"DATABASE_URL": "postgresql://x/y", "SERTAKAN_DATA_DIR": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


def test_demo_makes_secrets_once(tmp_path: Path) -> None:
    environment = {
        "DATABASE_URL": "postgresql://x/y",
        "SERTAKAN_DATA_DIR": str(tmp_path),
        "SERTAKAN_DEMO": "1",
    }
    first, second = read_settings(environment), read_settings(environment)
    assert (first.secret_key, first.data_key) == (second.secret_key, second.data_key)
    assert first.demo_password
    assert first == second


def test_demo_secrets_are_private(tmp_path: Path) -> None:
    made = demo_secrets(tmp_path / "var")
    kept = tmp_path / "var" / "secrets.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text()) == made


def test_two_demos_share_no_secret(tmp_path: Path) -> None:
    first, second = demo_secrets(tmp_path / "a"), demo_secrets(tmp_path / "b")
    assert not set(first.values()) & set(second.values())


def test_demo_password_may_be_chosen(tmp_path: Path) -> None:
    chosen = {**GOOD, "SERTAKAN_DATA_DIR": str(tmp_path), "SERTAKAN_DEMO_PASSWORD": "pilihan sendiri"}
    assert read_settings({**chosen, "SERTAKAN_DEMO": "1"}).demo_password == "pilihan sendiri"
    assert read_settings(chosen).demo_password is None


def test_settings_do_not_change(tmp_path: Path) -> None:
    settings: Settings = read_settings(GOOD)
    with pytest.raises(AttributeError):
        settings.port = 1  # type: ignore[misc]


def test_data_lies_below_the_clone_by_default() -> None:
    assert data_dir({}).name == "var"
    assert (data_dir({}).parent / "platform").is_dir()
