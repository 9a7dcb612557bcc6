"""The sponsor's side: enrol a worker page by page, and see at a glance what comes next."""

from flask import Blueprint

from sertakan.web.sponsor import answering, consenting, drafting, overview, slips, submitting


def blueprints() -> tuple[Blueprint, ...]:
    """Return the pages of the sponsor."""
    return (
        overview.blueprint,
        drafting.blueprint,
        consenting.blueprint,
        submitting.blueprint,
        answering.blueprint,
        slips.blueprint,
    )
