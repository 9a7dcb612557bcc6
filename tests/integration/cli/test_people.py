from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from tests.factories.identity import make_totp
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Work

from sertakan.cli.people import user
from sertakan.identity.model import Grant, Role, ScopeKind
from sertakan.identity.service import has_second_factor, list_staff
from sertakan.kernel.refusal import Refusal
from sertakan.notifications import service as notifications
from sertakan.tenancy.model import Tenant

Run = Callable[..., Result]
_WHO = ["--email", "wira@contoh.test", "--name", "Wira Contoh"]


@pytest.fixture
def run(environment: dict[str, str], app: object) -> Run:
    def run(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(user, list(words), env=environment, input=typed)

    return run


def _code(result: Result) -> str:
    assert isinstance(result.exception, Refusal)
    return result.exception.code


def test_added_account_prints_its_password_once(run: Run, tenant: Tenant, as_tenant: Work) -> None:
    result = run("add", "--tenant", tenant.slug, "--role", "verifier", *_WHO)
    assert result.exit_code == 0, result.output
    assert "hanya ditampilkan sekali" in result.output
    with as_tenant(tenant):
        (found,) = list_staff(tenant.id)
    assert (found.email, found.grants) == ("wira@contoh.test", (Grant(role=Role.VERIFIER),))
    listed = run("list", "--tenant", tenant.slug).output
    assert "wira@contoh.test" in listed
    assert "verifier (regency)" in listed


@pytest.mark.parametrize(
    ("scope", "kind"),
    [("district:51.04.05", ScopeKind.DISTRICT), ("village:51.04.05.2001", ScopeKind.VILLAGE)],
)
def test_scope_is_a_region_of_this_regency(
    run: Run, tenant: Tenant, as_tenant: Work, scope: str, kind: ScopeKind
) -> None:
    result = run("add", "--tenant", tenant.slug, "--role", "village_officer", "--scope", scope, *_WHO)
    assert result.exit_code == 0, result.output
    with as_tenant(tenant):
        (found,) = list_staff(tenant.id)
    assert found.grants[0].scope_kind is kind


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        ("village:51.03.05.2001", "grant.region_unknown"),
        ("village:51.04.05", "grant.region_unknown"),
        ("district:99", "grant.region_unknown"),
        ("work_unit:Tidak Ada", "work_unit.unknown"),
        ("regency", "grant.scope_missing"),
    ],
)
def test_scope_elsewhere_is_refused(run: Run, tenant: Tenant, scope: str, code: str) -> None:
    result = run("add", "--tenant", tenant.slug, "--role", "village_officer", "--scope", scope, *_WHO)
    assert _code(result) == code


def test_work_unit_is_found_by_its_name(run: Run, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        unit = make_work_unit(tenant.id, "Dinas Rekaan")
    words = ("--role", "unit_treasurer", "--scope", "work_unit:dinas rekaan")
    assert run("add", "--tenant", tenant.slug, *words, *_WHO).exit_code == 0
    with as_tenant(tenant):
        (found,) = list_staff(tenant.id)
    assert found.grants[0].work_unit_id == unit


def test_second_account_of_an_email_is_refused(run: Run, tenant: Tenant) -> None:
    words = ("add", "--tenant", tenant.slug, "--role", "admin", *_WHO)
    assert run(*words).exit_code == 0
    assert _code(run(*words)) == "account.exists"


def test_typed_password_must_not_be_common(run: Run, tenant: Tenant) -> None:
    words = ("add", "--tenant", tenant.slug, "--role", "admin", "--ask-password", *_WHO)
    assert _code(run(*words, typed="gianyar2026\ngianyar2026\n")) == "password.common"
    result = run(*words, typed="payung teh laut\npayung teh laut\n")
    assert result.exit_code == 0
    assert "payung" not in result.output


def test_account_is_closed_and_opened_again(run: Run, tenant: Tenant) -> None:
    where = ("--tenant", tenant.slug)
    run("add", *where, "--role", "admin", *_WHO)
    assert run("disable", *where, "--email", "wira@contoh.test").exit_code == 0
    assert "ditutup" in run("list", *where).output
    assert run("password", *where, "--email", "wira@contoh.test").exit_code == 0
    assert "aktif" in run("list", *where).output
    assert _code(run("disable", *where, "--email", "siapa@contoh.test")) == "account.unknown"


def test_lost_factor_is_reset_and_the_person_told(run: Run, tenant: Tenant, as_tenant: Work) -> None:
    where = ("--tenant", tenant.slug)
    run("add", *where, "--role", "admin", *_WHO)
    assert _code(run("reset-factor", *where, "--email", "wira@contoh.test")) == "factor.none"
    with as_tenant(tenant):
        (found,) = list_staff(tenant.id)
        make_totp(tenant.id, found.account_id)
    result = run("reset-factor", *where, "--email", "wira@contoh.test")
    assert result.exit_code == 0, result.output
    with as_tenant(tenant):
        assert not has_second_factor(tenant.id, found.account_id)
        (message,) = notifications.list_held(tenant.id)
        assert "gianyar.localhost" in message.body
    assert _code(run("reset-factor", *where, "--email", "siapa@contoh.test")) == "account.unknown"


def test_centre_has_accounts_of_its_own(run: Run) -> None:
    assert run("add", "--oversight", "operator", *_WHO).exit_code == 0
    assert "oversight_operator" in run("list", "--oversight").output
    assert run("disable", "--oversight", "--email", "wira@contoh.test").exit_code == 0
    assert run("password", "--oversight", "--email", "wira@contoh.test").exit_code == 0


def test_overseer_is_kept_to_a_province(run: Run) -> None:
    assert run("add", "--oversight", "viewer", "--province", "51", *_WHO).exit_code == 0
    assert "oversight_viewer     51 " in run("list", "--oversight").output
    unknown = run("add", "--oversight", "viewer", "--province", "99", *_WHO)
    assert (unknown.exit_code, "Tidak ada provinsi berkode 99" in unknown.output) == (2, True)
    assert run("add", "--tenant", "gianyar", "--role", "admin", "--province", "51", *_WHO).exit_code == 2


def test_missing_words_are_asked_for(run: Run) -> None:
    for words in (("list",), ("add", *_WHO), ("add", "--tenant", "gianyar", *_WHO)):
        result = run(*words)
        assert result.exit_code == 2
        assert "--tenant" in result.output
    assert _code(run("list", "--tenant", "antah-berantah")) == "tenant.unknown"
