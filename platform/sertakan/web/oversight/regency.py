"""One regency's counts over the last thirty days."""

from sertakan.identity.model import OversightRole
from sertakan.oversight import service
from sertakan.oversight.model import STATES, Count, Measure
from sertakan.oversight.rules import DAYS_LOOKED_BACK
from sertakan.tenancy.directory import Site
from sertakan.tenancy.regions import load_regencies
from sertakan.web.access import overseer, overseers
from sertakan.web.application import SiteBlueprint
from sertakan.web.oversight.figures import MEASURES
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("oversight_regency", __name__, site=Site.OVERSIGHT)


@blueprint.get("/wilayah/<slug>")
@overseers
def show(slug: str) -> str:
    """Show what was counted of one regency.

    :raises Refusal: tenant.unknown
    """
    space = service.get_regency(overseer().scope, slug)
    days = service.list_days(space, visit().today)
    return paint(
        "oversight/regency.html",
        space=space,
        province=load_regencies()[space.region_code].province_name,
        newest=_newest(days),
        days=days,
        most=max((day.get(Measure.THIS_MONTH) or 0 for day in days), default=0),
        days_looked_back=DAYS_LOOKED_BACK,
        states=STATES,
        measures=Measure,
        words=MEASURES,
        zone=visit().zone,
        may_change=overseer().role is OversightRole.OPERATOR,
    )


def _newest(days: list[Count]) -> Count | None:
    """Return the newest day of which everything was counted, states included."""
    return next((day for day in days if day.get(Measure.WORKERS) is not None), None)
