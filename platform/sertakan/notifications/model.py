"""What a message is, and how a sending can end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Channel(StrEnum):
    """Name the ways to reach a person."""

    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"


class MessageState(StrEnum):
    """Say what became of a message; in a trial space it is held and never leaves."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """Hold one message as its recipient reads it."""

    id: UUID
    channel: Channel
    recipient: str
    subject: str
    body: str
    created_at: datetime
    sender_name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """Hold what a message says; short channels send the body alone, letters close with the signature."""

    subject: str
    body: str
    signature: str = ""

    def on(self, channel: Channel) -> "Text":
        """Return the text as it leaves on a channel."""
        if channel is not Channel.EMAIL or not self.signature:
            return Text(subject=self.subject, body=self.body)
        return Text(subject=self.subject, body=f"{self.body}\n\n{self.signature}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Placeholder:
    """Name what a message is filled with: the word a regency writes between braces, the value's name, a sample."""

    word: str
    value: str
    sample: str
    is_obligatory: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SmsSize:
    """Say how long an SMS is and in how many parts it is charged; wide signs halve what fits into one."""

    length: int
    parts: int
    is_wide: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """Hold a message that is about to be written, and the code it carries if it carries one."""

    channel: Channel
    recipient: str
    template: str
    text: Text
    verification_id: UUID | None = None


class SendingFailed(Exception):
    """Tell why a message did not leave, by a code that holds nothing personal."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final
