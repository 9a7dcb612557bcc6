"""Links that leave the page: in messages, on slips, in pictures. They hold whoever asked, and however."""

from typing import cast

from flask import current_app

from sertakan.kernel.address import PublicAddress
from sertakan.web.visit import visit


def address_here(path: str) -> str:
    """Return the address by which anybody reaches a page of this regency."""
    identity = visit().regency.identity
    public = cast("PublicAddress", current_app.config["SERTAKAN_SETTINGS"].public)
    return public.of_space(identity.slug, identity.own_domain) + path
