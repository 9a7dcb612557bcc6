"""The ticket in a person's cookie: made new at each sign-in, gone at sign-out, good on one host only."""

from ipaddress import ip_address, ip_network

from flask import request, session

from sertakan.identity.model import Origin, Ticket
from sertakan.kernel.text import tidy
from sertakan.web.visit import SIGN_IN

_FORGERY_SECRET = "csrf_token"  # noqa: S105 - the name of a place in the session, no secret
_ONE_CONNECTION = 64  # bits of an IPv6 address that a provider gives to one household


def keep_ticket(ticket: Ticket) -> None:
    """Let the browser carry a new sign-in; what was answered before it stays, the old secrets do not."""
    session.pop(_FORGERY_SECRET, None)
    session[SIGN_IN] = {"token": ticket.token, "host": request.host}
    # Staff sit at shared desks: their cookie ends with the browser, their sign-in after half a day.
    session.permanent = not ticket.is_staff


def drop_ticket() -> None:
    """Forget the sign-in and everything answered with it, for the next person at this device."""
    session.clear()


def origin() -> Origin:
    """Return from which network and with which device this request comes."""
    return Origin(
        network=network_of(request.remote_addr), device=tidy(request.headers.get("User-Agent", ""))[:120]
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
