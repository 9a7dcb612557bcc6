from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.accounts import ORIGIN, PASSWORD

from sertakan.identity.model import OversightRole
from sertakan.identity.service import add_oversight_account, centre, find_overseer
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.database import enter_oversight
from sertakan.web.application import SertakanApp

_NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
_ADDRESS = "pengawas@pusat.test"


@pytest.fixture(autouse=True)
def account(app: SertakanApp) -> None:
    with app.app_context(), enter_oversight():
        add_oversight_account(name="Pengawas", email=_ADDRESS, password=PASSWORD, role=OversightRole.VIEWER)


def _sign_in(app: SertakanApp, password: str = PASSWORD) -> str:
    try:
        with app.app_context(), enter_oversight():
            return centre.sign_in_overseer(_ADDRESS, password, origin=ORIGIN, now=_NOW).token
    except Refusal as refusal:
        return refusal.code


def test_overseer_signs_in_for_half_a_day(app: SertakanApp) -> None:
    token = _sign_in(app)
    with app.app_context(), enter_oversight():
        found = find_overseer(token, _NOW)
        assert found is not None
        assert found.role is OversightRole.VIEWER
        assert find_overseer(token, _NOW + timedelta(hours=12)) is None


def test_guesses_at_the_centre_wait(app: SertakanApp) -> None:
    answers = [_sign_in(app, "lain sekali ini") for _ in range(11)]
    assert answers == ["sign_in.wrong"] * 10 + ["throttle.sign_in"]


def test_closed_overseer_is_out_at_once(app: SertakanApp) -> None:
    token = _sign_in(app)
    with app.app_context(), enter_oversight():
        centre.disable_overseer(_ADDRESS)
    with app.app_context(), enter_oversight():
        assert find_overseer(token, _NOW) is None
    assert _sign_in(app) == "sign_in.disabled"


def test_new_password_opens_a_closed_account_again(app: SertakanApp) -> None:
    with app.app_context(), enter_oversight():
        centre.disable_overseer(_ADDRESS)
        centre.set_overseer_password(_ADDRESS, "payung teh laut")
    assert len(_sign_in(app, "payung teh laut")) > 30
