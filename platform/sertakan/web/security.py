"""Forgery tokens on every form, and the headers that keep a page to itself."""

from flask import Response, current_app, request
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_TWO_YEARS = "max-age=63072000; includeSubDomains"


class TokenMissing(Exception):
    """Tell that a form came without a token of this session, as one left open too long does."""


def ensure_token() -> None:
    """Refuse a POST whose form was not handed out to this session.

    :raises TokenMissing: always for writes without a good token
    """
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        raise TokenMissing from None


def comes_from_here() -> bool:
    """Tell whether a form was sent from a page of this host; browsers that cannot say so are old enough to trust."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.host


def add_headers(response: Response) -> Response:
    """Add the headers of every answer."""
    if "HX-Request" in request.headers and "Location" in response.headers:
        # A script asked for a part of the page and is led to another: the whole page goes there.
        response.headers["HX-Redirect"] = response.headers.pop("Location")
        response.status_code = 204
    own = {name.lower() for name, _ in response.headers}
    response.headers.extend([each for each in _HEADERS.items() if each[0].lower() not in own])
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store")
    if not current_app.config["SERTAKAN_DEMO"]:
        response.headers.setdefault("Strict-Transport-Security", _TWO_YEARS)
    return response
