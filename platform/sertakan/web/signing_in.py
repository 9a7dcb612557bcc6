"""Flask-Login's part: it asks once per request who is here, and forgets it with the request."""

from flask import Flask, Request
from flask_login import LoginManager, UserMixin

from sertakan.identity.model import Actor, OversightActor
from sertakan.web.visit import visit


class SignedIn(UserMixin):  # type: ignore[misc]
    """Carry whoever is signed in the way Flask-Login wants it."""

    def __init__(self, person: Actor | OversightActor) -> None:
        self.person = person

    def get_id(self) -> str:
        """Return the account's identifier."""
        return str(self.person.account_id)


def register_sign_in(app: Flask) -> None:
    """Let Flask-Login know how to find out who is here.

    Its remember-me cookie is not used: a sign-in is a row that can be revoked, and its ticket lies in the
    session. So ``init_app``, which would look at the session of every answer for that cookie, is left out.
    """
    manager = LoginManager()
    manager.session_protection = None  # the row behind the ticket protects it, and a host binds it
    manager.request_loader(_whoever_holds_the_ticket)
    app.login_manager = manager  # type: ignore[attr-defined]


def _whoever_holds_the_ticket(_: Request) -> SignedIn | None:
    person = visit().find_ticket_holder()
    return SignedIn(person) if person else None
