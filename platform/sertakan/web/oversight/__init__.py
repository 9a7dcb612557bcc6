"""The oversight's rooms: all regencies side by side, one of them, the nation's rules, and the centre's own record."""

from flask import Blueprint

from sertakan.web.oversight import account, acts, founding, national, regency, spaces, table


def blueprints() -> tuple[Blueprint, ...]:
    """Return the pages."""
    return (
        account.blueprint,
        table.blueprint,
        founding.blueprint,
        regency.blueprint,
        spaces.blueprint,
        national.blueprint,
        acts.blueprint,
    )
