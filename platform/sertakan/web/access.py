"""Who may enter which page; a page that does not say so is closed to everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import quote

from flask import current_app, redirect, request
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from sertakan.identity import service as identity
from sertakan.identity.model import Actor, OversightActor, OversightRole, Reach
from sertakan.identity.permissions import Permission, is_staff, reach
from sertakan.identity.rules.factor import has_fresh_factor, is_factor_required, is_fresh
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import SpaceState
from sertakan.web.visit import visit

_OWN_SECURITY = "/kelola/petugas/saya"
View = TypeVar("View", bound=Callable[..., Any])


class Door(StrEnum):
    """Name the kinds of people a page can be open to."""

    ANYBODY = "anybody"
    VISITOR = "visitor"  # anybody, while the space is open
    ACCOUNT = "account"
    SPONSOR = "sponsor"
    STAFF = "staff"
    OVERSEER = "overseer"


@dataclass(frozen=True, slots=True)
class Access:
    """Say which door a page has, and which permission it takes behind it.

    A page that does not ask for a second factor is one on which it is set up.
    """

    door: Door
    permission: Permission | None = None
    role: OversightRole | None = None
    asks_factor: bool = True


def _stamp(access: Access) -> Callable[[View], View]:
    def stamp(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return stamp


anybody = _stamp(Access(Door.ANYBODY))
visitors = _stamp(Access(Door.VISITOR))
accounts = _stamp(Access(Door.ACCOUNT))
sponsors = _stamp(Access(Door.SPONSOR))
overseers = _stamp(Access(Door.OVERSEER))
own_security = _stamp(Access(Door.STAFF, asks_factor=False))
operators = _stamp(Access(Door.OVERSEER, role=OversightRole.OPERATOR))


def staff(permission: Permission) -> Callable[[View], View]:
    """Open a page to those of the regency's staff who hold a permission."""
    return _stamp(Access(Door.STAFF, permission))


def access_of(endpoint: str) -> Access | None:
    """Return what an endpoint's view was stamped with."""
    return getattr(current_app.view_functions[endpoint], "access", None)


def guard() -> Response | None:
    """Let nobody pass whom the page's stamp does not name."""
    if request.endpoint is None:
        return None
    access = access_of(request.endpoint)
    if access is None:
        raise Forbidden
    return _GUARDS[access.door](access)


def _let_anybody(_: Access) -> None:
    return None


def _let_visitor(_: Access) -> None:
    _ensure_open()


def _ensure_open() -> None:
    found = visit().address
    if found.site is not Site.REGENCY or found.tenant is None:
        return
    if found.tenant.state is SpaceState.DRAFT:
        raise NotFound
    if found.tenant.state is SpaceState.SUSPENDED:
        raise SpaceSuspended


class SpaceSuspended(Exception):
    """Tell that the regency's space rests for now."""


def _let_account(_: Access) -> Response | None:
    _ensure_open()
    return None if visit().actor else _to_sign_in()


def _let_sponsor(_: Access) -> Response | None:
    _ensure_open()
    if (actor := visit().actor) is None:
        return _to_sign_in()
    if actor.sponsor_id is None:
        raise Forbidden
    return None


def _let_staff(access: Access) -> Response | None:
    # Staff go on reading while the space is suspended, and prepare it while it is a draft.
    if (actor := visit().actor) is None:
        return _to_sign_in()
    if is_staff(actor) and access.asks_factor and _lacks_factor(actor):
        return redirect(_OWN_SECURITY, code=303)
    if not is_staff(actor) or (access.permission and reach(actor, access.permission).is_empty):
        raise Forbidden
    if visit().tenant.state is SpaceState.SUSPENDED and request.method == "POST":
        raise SpaceSuspended
    return None


def _lacks_factor(actor: Actor) -> bool:
    return actor.factor is None and is_factor_required(actor.grants, visit().tenant)


def _let_overseer(access: Access) -> Response | None:
    if (overseer := visit().overseer) is None:
        return _to_sign_in()
    if access.role is not None and overseer.role is not access.role:
        raise Forbidden
    return None


_GUARDS: dict[Door, Callable[[Access], Response | None]] = {
    Door.ANYBODY: _let_anybody,
    Door.VISITOR: _let_visitor,
    Door.ACCOUNT: _let_account,
    Door.SPONSOR: _let_sponsor,
    Door.STAFF: _let_staff,
    Door.OVERSEER: _let_overseer,
}


def _to_sign_in() -> Response:
    # A form that was sent after the sign-in had ended is shown again, if it has a page.
    ways = current_app.create_url_adapter(request)
    is_page = ways is not None and ways.test(method="GET")
    wanted = request.full_path.rstrip("?") if is_page else "/"
    return redirect(f"/masuk?next={quote(wanted)}", code=303)


def require_fresh_factor(next_path: str) -> Response | None:
    """Return the way to prove oneself once more, or None if that was done within the last ten minutes.

    Where no real people are, somebody without a second factor passes; elsewhere they are led to set one up.
    """
    here, actor = visit(), signed_in()
    if has_fresh_factor(actor, here.now):
        return None
    if identity.has_second_factor(here.tenant.id, actor.account_id):
        return _to_proof(next_path)
    if is_factor_required(actor.grants, here.tenant):
        return redirect(_OWN_SECURITY, code=303)
    return None


def require_fresh_proof(next_path: str) -> Response | None:
    """Return the way to prove oneself once more by whatever one has, or None if that was done just now."""
    actor = signed_in()
    has_factor = identity.has_second_factor(visit().tenant.id, actor.account_id)
    is_proven = (has_fresh_factor if has_factor else is_fresh)(actor, visit().now)
    return None if is_proven else _to_proof(next_path)


def _to_proof(next_path: str) -> Response:
    return redirect(f"/masuk/lagi?next={quote(next_path)}", code=303)


def safe_next(target: str | None, otherwise: str = "/") -> str:
    """Return a path on this host to go to, never another host's address."""
    if not target or not target.startswith("/") or target[1:2] in {"/", "\\"}:
        return otherwise
    if any(sign <= " " for sign in target):
        return otherwise
    return target


def signed_in() -> Actor:
    """Return who is signed in at this regency; for pages behind a door."""
    if (actor := visit().actor) is None:
        raise Forbidden
    return actor


def overseer() -> OversightActor:
    """Return who is signed in at the centre; for pages behind its door."""
    if (actor := visit().overseer) is None:
        raise Forbidden
    return actor


def reach_of(permission: Permission) -> Reach:
    """Return how far the signed-in person's permission goes."""
    return reach(signed_in(), permission)
