"""Somebody who forgot the password comes back in, on a phone, with and without scripts."""

import re
from datetime import UTC, datetime

import pytest
from tests.factories.accounts import make_known_account
from tests.fixtures.application import VisitAs, Work
from tests.journeys.conftest import Open

from sertakan.tenancy.model import Tenant

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("language", "scripts"), [("id", True), ("ban", False)])
def test_forgotten_password_is_replaced(
    open_window: Open, visit_as: VisitAs, tenant: Tenant, as_tenant: Work, language: str, scripts: bool
) -> None:
    with as_tenant(tenant):
        make_known_account(tenant.id, datetime.now(UTC))
    window = open_window(tenant, language=language, java_script_enabled=scripts)
    sound = window.ensure_sound if scripts else lambda: None  # the critic is a script
    window.go("/masuk").page.locator('main a[href="/masuk/lupa"]').click()
    sound()
    window.fill(contact="luh@contoh.test").press()
    assert window.path == "/masuk/lupa/kode"
    sound()
    code = re.search(r"\b(\d{6})\b", visit_as(tenant).get("/kotak-keluar").text)
    assert code
    window.fill(code=code[1]).press()
    assert window.path == "/masuk/lupa/sandi"
    sound()
    window.fill(password="gunung payung sepeda").press()
    assert window.path == "/sponsor/"
