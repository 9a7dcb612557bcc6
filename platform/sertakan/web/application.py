"""The Flask application that turns a host into a site, and keeps one transaction per request."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Flask, Request, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.routing import Map, MapAdapter

from sertakan.kernel.clock import Clock, local_date
from sertakan.localisation import saying, speaking
from sertakan.localisation.own_sentences import own_sentences_of
from sertakan.persistence.database import tenant_session
from sertakan.persistence.scope import Scope, entered
from sertakan.tenancy.directory import Address, Directory, Site
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import InForce, Tenant
from sertakan.web.security import comes_from_here
from sertakan.web.visit import ADDRESS, CENTRE_ZONE, choose_language, open_visit

_AWAY = "sertakan.away"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class SiteBlueprint(Blueprint):
    """Serve all its pages on one site, whatever the host is called."""

    def __init__(self, name: str, import_name: str, *, site: Site, url_prefix: str | None = None) -> None:
        super().__init__(name, import_name, url_prefix=url_prefix)
        self._site = site

    def add_url_rule(self, rule: str, *args: Any, **options: Any) -> None:
        """Add a rule that holds on this blueprint's site only."""
        super().add_url_rule(rule, *args, host=self._site.value, **options)


class _Sessions(SecureCookieSessionInterface):
    """Sign cookies with one serializer per process: the secret stays while it runs."""

    def __init__(self) -> None:
        self._signing: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return the serializer, made once."""
        if self._signing is None:
            self._signing = super().get_signing_serializer(app)
        return self._signing

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Keep the cookie of a person whose browser another host made send a form, without their cookie."""
        is_foreign = request.method not in _READING and not comes_from_here()
        return not is_foreign and super().should_set_cookie(app, session)


class _Ways(MapAdapter):
    """Know the routes of one site, whose name is ours alone: a browser is led on by path, not by that name."""

    def make_redirect_url(
        self,
        path_info: str,
        query_args: Mapping[str, Any] | str | None = None,
        domain_part: str | None = None,
    ) -> str:
        """Return where a path without its last slash leads, on whatever host it was asked."""
        address = super().make_redirect_url(path_info, query_args, domain_part)
        return address.removeprefix(f"{self.url_scheme}://{self.server_name}")


class SertakanApp(Flask):
    """Know the site before the route, the tenant before the view, and commit only what succeeded."""

    directory: Directory

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name, static_folder=None, template_folder=None)
        self.url_map = Map(host_matching=True)
        self.session_interface = _Sessions()

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Match routes against the site that the host stands for, never against the host itself."""
        if request is None:
            return super().create_url_adapter(request)
        address = self._address_of(request)
        request.environ[ADDRESS] = address
        return _Ways(
            self.url_map,
            address.site.value,
            script_name="/",
            subdomain=None,
            url_scheme=request.scheme,
            path_info=request.path,
            default_method=request.method,
            query_args=request.query_string.decode("latin-1"),
        )

    def _address_of(self, request: Request) -> Address:
        # The port is no part of the name; an IPv6 address is never one of ours.
        try:
            return self.directory.address_of(request.host.partition(":")[0])
        except SQLAlchemyError as error:
            # This process has never read the directory: only its own health can be told for now.
            request.environ[_AWAY] = error
            return Address(Site.ELSEWHERE)

    def full_dispatch_request(self) -> Response:
        """Answer inside the tenant's scope and in the person's language, failures included."""
        address: Address = request.environ[ADDRESS]
        if _AWAY in request.environ and request.url_rule is None:
            return self._answer_without_document(address, request.environ[_AWAY])
        tenant = address.tenant
        scope = Scope(tenant_id=tenant.id if tenant else None, is_oversight=address.site is Site.OVERSIGHT)
        with entered(scope):
            today = self._today(tenant)
            try:
                revisions, document = self._in_force(tenant, today) if tenant else (None, None)
            except Exception as error:
                return self._answer_without_document(address, error)
            own = own_sentences_of(document.own_sentences) if document else None
            with saying(own), speaking(choose_language(document, today)):
                open_visit(self, address, document, revisions)
                return super().full_dispatch_request()

    def _today(self, tenant: Tenant | None) -> date:
        clock: Clock = self.extensions["sertakan_clock"]
        return local_date(clock.now(), tenant.timezone if tenant else CENTRE_ZONE)

    def _in_force(self, tenant: Tenant, today: date) -> tuple[InForce, RegencyDocument]:
        revisions = self.directory.revisions_of(tenant, today)
        return revisions, self.directory.document_of(tenant, revisions)

    def _answer_without_document(self, address: Address, error: Exception) -> Response:
        open_visit(self, address, None)
        return self.finalize_request(self.handle_user_exception(error), from_error_handler=True)

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view, then commit before anybody is told that it succeeded."""
        response = self.make_response(super().dispatch_request())
        if request.method not in _READING:
            if response.status_code < 400:
                tenant_session().commit()
            else:
                tenant_session().rollback()
        return response
