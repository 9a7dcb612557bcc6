"""The process that answers is killed while PostgreSQL commits: what was acknowledged is there, nothing is half."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.factories.sponsoring import make_draft_at, make_sponsor_account
from tests.fixtures.application import Work
from tests.fixtures.database import Database
from tests.integration.cli.serving_web import Answer, Person, Web

from sertakan.audit import service as audit
from sertakan.enrolment.model import Step
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

pytestmark = pytest.mark.serial
_DRAFTS, _AT_ONCE, _PATIENCE = 10, 4, 20.0
Wish = tuple[Person, str]
_LINGERING = """
CREATE FUNCTION public.uji_linger() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER uji_linger AFTER INSERT ON enrolment DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION public.uji_linger()
"""
_COMMITTING = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'sertakan_app' AND query = 'COMMIT' AND state = 'active'"
_BUSY = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'sertakan_app' AND state <> 'idle'"
_PARTS = """
SELECT id, (SELECT count(*) FROM consent WHERE enrolment_id = enrolment.id),
       (SELECT count(*) FROM audit_record WHERE subject_id = enrolment.id AND event = 'enrolment.submitted')
FROM enrolment
"""


@pytest.fixture
def slow_commits(database: Database) -> Iterator[None]:
    """Let each enrolment's commit last a moment, so that it can be met."""
    with database.as_superuser() as connection:
        connection.execute(_LINGERING)
        yield
        connection.execute("DROP TRIGGER uji_linger ON enrolment; DROP FUNCTION public.uji_linger()")


@pytest.fixture
def wishes(app: SertakanApp, web: Web, tenant: Tenant, as_tenant: Work) -> list[Wish]:
    """As many sponsors with a draft that only needs sending in."""
    with as_tenant(tenant):
        return [_make_wish(app, web, tenant.id, number) for number in range(_DRAFTS)]


def _make_wish(app: SertakanApp, web: Web, tenant_id: int, number: int) -> Wish:
    account = make_sponsor_account(tenant_id)
    born = date(1990, 5, 1) + timedelta(days=number)
    draft_id = make_draft_at(
        tenant_id,
        account.sponsor_id,
        Step.CHECK,
        nik=f"510403{born.day + 40}{born:%m%y}0000",
        birth_date=born,
        full_name=f"Ni Made Contoh {'ABCDEFGHIJ'[number]}",
        mobile=f"+62812345678{number:02d}",
    )
    person = Person.signed_in(app, web, tenant_id, account.account_id)
    return person, f"/sponsor/pekerja/baru/{draft_id}/periksa"


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.005)


def submit_and_kill(
    web: Web, wishes: list[Wish], database: Database, *, answered_before: int
) -> list[Answer]:
    """Send all in at once, and kill the web process in the middle of a commit."""
    answers: list[Answer] = []

    def submit(wish: Wish) -> None:
        person, path = wish
        answers.append(person.submit(path))

    with ThreadPoolExecutor(_AT_ONCE) as crowd, database.as_superuser() as connection:
        work = [crowd.submit(submit, wish) for wish in wishes]
        wait_for(
            lambda: len(answers) >= answered_before and connection.execute(_COMMITTING).fetchone() != (0,)
        )
        web.kill_worker()
        for each in work:
            each.result()
        wait_for(lambda: connection.execute(_BUSY).fetchone() == (0,))
    web.wait_until_ready()
    return answers


def enrolments(answers: list[Answer]) -> set[UUID]:
    """Return what was acknowledged."""
    return {UUID(answer.location.split("/")[3]) for answer in answers if answer.status == 303}


def ensure_whole(database: Database, acknowledged: set[UUID]) -> int:
    rows = database.broom.execute(_PARTS).fetchall()
    assert acknowledged <= {row[0] for row in rows}, "something acknowledged is gone"
    assert {row[1:] for row in rows} <= {(1, 1)}, "an enrolment has no consent or no record, or two"
    for counted in (
        "SELECT count(*) FROM consent",
        "SELECT count(*) FROM worker",
        "SELECT count(*) FROM message WHERE template = 'worker_told'",
        "SELECT count(*) FROM audit_record WHERE event = 'enrolment.submitted'",
    ):
        assert database.broom.execute(counted).fetchone() == (len(rows),), counted
    return len(rows)


@pytest.mark.usefixtures("slow_commits")
def test_killed_in_the_middle_of_commits_loses_and_halves_nothing(
    web: Web, wishes: list[Wish], database: Database, tenant: Tenant, as_tenant: Work
) -> None:
    acknowledged: set[UUID] = set()
    broken = 0
    for answered_before in (0, 2):
        answers = submit_and_kill(web, wishes, database, answered_before=answered_before)
        broken += sum(answer.status == 0 for answer in answers)
        acknowledged |= enrolments(answers)
        ensure_whole(database, acknowledged)
    assert broken, "nobody was cut off, so nothing was tried"
    answers = [person.submit(path) for person, path in wishes]
    assert {answer.status for answer in answers} == {303}
    assert acknowledged <= enrolments(answers)
    assert ensure_whole(database, enrolments(answers)) == _DRAFTS
    with as_tenant(tenant):
        assert audit.verify(tenant.id) is None
