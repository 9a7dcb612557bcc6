"""Tell a load balancer whether this process lives, and whether it can serve."""

from typing import TYPE_CHECKING, cast

from flask import Flask, Response, current_app
from sqlalchemy.exc import SQLAlchemyError

from sertakan.persistence.crypto import SealBroken, keyring
from sertakan.tenancy import repository
from sertakan.tenancy.directory import Site
from sertakan.web.access import anybody

if TYPE_CHECKING:
    from sertakan.web.application import SertakanApp


@anybody
def healthz() -> Response:
    """Answer as long as the process lives."""
    return Response("ok\n", mimetype="text/plain")


@anybody
def readyz() -> Response:
    """Answer well only while the database answers and the data key fits."""
    try:
        repository.directory_version()
        _try_a_key()
    except SQLAlchemyError:
        return Response("database away\n", 503, mimetype="text/plain")
    except SealBroken:
        return Response("the data key does not open the tenants' keys\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


def _try_a_key() -> None:
    """Unwrap one tenant's keys, once per process: with another master key nothing could be read."""
    for tenant in cast("SertakanApp", current_app).directory.tenants()[:1]:
        keyring.of(tenant.id)


def register_health(app: Flask) -> None:
    """Serve both on every host, known or not."""
    for site in Site:
        for view in (healthz, readyz):
            app.add_url_rule(f"/{view.__name__}", f"{site}-{view.__name__}", view, host=site.value)
