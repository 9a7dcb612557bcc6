"""Put the house together: the only module that knows everybody."""

from functools import partial

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from sertakan.config import Settings
from sertakan.configuration.service.own_domain import SystemResolver
from sertakan.kernel.clock import Clock, SystemClock
from sertakan.persistence.crypto import TenantKeys, keyring
from sertakan.persistence.database import configure_database
from sertakan.persistence.files import configure_files
from sertakan.persistence.keys import read_keys
from sertakan.tenancy.directory import Directory
from sertakan.web import oversight, portal, public, regency, sponsor
from sertakan.web.access import guard
from sertakan.web.application import SertakanApp
from sertakan.web.failures import register_failures
from sertakan.web.health import register_health
from sertakan.web.security import add_headers, ensure_token
from sertakan.web.signing_in import register_sign_in
from sertakan.web.staticfiles import register_static

_MEGABYTE = 1024 * 1024
_LARGEST_REQUEST = 12 * _MEGABYTE
_LARGEST_FORM_FIELD = 512 * 1024


def create_app(settings: Settings, clock: Clock | None = None) -> SertakanApp:
    """Return the application, bound to its database but not yet talking to it."""
    app = SertakanApp("sertakan")
    app.extensions["sertakan_clock"] = clock or SystemClock()
    app.extensions["sertakan_resolver"] = SystemResolver()
    _configure(app, settings)
    configure_database(
        app, url=settings.app_url, oversight_url=settings.oversight_url, pool_size=settings.threads
    )
    configure_files(app, folder=settings.data_dir / "files", url=settings.files_url)
    app.directory = Directory(app, settings.base_domain)
    keyring.open(settings.data_key, partial(_keys_in, app, settings.data_key))
    _register_web(app)
    if settings.proxies:
        # The number is the operator's word on how many proxies of their own stand in front.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    return app


def _keys_in(app: Flask, master: bytes, tenant_id: int) -> TenantKeys:
    with app.app_context():
        return read_keys(master, tenant_id)


def _configure(app: SertakanApp, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SERTAKAN_DEMO=settings.is_demo,
        SERTAKAN_SETTINGS=settings,
        SERTAKAN_TENANTS_DIR=settings.tenants_dir,
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=_LARGEST_FORM_FIELD,
        SESSION_COOKIE_NAME="sertakan" if settings.is_demo else "__Host-sertakan",
        SESSION_COOKIE_SECURE=not settings.is_demo,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )


def _register_web(app: SertakanApp) -> None:
    app.before_request(guard)
    app.before_request(ensure_token)
    app.after_request(add_headers)
    register_sign_in(app)
    register_failures(app)
    register_health(app)
    register_static(app)
    for room in (portal, public, sponsor, regency, oversight):
        for blueprint in room.blueprints():
            app.register_blueprint(blueprint)
