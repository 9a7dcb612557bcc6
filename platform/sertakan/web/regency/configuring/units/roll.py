"""The roll of civil servants: looked through by name, number, unit and state; names and numbers are opened per page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from flask import redirect, request
from werkzeug.wrappers import Response

from sertakan.apparatus.model import ImportKind, RollState, SoughtMembers
from sertakan.apparatus.service import entering
from sertakan.apparatus.service import roll as service
from sertakan.apparatus.service import units as unit_service
from sertakan.identity.permissions import Permission
from sertakan.kernel.identifier import Nip, parse_nip
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import tidy, words
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.configuring.units.clerk import BASE
from sertakan.web.regency.configuring.units.units import sum_up
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

ROLL = f"{BASE}/asn"
blueprint = SiteBlueprint("roll", __name__, site=Site.REGENCY, url_prefix=ROLL)
ROWS = 50
_LONGEST_SEARCH = 80
_MOST_WORDS = 5
_ALMOST_A_NIP = 9  # so many digits are a number, and a number never stands in an address


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Hold which part of the roll is asked for, as it stands in the address."""

    text: str = ""
    state: str = RollState.ACTIVE
    unit: str = ""
    person: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """Return what an address asks; what it cannot mean is left out."""
        text = tidy(given.get("cari", "")[: _LONGEST_SEARCH * 4])[:_LONGEST_SEARCH]
        state, unit, person = (
            given.get("keadaan", RollState.ACTIVE),
            given.get("unit", ""),
            given.get("orang", ""),
        )
        return cls(
            text="" if sum(sign.isdigit() for sign in text) >= _ALMOST_A_NIP else text,
            state=state if state in {*RollState, "semua"} else RollState.ACTIVE,
            unit=unit if _uuid(unit) else "",
            person=person if _hash(person) else "",
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values of what is asked, without what is usual."""
        state = "" if self.state == RollState.ACTIVE else self.state
        found = [("cari", self.text), ("keadaan", state), ("unit", self.unit), ("orang", self.person)]
        return [(name, value) for name, value in found if value]

    def href(self, **more: str) -> str:
        """Return the list's address for what is asked."""
        query = urlencode([*self.pairs(), *more.items()])
        return f"{ROLL}?{query}" if query else ROLL

    def sought(self) -> SoughtMembers:
        """Return what is to be listed; whoever is sought by number is found in whatever state."""
        if self.person:
            return SoughtMembers(nip_index=_hash(self.person))
        return SoughtMembers(
            state=None if self.state == "semua" else RollState(self.state),
            work_unit_id=_uuid(self.unit),
            words=words(self.text)[:_MOST_WORDS],
        )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _hash(text: str) -> bytes | None:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        return None
    return found if len(found) == 32 else None


def mask(nip: str) -> str:
    """Return a number with its birth date and serial hidden."""
    return Nip(nip).masked


@blueprint.get("")
@staff(Permission.EDIT_UNITS)
def listing() -> str:
    """Show one page of the roll."""
    return paint("regency/configuring/units/roll.html", problem=None, **_context(Asked.read(request.args)))


def _context(asked: Asked) -> dict[str, object]:
    tenant_id, after = visit().tenant.id, _uuid(request.args.get("sesudah", ""))
    page = service.list_members(tenant_id, asked.sought(), after=after, limit=ROWS)
    units = unit_service.list_units(tenant_id)
    running = next(
        (
            each
            for each in entering.list_imports(tenant_id, ImportKind.ROLL, limit=1)
            if each.state == "running"
        ),
        None,
    )
    return {
        "asked": asked,
        "page_of_roll": page,
        "names": {unit.id: unit.name for unit in units},
        "units": units,
        "whole": sum_up(unit_service.participation_of_units(tenant_id)),
        "older": asked.href(sesudah=str(page.after)) if page.after else None,
        "newest": asked.href() if after else None,
        "mask": mask,
        "states": [state.value for state in RollState],
        "running": running,
        "most_exported": service.MOST_EXPORTED,
        "document": visit().regency,
    }


@blueprint.post("/cari")
@staff(Permission.EDIT_UNITS)
def search() -> Response:
    """Take a search to its address; a number never stands in one, only its keyed hash."""
    text, asked = request.form.get("cari", ""), Asked.read(request.form)
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) < _ALMOST_A_NIP:
        return redirect(replace(asked, person="").href(), code=303)
    try:
        nip = parse_nip(digits)
    except Refusal as refusal:
        context = _context(replace(asked, text="", person=""))
        return answer("regency/configuring/units/roll.html", 400, problem=refusal, **context)
    index = service.index_of(visit().tenant.id, nip.value)
    return redirect(Asked(person=index.hex()).href(), code=303)
