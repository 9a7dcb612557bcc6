"""Tell a load balancer whether this process lives, and whether it can serve."""

from flask import Flask, Response
from sqlalchemy.exc import SQLAlchemyError

from sertakan.tenancy import repository
from sertakan.tenancy.directory import Site
from sertakan.web.access import anybody


@anybody
def healthz() -> Response:
    """Answer as long as the process lives."""
    return Response("ok\n", mimetype="text/plain")


@anybody
def readyz() -> Response:
    """Answer well only while the database answers too."""
    try:
        repository.directory_version()
    except SQLAlchemyError:
        return Response("database away\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


def register_health(app: Flask) -> None:
    """Serve both on every host, known or not."""
    for site in Site:
        for view in (healthz, readyz):
            app.add_url_rule(f"/{view.__name__}", f"{site}-{view.__name__}", view, host=site.value)
