"""What every view may ask: which space, in which language, on which day, and who is here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from flask import Flask, g, request, session
from flask_login import current_user
from werkzeug.exceptions import NotFound

from sertakan.identity import service as identity
from sertakan.identity.model import Actor, OversightActor
from sertakan.kernel.clock import Clock, local_date
from sertakan.localisation.messages import LANGUAGES, SOURCE_LANGUAGE
from sertakan.tenancy.directory import Address, Site
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import InForce, Tenant

if TYPE_CHECKING:
    from sertakan.web.application import SertakanApp

ADDRESS = "sertakan.address"
LANGUAGE_COOKIE = "bahasa"
SIGN_IN = "masuk"
CENTRE_ZONE = "Asia/Jakarta"
_THURSDAY = 3


@dataclass(slots=True)
class Visit:
    """Hold one request's who, where and when."""

    address: Address
    document: RegencyDocument | None
    clock: Clock
    is_demo: bool
    revisions: InForce | None = None
    _may_ask: bool = True

    @property
    def tenant(self) -> Tenant:
        """Return whose space this is.

        :raises NotFound: on a site that is no regency's
        """
        if self.address.tenant is None:
            raise NotFound
        return self.address.tenant

    @property
    def regency(self) -> RegencyDocument:
        """Return the regency's document in force."""
        if self.document is None:
            raise NotFound
        return self.document

    @property
    def law_revision(self) -> int:
        """Return the revision whose law is in force here."""
        if self.revisions is None:
            raise NotFound
        return self.revisions.law

    @property
    def house_revision(self) -> int:
        """Return the revision whose words and looks are in force here."""
        if self.revisions is None:
            raise NotFound
        return self.revisions.house

    @property
    def zone(self) -> str:
        """Return the time zone in which days are counted here."""
        return self.address.tenant.timezone if self.address.tenant else CENTRE_ZONE

    @property
    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self.clock.now()

    @property
    def today(self) -> date:
        """Return today's date where the regency lies."""
        return local_date(self.clock.now(), self.zone)

    @property
    def actor(self) -> Actor | None:
        """Return who is signed in at this regency, asking the database once."""
        return cast("Actor | None", self._whoever())

    @property
    def overseer(self) -> OversightActor | None:
        """Return who is signed in at the centre, asking the database once."""
        return cast("OversightActor | None", self._whoever())

    def ask_no_more(self) -> None:
        """Answer without the database from here on, because it is away; who is signed in stays open."""
        self._may_ask = False

    def _whoever(self) -> Actor | OversightActor | None:
        if not self._may_ask:
            return None
        return cast("Actor | OversightActor", current_user.person) if current_user.is_authenticated else None

    def find_ticket_holder(self) -> Actor | OversightActor | None:
        """Return whose ticket the session holds; Flask-Login asks this once per request."""
        ticket = session.get(SIGN_IN)
        # A sign-in holds on the host where it was made, and nowhere else.
        if not ticket or ticket.get("host") != request.host:
            return None
        if self.address.site is Site.OVERSIGHT:
            return identity.find_overseer(ticket["token"], self.now)
        if self.address.site is Site.REGENCY:
            return identity.find_actor(self.tenant.id, ticket["token"], self.now)
        return None


def open_visit(
    app: "Flask", address: Address, document: RegencyDocument | None, revisions: InForce | None = None
) -> None:
    """Begin a request's visit."""
    ours = cast("SertakanApp", app)
    g.visit = Visit(
        address=address,
        document=document,
        clock=ours.extensions["sertakan_clock"],
        is_demo=ours.config["SERTAKAN_DEMO"],
        revisions=revisions,
    )


def visit() -> Visit:
    """Return the visit of the request at hand."""
    return cast("Visit", g.visit)


def choose_language(document: RegencyDocument | None, today: date) -> str:
    """Return the language the person chose if it is offered here, else the one a visitor meets first that day.

    A regency of Bali may want Balinese to be met first on Thursdays (Pergub Bali 80/2018).
    """
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    offered = document.languages.offered if document else tuple(LANGUAGES)
    if chosen in offered:
        return chosen
    if document is None:
        return SOURCE_LANGUAGE
    languages = document.languages
    return (languages.on_thursdays if today.weekday() == _THURSDAY else None) or languages.default
