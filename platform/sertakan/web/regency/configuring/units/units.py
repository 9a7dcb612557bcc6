"""The list of work units: who heads them, how many take part, what is wanted of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from flask import request

from sertakan.apparatus.model import Participation
from sertakan.apparatus.service import units as service
from sertakan.identity.permissions import Permission
from sertakan.kernel.text import fold, tidy
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import WorkUnit
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.configuring.units.clerk import BASE, page_number
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("units", __name__, site=Site.REGENCY, url_prefix=BASE)
ROWS = 50
_LONGEST_SEARCH = 80
NONE = Participation()


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Hold which units are asked for, as it stands in the address."""

    text: str = ""
    only_closed: bool = False

    def href(self, page: int = 1) -> str:
        """Return the list's address for what is asked."""
        pairs = [("cari", self.text), ("keadaan", "tutup" if self.only_closed else "")]
        query = urlencode([pair for pair in [*pairs, ("halaman", str(page) if page > 1 else "")] if pair[1]])
        return f"{BASE}?{query}" if query else BASE

    def picks(self, unit: WorkUnit) -> bool:
        """Tell whether a unit is among those that are asked for."""
        text = f"{unit.name} {unit.code or ''} {unit.head or ''}"
        return unit.is_open != self.only_closed and all(
            word in fold(text) for word in fold(self.text).split()
        )


def asked_units() -> Asked:
    """Return which units the address or the form at hand asks for."""
    given = request.values
    text = tidy(given.get("cari", "")[: _LONGEST_SEARCH * 4])[:_LONGEST_SEARCH]
    return Asked(text=text, only_closed=given.get("keadaan") == "tutup")


@blueprint.get("")
@staff(Permission.EDIT_UNITS)
def listing() -> str:
    """Show one page of the units."""
    asked, tenant_id = asked_units(), visit().tenant.id
    units = service.list_units(tenant_id)
    participation = service.participation_of_units(tenant_id)
    found = [unit for unit in units if asked.picks(unit)]
    page = page_number()
    begin = (page - 1) * ROWS
    return paint(
        "regency/configuring/units/units.html",
        asked=asked,
        units=found[begin : begin + ROWS],
        count=len(found),
        open_count=sum(unit.is_open for unit in units),
        participation=participation,
        nobody=NONE,
        whole=sum_up(participation),
        names={unit.id: unit.name for unit in units},
        newer=asked.href(page - 1) if page > 1 else None,
        older=asked.href(page + 1) if begin + ROWS < len(found) else None,
        document=visit().regency,
    )


def sum_up(participation: Mapping[UUID | None, Participation]) -> Participation:
    """Return the participation of the whole regency; who belongs to no unit counts too."""
    every = participation.values()
    return Participation(
        taking_part=sum(each.taking_part for each in every),
        serving=sum(each.serving for each in every),
        workers=sum(each.workers for each in every),
    )
