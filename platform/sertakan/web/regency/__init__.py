"""The rooms of the regency's staff: figures, enrolments, decisions, staff, audit and settings."""

from flask import Blueprint

from sertakan.web.regency import (
    cases,
    chain,
    configuring,
    dashboard,
    decisions,
    enrolments,
    export,
    own,
    people,
    staffing,
)


def blueprints() -> tuple[Blueprint, ...]:
    """Return the pages below /kelola/."""
    return (
        dashboard.blueprint,
        enrolments.blueprint,
        export.blueprint,
        cases.blueprint,
        decisions.blueprint,
        people.blueprint,
        *(module.blueprint for module in (*own.MODULES, *staffing.MODULES)),
        chain.blueprint,
        *(module.blueprint for module in configuring.MODULES),
    )
