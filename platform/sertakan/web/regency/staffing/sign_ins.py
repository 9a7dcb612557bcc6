"""Where somebody is signed in, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sertakan.identity.model import SignIn
from sertakan.identity.rules.device import read_device
from sertakan.localisation import gettext as _
from sertakan.web.access import signed_in
from sertakan.web.sentences import word_for


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownSignIn:
    """Show one sign-in."""

    id: UUID
    device: str
    network: str
    factor: str
    begun_at: datetime
    seen_at: datetime
    is_this: bool


def show_sign_ins(found: Iterable[SignIn]) -> list[ShownSignIn]:
    """Return sign-ins in words, in their order; the one at hand is marked."""
    here = signed_in().session_id
    return [
        ShownSignIn(
            id=each.id,
            device=device_word(each.device),
            network=each.network or "–",
            factor=word_for("factor", each.factor or "none"),
            begun_at=each.begun_at,
            seen_at=each.seen_at,
            is_this=each.id == here,
        )
        for each in found
    ]


def device_word(user_agent: str) -> str:
    """Return what a browser says it is, as people call it."""
    device = read_device(user_agent)
    browser = device.browser or _("Peramban lain")
    return _("%(browser)s di %(system)s", browser=browser, system=device.system) if device.system else browser
