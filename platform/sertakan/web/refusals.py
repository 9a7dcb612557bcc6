"""With which status a refusal is answered, and when it is worth trying again."""

from typing import Any

from flask import Response

from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.web.rendering import answer

AWAY_SECONDS = 60


def answer_refusal(template: str, refusal: Refusal, /, **context: Any) -> Response:
    """Return a page that shows a refusal, telling browsers and programs how many seconds to wait."""
    response = answer(template, _status_of(refusal), **context)
    if (seconds := _seconds_to_wait(refusal)) is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


def _status_of(refusal: Refusal) -> int:
    if refusal.code == "file.store_away":
        return 503
    if isinstance(refusal, Conflict):
        return 409
    return 429 if refusal.code.startswith("throttle.") else 400


def _seconds_to_wait(refusal: Refusal) -> int | None:
    if refusal.code == "file.store_away":
        return AWAY_SECONDS
    minutes = refusal.params.get("minutes")
    return minutes * 60 if refusal.code.startswith("throttle.") and isinstance(minutes, int) else None
