"""Whose data the work at hand may touch: one tenant's, the centre's aggregates, or nobody's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sertakan.kernel.refusal import Refusal


class TenantMissing(Refusal):
    """Refuse to touch owned rows before it is known whose they are."""

    def __init__(self) -> None:
        super().__init__("tenant.missing")


class ForeignTenant(Refusal):
    """Refuse to touch rows that belong to another tenant."""

    def __init__(self) -> None:
        super().__init__("tenant.foreign")


@dataclass(frozen=True, slots=True)
class Scope:
    """Say whose rows a session may touch; a session keeps the scope it was born with."""

    tenant_id: int | None = None
    is_oversight: bool = False


NOBODY = Scope()
_scope: ContextVar[Scope] = ContextVar("sertakan_scope", default=NOBODY)


def current_scope() -> Scope:
    """Return the scope of the work at hand."""
    return _scope.get()


@contextmanager
def entered(scope: Scope) -> Iterator[None]:
    """Do the work inside a scope, and leave it whatever happens."""
    token = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(token)
