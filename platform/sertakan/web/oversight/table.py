"""All regencies side by side, sorted and filtered by the address, on the page and as a file."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, request

from sertakan.configuration.service import opening
from sertakan.identity.model import OversightRole
from sertakan.kernel.clock import local_time
from sertakan.kernel.month import Month
from sertakan.localisation import gettext as _
from sertakan.oversight import service
from sertakan.oversight.model import STATES, Measure, RegencyFigures
from sertakan.oversight.rules import add_up
from sertakan.tenancy.directory import Site
from sertakan.tenancy.regions import load_provinces
from sertakan.web.access import overseer, overseers
from sertakan.web.application import SiteBlueprint
from sertakan.web.oversight.figures import BY_NAME, MEASURES, SHOWN, Order
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("oversight", __name__, site=Site.OVERSIGHT)
# What a spreadsheet would take for the beginning of a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """Hold one column's head: its word, where a press on it leads, and how it is sorted now."""

    word: str
    href: str
    sort: str


@blueprint.get("/")
@overseers
def home() -> str:
    """Show three figures and one table of all regencies that have a space."""
    order, province = Order.parse(request.args.get("urut", "")), _province()
    everywhere = service.list_regencies(overseer().scope)
    regencies = order.apply(_within(province, everywhere))
    return paint(
        "oversight/table.html",
        regencies=regencies,
        totals=add_up(regencies),
        name_head=_head(_("Daerah"), BY_NAME, order, province),
        heads=[_head(str(MEASURES[measure]), measure.value, order, province) for measure in SHOWN],
        shown=SHOWN,
        measures=Measure,
        words=MEASURES,
        province=province,
        provinces=_provinces_of(everywhere),
        own_province=load_provinces().get(overseer().scope.province_code or ""),
        file_address=_address("/daerah.csv", order, province),
        month=Month.of(visit().today),
        zone=visit().zone,
        is_example=visit().is_demo,
        may_change=overseer().role is OversightRole.OPERATOR,
        waiting=_waiting() if overseer().role is OversightRole.OPERATOR else (),
    )


def _waiting() -> list[RegencyFigures]:
    """Return the regencies in sight that asked to be opened, the first to ask first."""
    seen = {regency.space.tenant_id: regency for regency in service.list_regencies(overseer().scope)}
    return [seen[wish.tenant_id] for wish in opening.list_openings() if wish.tenant_id in seen]


def _province() -> str | None:
    wanted = request.args.get("provinsi", "")
    return wanted if wanted in load_provinces() else None


def _within(province: str | None, regencies: Sequence[RegencyFigures]) -> list[RegencyFigures]:
    return [regency for regency in regencies if province in {None, regency.space.province_code}]


def _provinces_of(regencies: Sequence[RegencyFigures]) -> list[tuple[str, str]]:
    names = load_provinces()
    codes = {regency.space.province_code for regency in regencies}
    return sorted(((code, names[code]) for code in codes), key=lambda each: each[1])


def _head(word: str, column: str, order: Order, province: str | None) -> Head:
    return Head(word=word, href=_address("/", order, province, column), sort=order.aria(column))


def _address(path: str, order: Order, province: str | None, column: str | None = None) -> str:
    wanted = order.toggled(column) if column else ("-" if order.is_descending else "") + order.column
    parts = {"urut": wanted if wanted != BY_NAME else "", "provinsi": province or ""}
    asked = urlencode({name: value for name, value in parts.items() if value})
    return f"{path}?{asked}" if asked else path


@blueprint.get("/daerah.csv")
@overseers
def export() -> Response:
    """Give the same table as a file."""
    order = Order.parse(request.args.get("urut", ""))
    regencies = order.apply(_within(_province(), service.list_regencies(overseer().scope)))
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(_lines(regencies))
    return Response(
        "\N{BYTE ORDER MARK}" + written.getvalue(),
        mimetype="text/csv",
        headers={
            "Content-Disposition": f'attachment; filename="sertakan-{visit().today.isoformat()}.csv"',
            "Cache-Control": "no-store",
        },
    )


def _lines(regencies: Sequence[RegencyFigures]) -> Iterator[Sequence[object]]:
    measures = [Measure.SPONSORS, Measure.WORKERS, *STATES]
    measures += [Measure.THIS_MONTH, Measure.MONTHS, Measure.RUPIAH, Measure.UNVERIFIED]
    yield ["kode", "daerah", "ruang", "contoh", "hari", "dihitung_pada", *(m.value for m in measures)]
    for regency in regencies:
        space, count = regency.space, regency.count
        counted_at = local_time(count.counted_at, visit().zone).isoformat(timespec="minutes") if count else ""
        yield [
            space.region_code,
            plain_text(space.name),
            space.state,
            "ya" if space.is_demo else "tidak",
            count.day.isoformat() if count else "",
            counted_at,
            *("" if regency.get(measure) is None else regency.get(measure) for measure in measures),
        ]


def plain_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
