import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.factories.audit import make_record
from tests.fixtures.application import Work
from tests.fixtures.database import Database, settings_for

from sertakan.cli.auditing import audit
from sertakan.cli.doctor import Finding, Level, doctor, examine
from sertakan.config import Settings
from sertakan.kernel.address import PublicAddress
from sertakan.tenancy.model import Tenant

Examine = Callable[..., list[Finding]]


@pytest.fixture
def settings(database: Database) -> Settings:
    found = settings_for(database)
    found.data_dir.mkdir(exist_ok=True)
    return found


def worst(findings: list[Finding], topic: str) -> Level:
    levels = {finding.level for finding in findings if finding.topic == topic}
    return next(level for level in (Level.BAD, Level.WARNING, Level.GOOD) if level in levels)


def test_sound_installation_has_no_failure(settings: Settings) -> None:
    findings = list(examine(settings))
    assert [finding for finding in findings if finding.level is Level.BAD] == []
    assert {finding.topic for finding in findings} >= {"Database", "Migrasi", "Tembok", "Jam", "Ruang"}


@pytest.mark.parametrize(
    ("address", "level"),
    [
        ("https://sertakan.test", Level.GOOD),
        ("https://localhost", Level.WARNING),
        ("http://sertakan.test", Level.BAD),
    ],
)
def test_public_address_is_told_and_judged(settings: Settings, address: str, level: Level) -> None:
    in_earnest = replace(settings, is_demo=False, public=PublicAddress.parse(address))
    (found,) = [finding for finding in examine(in_earnest) if finding.topic == "Alamat"]
    assert found.level is level
    assert address.partition("://")[0] in found.sentence


def test_missing_worker_is_a_warning(settings: Settings) -> None:
    assert worst(list(examine(settings)), "Pekerja") is Level.WARNING


def test_wrong_master_key_is_found(settings: Settings) -> None:
    assert worst(list(examine(settings)), "Kunci") is Level.GOOD
    (found,) = [
        finding
        for finding in examine(replace(settings, data_key=bytes(range(64, 96))))
        if finding.topic == "Kunci"
    ]
    assert found.level is Level.BAD
    assert "SERTAKAN_DATA_KEY bukan kunci yang dahulu dipakai" in found.sentence


def test_exchanged_addresses_are_found(settings: Settings) -> None:
    findings = list(examine(replace(settings, worker_url=settings.app_url)))
    assert any("seharusnya sertakan_worker" in finding.sentence for finding in findings)
    assert worst(findings, "Database") is Level.BAD


def test_unreachable_database_is_said_in_one_line(settings: Settings) -> None:
    away = replace(settings, worker_url="postgresql://sertakan_worker@127.0.0.1:9/sertakan")
    findings = list(examine(away))
    assert worst(findings, "Database") is Level.BAD
    assert all("\n" not in finding.sentence for finding in findings)


def test_opened_wall_is_found(database: Database, settings: Settings) -> None:
    database.broom.execute("ALTER TABLE sponsor NO FORCE ROW LEVEL SECURITY")
    try:
        findings = list(examine(settings))
    finally:
        database.broom.execute("ALTER TABLE sponsor FORCE ROW LEVEL SECURITY")
    assert worst(findings, "Tembok") is Level.BAD
    assert any(finding.sentence.startswith("sponsor:") for finding in findings)


def test_forged_head_is_found(
    database: Database, settings: Settings, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        make_record()
    database.broom.execute("UPDATE audit_head SET sequence = 7 WHERE tenant_id = %s", [tenant.id])
    assert worst(list(examine(settings)), "Jejak audit") is Level.BAD


def test_readable_secrets_are_found(settings: Settings) -> None:
    secrets = settings.data_dir / "secrets.json"
    secrets.write_text("{}")
    secrets.chmod(0o644)
    try:
        assert worst(list(examine(settings)), "Folder data") is Level.BAD
    finally:
        secrets.unlink()


def test_stalled_queue_is_found(database: Database, settings: Settings) -> None:
    database.broom.execute(
        "INSERT INTO jobs.procrastinate_jobs (queue_name, task_name, scheduled_at) VALUES ('default', 'x', now() - interval '1 hour')"
    )
    assert worst(list(examine(settings)), "Antrean") is Level.BAD


@pytest.fixture
def run(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    Path(os.environ["SERTAKAN_DATA_DIR"]).mkdir(exist_ok=True)

    def run(command: object, *words: str) -> tuple[int, str]:
        result = CliRunner().invoke(command, list(words))  # type: ignore[arg-type]
        return result.exit_code, result.output

    return run


def test_command_says_by_its_code(run: Callable[..., tuple[int, str]], database: Database) -> None:
    assert run(doctor)[0] == 0
    database.broom.execute("ALTER TABLE worker DISABLE ROW LEVEL SECURITY")
    try:
        code, said = run(doctor)
    finally:
        database.broom.execute("ALTER TABLE worker ENABLE ROW LEVEL SECURITY")
    assert code == 1
    assert "gagal       Tembok" in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE audit_record SET payload = payload || ' ' WHERE sequence = 2", "catatan 2: isi atau segel"),
        ("DELETE FROM audit_record WHERE sequence = 2", "catatan 2: catatan ini hilang"),
        ("DELETE FROM audit_record WHERE sequence = 3", "catatan 3: catatan sesudah ini dihapus"),
        ("UPDATE audit_record SET event = 'x' WHERE sequence = 1", "catatan 1: kolom catatan"),
    ],
)
def test_verify_names_place_and_reason(
    run: Callable[..., tuple[int, str]],
    database: Database,
    tenant: Tenant,
    as_tenant: Work,
    change: str,
    words: str,
) -> None:
    with as_tenant(tenant):
        for number in range(3):
            make_record(number)
    assert run(audit, "verify")[0] == 0
    database.broom.execute(change)
    code, said = run(audit, "verify", "--tenant", tenant.slug)
    assert code == 1
    assert words in said


def test_verify_knows_one_chain_from_another(
    run: Callable[..., tuple[int, str]], database: Database, tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(tenant):
        make_record()
    database.broom.execute("DELETE FROM audit_record")
    assert run(audit, "verify", "--tenant", "kendal")[0] == 0
    assert run(audit, "verify", "--tenant", "pusat")[0] == 0
    assert run(audit, "verify")[0] == 1
