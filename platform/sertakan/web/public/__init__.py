"""What everybody sees of a regency: its home, the pre-check, its regulation, and the way in."""

from flask import Blueprint

from sertakan.web.public import account, home, language, perbup, precheck, reading, refusing


def blueprints() -> tuple[Blueprint, ...]:
    """Return the public pages of a regency, and what all sites share."""
    return (
        home.blueprint,
        *account.blueprints(),
        reading.blueprint,
        perbup.blueprint,
        precheck.blueprint,
        refusing.blueprint,
        *language.blueprints,
    )
