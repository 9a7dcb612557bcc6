"""The way in: sign up with a proven contact, sign in, sign out, choose another password, and the outbox of a demonstration."""

from flask import Blueprint

from sertakan.web.public.account import outbox, reset, sign_in, sign_up


def blueprints() -> tuple[Blueprint, ...]:
    """Return the pages of people's accounts."""
    return (sign_in.blueprint, reset.blueprint, sign_up.blueprint, outbox.blueprint)
