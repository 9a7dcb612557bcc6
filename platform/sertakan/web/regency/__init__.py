"""The regency's rooms."""

from flask import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the pages."""
    return ()
