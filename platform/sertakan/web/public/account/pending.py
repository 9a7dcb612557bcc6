"""What a browser remembers while a code is on its way, and what is shown of it."""

from dataclasses import dataclass, replace
from uuid import UUID

from flask import request, session

from sertakan.identity.model import Challenge, ContactKind
from sertakan.identity.service.codes import CODE_LIVES
from sertakan.notifications import service as notifications
from sertakan.notifications.model import Channel, Text
from sertakan.tenancy.model import SpaceState
from sertakan.web.public.account.forms import CodeForm
from sertakan.web.visit import visit

MINUTES = int(CODE_LIVES.total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Pending:
    """Hold what was begun in this browser: whose contact, where to go on, and the proof once there is one."""

    id: UUID
    contact: str
    kind: ContactKind
    next: str | None
    token: str | None = None

    @classmethod
    def of(cls, challenge: Challenge, onward: str | None) -> "Pending":
        """Return what to remember of a challenge; the contact only in part, because a cookie can be read."""
        return cls(challenge.verification_id, challenge.contact.masked, challenge.contact.kind, onward)

    @classmethod
    def find(cls, place: str) -> "Pending | None":
        """Return what this browser began under a name."""
        kept = session.get(place)
        if not kept:
            return None
        return cls(
            UUID(kept["id"]), kept["contact"], ContactKind(kept["kind"]), kept["next"], kept.get("token")
        )

    def keep(self, place: str) -> None:
        """Remember it under a name."""
        session[place] = {
            "id": str(self.id),
            "contact": self.contact,
            "kind": self.kind.value,
            "next": self.next,
            "token": self.token,
        }

    def proven_by(self, token: str) -> "Pending":
        """Return the same with the proof that the code was right."""
        return replace(self, token=token)


@dataclass(frozen=True, kw_only=True, slots=True)
class CodePage:
    """Name the ways of a page that asks for a code."""

    home: str
    address: str
    go_on: str

    def context(self, form: CodeForm, pending: Pending) -> dict[str, object]:
        """Return what the page shows."""
        return {
            "form": form,
            "ways": self,
            "contact": pending.contact,
            "next": pending.next,
            "is_mobile": pending.kind is ContactKind.MOBILE,
            "minutes": MINUTES,
            "has_outbox": has_open_outbox(),
        }


def has_open_outbox() -> bool:
    """Tell whether everybody can read here what a demonstration would have sent."""
    return visit().is_demo and visit().tenant.state is SpaceState.TRIAL


def service_name() -> str:
    """Return how messages name the service."""
    branding = visit().regency.branding
    return f"{branding.service_name} {branding.display_name}"


def usual_channel(kind: ContactKind) -> Channel:
    """Return how a contact of a kind is written to unless somebody wishes otherwise."""
    return Channel.EMAIL if kind is ContactKind.EMAIL else Channel.SMS


def wished_channel(kind: ContactKind) -> Channel:
    """Return how the person wants to be written to this time."""
    is_chat = kind is ContactKind.MOBILE and request.form.get("channel") == Channel.WHATSAPP
    return Channel.WHATSAPP if is_chat else usual_channel(kind)


def tell(challenge: Challenge, channel: Channel, template: str, text: Text) -> None:
    """Write to the contact of a challenge."""
    notifications.send(
        visit().tenant,
        channel=channel,
        recipient=challenge.contact.value,
        template=template,
        text=text,
        verification_id=challenge.verification_id,
    )
