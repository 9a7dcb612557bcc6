from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

from sqlalchemy import func, select
from tests.factories.accounts import ORIGIN, PASSWORD, email, make_known_account, wish
from tests.fixtures.application import Work

from sertakan.identity.model import Contact
from sertakan.identity.service import sessions, sign_up
from sertakan.identity.tables import AccountRow
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.model import Tenant

_NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
_AT_ONCE = 3


def _together(work: Callable[[], None], *, times: int = _AT_ONCE) -> list[str]:
    ready = Barrier(times)

    def begin(_: int) -> str:
        ready.wait()
        try:
            work()
        except Refusal as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(begin, range(times)))


def test_one_code_in_three_tabs_makes_one_account(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        challenge = sign_up.begin(tenant, wish(), PASSWORD, invited={"pns"}, network=ORIGIN.network, now=_NOW)

    def confirm() -> None:
        with as_tenant(tenant):
            sign_up.confirm(tenant.id, challenge.verification_id, str(challenge.code), now=_NOW)

    assert _together(confirm) == ["code.used", "code.used", "done"]
    with as_tenant(tenant) as session:
        assert session.scalar(select(func.count()).select_from(AccountRow)) == 1


def test_guesses_at_once_are_all_counted(tenant: Tenant, as_tenant: Work) -> None:
    contact: Contact = email()
    with as_tenant(tenant):
        make_known_account(tenant.id, _NOW)

    def guess() -> None:
        with as_tenant(tenant):
            sessions.sign_in(tenant.id, contact, "lain sekali ini", origin=ORIGIN, now=_NOW)

    answers = [answer for _ in range(4) for answer in _together(guess)]
    assert answers.count("sign_in.wrong") == 10
    assert answers.count("throttle.sign_in") == 2
