"""Who edits the regency's document on the page at hand."""

from flask import request
from werkzeug.exceptions import BadRequest

from sertakan.configuration.model import Editor
from sertakan.web.access import signed_in
from sertakan.web.visit import visit


def editor_at_hand() -> Editor:
    """Return who edits here, and on which day."""
    here = visit()
    return Editor(tenant_id=here.tenant.id, account_id=signed_in().account_id, today=here.today, now=here.now)


def seen_revision() -> int:
    """Return the revision that the form was painted from.

    :raises BadRequest: when the form does not say
    """
    text = request.form.get("seen", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadRequest
    return int(text)
