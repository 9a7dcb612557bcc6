"""Answer what went wrong with a page that says what to do, in the person's language."""

import errno
import logging
from traceback import format_tb
from typing import cast

from flask import Flask, Response, request
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from sertakan.kernel.refusal import Forbidden, NotFound, Refusal
from sertakan.persistence.database import tenant_session
from sertakan.tenancy.directory import Site
from sertakan.web.access import SpaceSuspended
from sertakan.web.refusals import AWAY_SECONDS, answer_refusal
from sertakan.web.rendering import answer
from sertakan.web.security import TokenMissing, comes_from_here
from sertakan.web.visit import visit

_log = logging.getLogger(__name__)
_PAGES = {400, 403, 404, 413, 429, 500, 503}
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NEVER_AGAIN = frozenset({"password", "csrf_token", "code", "consent_code"})


def register_failures(app: Flask) -> None:
    """Give every kind of failure its page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(TokenMissing, _token_missing)
    app.register_error_handler(SpaceSuspended, _suspended)
    app.register_error_handler(Exception, _unexpected)


def _forget_work() -> None:
    tenant_session().rollback()


def _http(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return cast("Response", error.get_response())
    if visit().address.site is Site.ELSEWHERE:
        return answer("errors/unknown_host.html", 404)
    _forget_work()
    code = error.code or 500
    if code == 405:
        code = 404
    if isinstance(error, RequestEntityTooLarge):
        code = 413
    return answer(f"errors/{code if code in _PAGES else 400 if code < 500 else 500}.html", code)


def _refused(refusal: Refusal) -> Response:
    _forget_work()
    for kind, code in ((NotFound, 404), (Forbidden, 403)):
        if isinstance(refusal, kind):
            return answer(f"errors/{code}.html", code)
    return answer_refusal("errors/refused.html", refusal, refusal=refusal)


def _token_missing(_: TokenMissing) -> Response:
    """Offer to send the same form again; nothing typed is lost."""
    _forget_work()
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in _NEVER_AGAIN]
    return answer("errors/400.html", 400, typed=typed if comes_from_here() else [])


def _suspended(_: SpaceSuspended) -> Response:
    _forget_work()
    return answer("errors/suspended.html", 503, reason=visit().tenant.state_reason)


def _unexpected(error: Exception) -> Response:
    _forget_work()
    if _is_database_away(error):
        visit().ask_no_more()
        # The driver's own name for it tells a full disk from a server that is gone.
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        _log.warning("The database did not answer: %s", type(cause).__name__)
        return _away()
    if isinstance(error, OSError) and error.errno in _NO_SPACE:
        _log.error("There is no space left for files on their way: %s", error.strerror)
        return _away()
    # The details of an error may quote what a person typed; the place is enough to find the fault.
    place = "".join(format_tb(error.__traceback__))
    _log.error("%s %s failed: %s\n%s", request.method, request.url_rule, type(error).__name__, place)
    return answer("errors/500.html", 500)


def _away() -> Response:
    response = answer("errors/503.html", 503)
    response.headers["Retry-After"] = str(AWAY_SECONDS)
    return response


def _is_database_away(error: Exception) -> bool:
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout):
        return True
    return isinstance(error, DBAPIError) and error.connection_invalidated
