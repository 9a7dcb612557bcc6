"""One way to say no: a code and its parameters, so that only the web speaks in sentences."""

from collections.abc import Mapping


class Refusal(Exception):
    """Refuse a wish for a reason that the person who asked can act upon."""

    def __init__(self, code: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(code, field, params)
        self.code = code
        self.field = field
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        details = " ".join(f"{key}={value!r}" for key, value in self.params.items())
        return " ".join(part for part in (self.code, self.field and f"[{self.field}]", details) if part)


class NotFound(Refusal):
    """Refuse because there is no such thing here, or none that this person may know of."""


class Forbidden(Refusal):
    """Refuse because this person's role or scope does not reach so far."""


class Conflict(Refusal):
    """Refuse because somebody else changed the thing in the meantime."""
