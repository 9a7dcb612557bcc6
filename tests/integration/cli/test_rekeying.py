import base64
from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner, Result
from tests.factories.enrolment import make_enrolment, make_sponsor, make_worker
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.audit import service as audit
from sertakan.cli.rekeying import keys
from sertakan.enrolment.service import cover
from sertakan.kernel.month import Month
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.crypto import keyring, seal, unseal, unwrap_key
from sertakan.persistence.keys import read_keys
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

_OLD, _NEW, _STRANGE = bytes(range(32)), bytes(range(100, 132)), bytes(range(200, 232))
_NIK, _NAME, _BORN = "5104011505850000", "Ni Luh Contoh", date(1985, 5, 15)
_MONTHS = [Month(2026, 12), Month(2027, 1)]
Rewrap = Callable[..., Result]


@pytest.fixture
def rewrap(environment: dict[str, str], app: SertakanApp) -> Rewrap:
    def rewrap(old: bytes = _OLD, new: bytes = _NEW) -> Result:
        written = {
            "SERTAKAN_OLD_DATA_KEY": base64.b64encode(old).decode(),
            "SERTAKAN_DATA_KEY": base64.b64encode(new).decode(),
        }
        return CliRunner().invoke(keys, ["rewrap"], env={**environment, **written})

    return rewrap


@pytest.fixture
def start_anew(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let this process open keys with the new master, as after a start with the new variable."""

    def start_anew() -> None:
        monkeypatch.setattr(keyring, "master", _NEW)
        monkeypatch.setattr(keyring, "load", lambda tenant_id: read_keys(_NEW, tenant_id))
        keyring.forget()

    return start_anew


def _opened_by(database: Database, master: bytes) -> int:
    rows = database.broom.execute("SELECT tenant_id, number, wrapped FROM data_key").fetchall()
    count = 0
    for tenant_id, number, wrapped in rows:
        try:
            unwrap_key(master, int(str(tenant_id)), int(str(number)), bytes(wrapped))  # type: ignore[arg-type]
            count += 1
        except Refusal:
            pass
    return count


def _rewraps_on_record(database: Database) -> int:
    found = database.broom.execute("SELECT 1 FROM audit_record WHERE event = 'keys.rewrapped'").fetchall()
    return len(found)


def test_new_master_opens_what_the_old_one_sealed(
    rewrap: Rewrap, database: Database, tenant: Tenant, as_tenant: Work, start_anew: Callable[[], None]
) -> None:
    with as_tenant(tenant):
        worker = make_worker(tenant.id, nik=_NIK, name=_NAME, birth_date=_BORN)
        sealed = seal(tenant.id, "worker", "nik", worker, _NIK)
    count = _opened_by(database, _OLD)
    result = rewrap()
    assert result.exit_code == 0, result.output
    assert f"{count} kunci di 11 ruang dibungkus ulang" in result.output
    assert (_opened_by(database, _OLD), _opened_by(database, _NEW)) == (0, count)
    start_anew()
    with as_tenant(tenant):
        assert unseal(tenant.id, "worker", "nik", worker, sealed) == _NIK
        assert audit.verify(tenant.id) is None
    assert _rewraps_on_record(database) == 11


def test_interrupted_rewrapping_goes_on_where_it_stopped(
    rewrap: Rewrap, database: Database, tenant: Tenant
) -> None:
    rewrap()
    # One regency is set back, as if the run had ended before it.
    database.broom.execute(
        "UPDATE data_key now SET wrapped = kept.wrapped FROM kept.data_key kept"
        " WHERE now.tenant_id = kept.tenant_id AND now.id = kept.id AND now.tenant_id = %s",
        [tenant.id],
    )
    assert rewrap().output.startswith("2 kunci")
    assert rewrap().output.startswith("0 kunci")
    assert (_opened_by(database, _OLD), _rewraps_on_record(database)) == (0, 12)


def test_wrong_old_key_changes_nothing(rewrap: Rewrap, database: Database) -> None:
    result = rewrap(old=_STRANGE)
    assert isinstance(result.exception, Refusal)
    assert result.exception.code == "keys.closed"
    assert _opened_by(database, _NEW) == 0
    assert _rewraps_on_record(database) == 0


def test_person_stays_covered_once_under_the_new_key(
    rewrap: Rewrap, tenant: Tenant, as_tenant: Work, start_anew: Callable[[], None]
) -> None:
    with as_tenant(tenant):
        worker = make_worker(tenant.id, nik=_NIK, name=_NAME, birth_date=_BORN)
        make_enrolment(tenant.id, make_sponsor(tenant.id), worker, worker_name=_NAME)
        cover.claim(tenant.id, _NIK, _NAME, _BORN, _MONTHS)
    assert "2 bulan perlindungan dipindah" in rewrap().output
    start_anew()
    with as_tenant(tenant):
        assert cover.find_covered_until(tenant.id, _NIK, _NAME, _BORN, _MONTHS) == _MONTHS[-1]
        cover.release(tenant.id, _NIK)
        assert cover.find_covered_until(tenant.id, _NIK, _NAME, _BORN, _MONTHS) is None
    assert "0 bulan" in rewrap().output
