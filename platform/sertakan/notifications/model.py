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


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """Hold what a message says; short channels send the body alone."""

    subject: str
    body: str


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
