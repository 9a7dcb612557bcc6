"""A worker dies after a message was taken over and before that was kept: it is sent again, under the same name."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes
from uuid import UUID

import pytest
from tests.fixtures.application import Work
from tests.fixtures.database import Database
from tests.integration.notifications.conftest import Gateway, Mailbox

from sertakan.notifications import service
from sertakan.notifications.model import Channel, Text
from sertakan.tenancy.model import SpaceState, Tenant

pytestmark = pytest.mark.serial
_PATIENCE = 40
Send = Callable[[Channel], UUID]


@pytest.fixture
def doomed_worker(
    environment: dict[str, str], mailbox: Mailbox, gateway: Gateway
) -> Iterator[Callable[[], int]]:
    """Start a worker that is killed the moment its message was taken over; return how it ended."""
    told = {"SERTAKAN_SMTP_URL": mailbox.address, "SERTAKAN_MESSAGE_URL": gateway.address}
    with contextlib.ExitStack() as held:

        def run() -> int:
            process = subprocess.Popen(
                [sys.executable, "-m", "sertakan", "worker"], env={**os.environ, **environment, **told}
            )
            held.callback(process.wait)
            held.callback(process.kill)
            mailbox.before_answer = gateway.before_answer = process.kill
            ended = process.wait(timeout=_PATIENCE)
            mailbox.before_answer = gateway.before_answer = lambda: None
            return ended

        yield run


@pytest.fixture
def send(tenant: Tenant, as_tenant: Work) -> Send:
    def send(channel: Channel) -> UUID:
        recipient = "luh@contoh.test" if channel is Channel.EMAIL else "+6281234567890"
        with as_tenant(tenant):
            return service.send(
                replace(tenant, state=SpaceState.LIVE),
                channel=channel,
                recipient=recipient,
                template="uji",
                text=Text(subject="s", body="b"),
            )

    return send


def states(database: Database) -> list[object]:
    return [state for (state,) in database.broom.execute("SELECT state FROM message").fetchall()]


def find_the_dead(database: Database) -> None:
    """Let twenty seconds without a sign of life be over, and somebody look."""
    database.broom.execute(
        "UPDATE jobs.procrastinate_workers SET last_heartbeat = now() - interval '1 minute';"
        "INSERT INTO jobs.procrastinate_jobs (queue_name, task_name, args)"
        " VALUES ('default', 'queue.retry_stalled', '{\"timestamp\": 1}')"
    )


def test_gateway_gets_the_same_reference_again(
    send: Send,
    doomed_worker: Callable[[], int],
    work: Callable[[], None],
    gateway: Gateway,
    database: Database,
) -> None:
    message_id = send(Channel.SMS)
    assert doomed_worker() == -signal.SIGKILL
    assert (len(gateway.requests), states(database)) == (1, ["queued"])
    find_the_dead(database)
    work()
    assert [content["reference"] for _, content in gateway.requests] == [str(message_id)] * 2
    assert states(database) == ["sent"]
    work()
    assert len(gateway.requests) == 2


def test_mailbox_gets_the_same_message_id_again(
    send: Send,
    doomed_worker: Callable[[], int],
    work: Callable[[], None],
    mailbox: Mailbox,
    database: Database,
) -> None:
    message_id = send(Channel.EMAIL)
    assert doomed_worker() == -signal.SIGKILL
    assert (len(mailbox.letters), states(database)) == (1, ["queued"])
    find_the_dead(database)
    work()
    letters = [message_from_bytes(letter.original_content or b"") for letter in mailbox.letters]
    assert [letter["Message-ID"] for letter in letters] == [f"<{message_id}@contoh.test>"] * 2
    assert letters[0]["Date"] == letters[1]["Date"]
    assert states(database) == ["sent"]
