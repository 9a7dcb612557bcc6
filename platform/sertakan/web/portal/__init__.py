"""The portal of all regencies: find your own."""

from flask import Blueprint

from sertakan.web.portal import views


def blueprints() -> tuple[Blueprint, ...]:
    """Return the pages of the portal."""
    return (views.blueprint,)
