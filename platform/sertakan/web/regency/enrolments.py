"""The list of enrolments: search, filters kept in the address, pages."""

from dataclasses import dataclass
from uuid import UUID

from flask import redirect, request
from werkzeug.wrappers import Response

from sertakan.enrolment.model import EnrolmentState, Listed
from sertakan.enrolment.service import review
from sertakan.identity.model import Reach
from sertakan.identity.permissions import Permission
from sertakan.kernel.clock import local_date
from sertakan.kernel.identifier import parse_nik
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_number, format_short_date, format_short_month_and_year
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.web.access import reach_of, staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.asking import Asked, turn_of, whence, write_position
from sertakan.web.regency.officer import may, officer_for
from sertakan.web.regency.places import Places, places_of
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("enrolments", __name__, site=Site.REGENCY, url_prefix="/kelola/antrean")
# So many digits are a number, mistyped or beside a name; a reference or a house number has fewer.
_ALMOST_A_NIK = 13


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Hold what the filters offer."""

    districts: list[tuple[str, str]]
    villages: list[tuple[str, str]]
    units: list[tuple[UUID, str]]
    states: list[str]


@blueprint.get("")
@staff(Permission.SEE_ENROLMENTS)
def listing() -> str:
    """Show one page of the enrolments within reach."""
    asked = Asked.read(request.args)
    return paint("regency/enrolments.html", problem=None, **_context(asked))


def _context(asked: Asked) -> dict[str, object]:
    here, reach = visit(), reach_of(Permission.SEE_ENROLMENTS)
    places = places_of(here.regency.identity.region_code)
    wanted = asked.wanted(here.regency.identity.reference_prefix)
    listed = review.list_page(here.tenant.id, reach, wanted, turn_of(request.args, asked))
    return {
        "asked": asked,
        "whence": whence(request.args),
        "listed": listed,
        "total": _total(listed),
        "newer": asked.href(sebelum=write_position(listed.before)) if listed.before else None,
        "older": asked.href(sesudah=write_position(listed.after)) if listed.after else None,
        "choices": _choices(here.tenant.id, reach, places, asked),
        "places": places,
        "document": here.regency,
        "day_of": lambda moment: format_short_date(local_date(moment, here.zone)),
        "month_of": format_short_month_and_year,
        "may_export": may(Permission.EXPORT_ENROLMENTS),
        "may_seek": may(Permission.REVEAL_NIK),
        "most_exported": review.MOST_EXPORTED,
    }


def _total(listed: Listed) -> str:
    count = format_number(listed.count)
    return _("lebih dari %(count)s", count=count) if listed.is_more else count


def _choices(tenant_id: int, reach: Reach, places: Places, asked: Asked) -> Choices:
    units = tenancy.list_work_units(tenant_id)
    if reach.is_whole or reach.work_units:
        districts = places.districts()
    else:
        near = reach.districts | {code[:8] for code in reach.villages}
        districts = [pair for pair in places.districts() if pair[0] in near]
    return Choices(
        districts=districts,
        villages=places.villages(asked.district),
        units=[pair for pair in units if reach.is_whole or pair[0] in reach.work_units],
        states=[state.value for state in EnrolmentState],
    )


@blueprint.post("/cari")
@staff(Permission.SEE_ENROLMENTS)
def search() -> Response:
    """Take a search to its address; a full number never stands in an address, only its keyed hash."""
    text = request.form.get("cari", "")
    asked = Asked.read(request.form).but(person="")
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) < _ALMOST_A_NIK:
        return redirect(asked.href(), code=303)
    officer = officer_for(Permission.REVEAL_NIK)
    try:
        person = review.seek_person(officer, parse_nik(digits).value)
    except Refusal as refusal:
        context = _context(asked.but(text=""))
        return answer("regency/enrolments.html", 400, **{**context, "problem": refusal})
    return redirect(asked.but(text="", person=person.hex()).href(), code=303)
