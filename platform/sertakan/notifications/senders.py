"""Hand messages to the world: e-mail by SMTP, SMS and WhatsApp by one HTTP contract (docs/messages.md)."""

import http.client
import json
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formataddr, formatdate, parseaddr
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from sertakan.notifications.model import Channel, Message, SendingFailed

_SECONDS = 10.0
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429})


class SendingSettings(Protocol):
    """Describe the settings that say where messages go."""

    @property
    def smtp_url(self) -> str | None:
        """Return smtp(s)://user:password@host:port?from=address."""

    @property
    def message_gateway_url(self) -> str | None:
        """Return the address that takes SMS and WhatsApp messages."""

    @property
    def message_gateway_token(self) -> str | None:
        """Return the token by which that address knows us."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Senders:
    """Choose a message's way by its channel."""

    smtp_url: str | None
    gateway_url: str | None
    gateway_token: str | None

    @classmethod
    def of(cls, settings: SendingSettings) -> "Senders":
        """Return the senders that the environment names."""
        return cls(
            smtp_url=settings.smtp_url,
            gateway_url=settings.message_gateway_url,
            gateway_token=settings.message_gateway_token,
        )

    def send(self, message: Message) -> None:
        """Send one message.

        :raises SendingFailed: when it did not leave, saying whether another attempt makes sense
        """
        address = self.smtp_url if message.channel is Channel.EMAIL else self.gateway_url
        if not address:
            raise SendingFailed("sender.missing", is_final=False)
        if message.channel is Channel.EMAIL:
            send_email(address, message)
        else:
            post_message(address, self.gateway_token, message)


def send_email(address: str, message: Message) -> None:
    """Send one message by SMTP, encrypted wherever the server can.

    :raises SendingFailed: smtp.refused for good; smtp.unreachable, smtp.busy, smtp.sign_in for now
    """
    parts = urlsplit(address)
    try:
        with _connected(parts) as server:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(_letter(parts, message))
    except smtplib.SMTPAuthenticationError:
        raise SendingFailed("smtp.sign_in", is_final=False) from None
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        raise _smtp_failure(min(codes, default=450)) from None
    except smtplib.SMTPResponseException as refused:
        raise _smtp_failure(refused.smtp_code) from None
    except (OSError, smtplib.SMTPException):
        raise SendingFailed("smtp.unreachable", is_final=False) from None


def _smtp_failure(code: int) -> SendingFailed:
    return (
        SendingFailed("smtp.refused", is_final=True)
        if code >= 500
        else SendingFailed("smtp.busy", is_final=False)
    )


def _connected(parts: SplitResult) -> smtplib.SMTP:
    host = parts.hostname or ""
    if parts.scheme == "smtps":
        return smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=_SECONDS, context=ssl.create_default_context()
        )
    server = smtplib.SMTP(host, parts.port or 587, timeout=_SECONDS)
    server.ehlo_or_helo_if_needed()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
    elif parts.username:
        # A password never crosses a network in the clear.
        server.close()
        raise SendingFailed("smtp.unencrypted", is_final=False)
    return server


def _letter(parts: SplitResult, message: Message) -> EmailMessage:
    sender = parse_qs(parts.query).get("from", [f"sertakan@{parts.hostname}"])[0]
    letter = EmailMessage(policy=SMTP_POLICY)
    letter["From"] = (
        formataddr((message.sender_name, parseaddr(sender)[1])) if message.sender_name else sender
    )
    letter["To"] = message.recipient
    letter["Subject"] = message.subject
    letter["Date"] = formatdate(message.created_at.timestamp())
    # The same message keeps its id over all attempts, so that a mailbox can drop a double.
    letter["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2].rstrip('>')}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.body)
    return letter


def post_message(address: str, token: str | None, message: Message) -> None:
    """Post one message to the gateway.

    :raises SendingFailed: gateway.refused for good; gateway.busy, gateway.unreachable for now
    """
    content = {
        "channel": message.channel.value,
        "to": message.recipient,
        "text": message.body,
        "reference": str(message.id),
    }
    try:
        status = _post(urlsplit(address), token, json.dumps(content).encode())
    except (OSError, http.client.HTTPException):
        raise SendingFailed("gateway.unreachable", is_final=False) from None
    if 200 <= status < 300:
        return
    is_final = 400 <= status < 500 and status not in _WORTH_ANOTHER_TRY
    raise SendingFailed(f"gateway.{'refused' if is_final else 'busy'}", is_final=is_final)


def _post(parts: SplitResult, token: str | None, content: bytes) -> int:
    # Not urllib: it would follow a redirection and hand the token to another host.
    host = parts.hostname or ""
    if parts.scheme == "https":
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, parts.port, timeout=_SECONDS, context=ssl.create_default_context()
        )
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=_SECONDS)
    headers = {"Content-Type": "application/json", "Connection": "close"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, content, headers)
        return connection.getresponse().status
    finally:
        connection.close()
