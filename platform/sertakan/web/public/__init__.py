"""What everybody sees of a regency: its home, the pre-check, its regulation, and the way in."""

from flask import Blueprint

from sertakan.web.public import home, language, reading


def blueprints() -> tuple[Blueprint, ...]:
    """Return the public pages of a regency, and what all sites share."""
    return (home.blueprint, reading.blueprint, *language.blueprints)
