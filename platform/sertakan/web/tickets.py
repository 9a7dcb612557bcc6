"""The ticket in a person's cookie: made new at each sign-in, gone at sign-out, good on one host only."""

from ipaddress import ip_address, ip_network

from flask import request, session

from sertakan.identity.model import Origin, PendingTicket, RelyingParty, Ticket
from sertakan.kernel.text import tidy
from sertakan.web.visit import SIGN_IN

_FORGERY_SECRET = "csrf_token"  # noqa: S105 - the name of a place in the session, no secret
_WAITING = "faktor"
_LONGEST_DEVICE = 200
_ONE_CONNECTION = 64  # bits of an IPv6 address that a provider gives to one household


def keep_ticket(ticket: Ticket) -> None:
    """Let the browser carry a new sign-in; what was answered before it stays, the old secrets do not."""
    session.pop(_FORGERY_SECRET, None)
    session.pop(_WAITING, None)
    session[SIGN_IN] = {"token": ticket.token, "host": request.host}
    # Staff sit at shared desks: their cookie ends with the browser, their sign-in after half a day.
    session.permanent = not ticket.is_staff


def keep_waiting(ticket: PendingTicket) -> None:
    """Let the browser carry a sign-in that waits for its second factor; it signs nobody in."""
    session.pop(SIGN_IN, None)
    session[_WAITING] = {"token": ticket.token, "host": request.host}
    session.permanent = False


def find_waiting_token() -> str | None:
    """Return the token of a sign-in that waits at this host."""
    kept = session.get(_WAITING)
    return str(kept["token"]) if kept and kept.get("host") == request.host else None


def relying_party(name: str) -> RelyingParty:
    """Return for which site a passkey is good: this host, as the browser sees it, and no other."""
    host = request.host.partition(":")[0]
    return RelyingParty(id=host, name=name, origin=f"{request.scheme}://{request.host}")


def drop_ticket() -> None:
    """Forget the sign-in and everything answered with it, for the next person at this device."""
    session.clear()


def origin() -> Origin:
    """Return from which network and with which device this request comes."""
    return Origin(
        network=network_of(request.remote_addr),
        device=tidy(request.headers.get("User-Agent", ""))[:_LONGEST_DEVICE],
    )


def network_of(address: str | None) -> str:
    """Return what counts as one visitor: an IPv4 address, or the half of an IPv6 address that is given out."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ip_network((found, _ONE_CONNECTION), strict=False))
