from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from uuid import UUID

import pytest
from sqlalchemy import select
from tests.fixtures.application import Work
from tests.fixtures.database import Database
from tests.integration.notifications.conftest import Gateway, Mailbox

from sertakan.notifications import service
from sertakan.notifications.model import Channel, Text
from sertakan.notifications.tables import MessageRow
from sertakan.persistence.crypto import unseal
from sertakan.tenancy.model import SpaceState, Tenant

_TEXT = Text(subject="Kode Anda: 123456 – é", body="123456 adalah kode Anda. ᬩᬮᬶ")
_MOBILE = "+6281234567890"


def _send(tenant: Tenant, as_tenant: Work, channel: Channel, *, state: SpaceState = SpaceState.LIVE) -> UUID:
    recipient = "luh@contoh.test" if channel is Channel.EMAIL else _MOBILE
    with as_tenant(tenant):
        return service.send(
            replace(tenant, state=state), channel=channel, recipient=recipient, template="uji", text=_TEXT
        )


def _standing(tenant: Tenant, as_tenant: Work, message_id: UUID) -> tuple[str, str | None, int]:
    with as_tenant(tenant) as session:
        row = session.execute(
            select(MessageRow.state, MessageRow.failure, MessageRow.attempts).where(
                MessageRow.id == message_id
            )
        ).one()
    return row.state, row.failure, row.attempts


def _hurry(database: Database) -> None:
    with database.as_superuser() as connection:
        connection.execute("SET search_path = public, jobs")
        connection.execute("UPDATE jobs.procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")


def test_email_arrives_readable_and_once(
    tenant: Tenant, as_tenant: Work, mailbox: Mailbox, work: Callable[[], None]
) -> None:
    message_id = _send(tenant, as_tenant, Channel.EMAIL)
    work()
    work()
    (envelope,) = mailbox.letters
    letter = message_from_bytes(envelope.original_content or b"", policy=default)
    assert (letter["To"], letter["From"]) == (
        "luh@contoh.test",
        "Sertakan Gianyar <kantor@contoh.test>",
    )
    assert letter["Subject"] == _TEXT.subject
    assert letter.get_content().strip() == _TEXT.body
    assert letter["Message-ID"] == f"<{message_id}@contoh.test>"
    assert _standing(tenant, as_tenant, message_id) == ("sent", None, 0)


def test_gateway_gets_the_documented_request(
    tenant: Tenant, as_tenant: Work, gateway: Gateway, work: Callable[[], None]
) -> None:
    message_id = _send(tenant, as_tenant, Channel.WHATSAPP)
    work()
    ((headers, content),) = gateway.requests
    assert headers["Authorization"] == "Bearer tanda-rekaan"
    assert content == {
        "channel": "whatsapp",
        "to": _MOBILE,
        "text": _TEXT.body,
        "reference": str(message_id),
    }


def test_busy_gateway_is_tried_again_with_the_same_reference(
    tenant: Tenant, as_tenant: Work, gateway: Gateway, work: Callable[[], None], database: Database
) -> None:
    gateway.answers = [503, 429, 202]
    message_id = _send(tenant, as_tenant, Channel.SMS)
    for expected in (("queued", "gateway.busy", 1), ("queued", "gateway.busy", 2), ("sent", None, 2)):
        work()
        assert _standing(tenant, as_tenant, message_id) == expected
        _hurry(database)
    assert {content["reference"] for _, content in gateway.requests} == {str(message_id)}


@pytest.mark.parametrize("status", [400, 404, 422])
def test_refusing_gateway_is_not_asked_again(
    tenant: Tenant, as_tenant: Work, gateway: Gateway, work: Callable[[], None], status: int
) -> None:
    gateway.answers = [status]
    message_id = _send(tenant, as_tenant, Channel.SMS)
    work()
    assert _standing(tenant, as_tenant, message_id) == ("failed", "gateway.refused", 1)


def test_token_follows_no_redirection(
    tenant: Tenant, as_tenant: Work, gateway: Gateway, work: Callable[[], None]
) -> None:
    gateway.answers = [307]
    message_id = _send(tenant, as_tenant, Channel.SMS)
    work()
    assert _standing(tenant, as_tenant, message_id) == ("queued", "gateway.busy", 1)


@pytest.mark.parametrize(
    ("answer", "standing"),
    [("451 later", ("queued", "smtp.busy", 1)), ("554 never", ("failed", "smtp.refused", 1))],
)
def test_mail_server_decides_whether_to_try_again(
    tenant: Tenant,
    as_tenant: Work,
    mailbox: Mailbox,
    work: Callable[[], None],
    answer: str,
    standing: tuple[str, str, int],
) -> None:
    mailbox.answers = [answer]
    message_id = _send(tenant, as_tenant, Channel.EMAIL)
    work()
    assert _standing(tenant, as_tenant, message_id) == standing


def test_eighth_failure_is_the_last(
    tenant: Tenant, as_tenant: Work, gateway: Gateway, work: Callable[[], None], database: Database
) -> None:
    gateway.answers = [503]
    message_id = _send(tenant, as_tenant, Channel.SMS)
    with database.as_superuser() as connection:
        connection.execute("UPDATE message SET attempts = 7")
    work()
    assert _standing(tenant, as_tenant, message_id) == ("failed", "gateway.busy", 8)


@pytest.mark.parametrize("state", [SpaceState.TRIAL, SpaceState.DRAFT, SpaceState.SUSPENDED])
def test_nothing_leaves_a_space_that_is_not_live(
    tenant: Tenant, as_tenant: Work, mailbox: Mailbox, work: Callable[[], None], state: SpaceState
) -> None:
    message_id = _send(tenant, as_tenant, Channel.EMAIL, state=state)
    work()
    assert mailbox.letters == []
    assert _standing(tenant, as_tenant, message_id) == ("held", None, 0)
    with as_tenant(tenant):
        (held,) = service.list_held(tenant.id)
    assert (held.recipient, held.subject, held.body) == ("luh@contoh.test", _TEXT.subject, _TEXT.body)


def test_held_messages_are_each_regencys_own(tenant: Tenant, other_tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        assert service.list_held(tenant.id) == []
    with as_tenant(other_tenant):
        assert service.list_held(tenant.id) == []


def test_rows_are_sealed_to_their_place(tenant: Tenant, as_tenant: Work) -> None:
    message_id = _send(tenant, as_tenant, Channel.SMS)
    with as_tenant(tenant) as session:
        row = session.scalars(select(MessageRow)).one()
        assert _MOBILE.encode() not in row.recipient_sealed
        assert unseal(tenant.id, "message", "body", message_id, row.body_sealed) == _TEXT.body
