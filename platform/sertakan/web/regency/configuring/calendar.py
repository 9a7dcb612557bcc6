"""The regency's own days: quiet ones on which nothing is sent, and days off before which reminders come."""

from collections.abc import Sequence

from flask import request
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from sertakan.configuration.service.house import publish_house
from sertakan.identity.permissions import Permission
from sertakan.kernel.month import Month
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.formats import weekday_names
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import Calendar, RegencyDocument
from sertakan.tenancy.document.part import Part
from sertakan.tenancy.document.words import BALI
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import ChoiceField, DateField, PageForm, TextField
from sertakan.web.regency.configuring.days import (
    DayRow,
    day_rows,
    suggestions,
    weeks_of,
    with_day,
    without_day,
)
from sertakan.web.regency.configuring.editing import editor_at_hand, seen_revision
from sertakan.web.regency.configuring.house_page import HOME, HousePage, holding, one_press
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.visit import visit

_PATH = f"{HOME}/kalender"
_MOST_MONTHS = 60
blueprint = SiteBlueprint("house_calendar", __name__, site=Site.REGENCY, url_prefix=_PATH)


class DayForm(PageForm):
    """Hold one more day."""

    kind = ChoiceField(_l("Hari apa ini?"))
    day = DateField(_l("Tanggal"))
    name = TextField(_l("Nama hari"), longest=60)

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.kind.choices = [
            SelectChoice("local", _("Libur setempat: pengingat dikirim sebelumnya")),
            SelectChoice("quiet", _("Hari tanpa pesan: tidak ada yang dikirim")),
        ]


def _make(document: RegencyDocument | None) -> DayForm:
    return DayForm(formdata=None, data={"kind": "local"}) if document else DayForm()


def _read(form: PageForm, document: RegencyDocument) -> Part:
    return with_day(document.calendar, form.value("kind"), form.value("day"), form.value("name"))


def _context(_form: PageForm, document: RegencyDocument) -> dict[str, object]:
    rows = day_rows(document.calendar)
    month = _month_asked(rows)
    return {
        "rows": rows,
        "suggestions": suggestions(document, visit().today),
        "month": month,
        "weekdays": weekday_names(),
        "weeks": weeks_of(month, rows),
        "earlier": month - 1,
        "later": month + 1,
        "today": visit().today,
    }


def _month_asked(rows: Sequence[DayRow]) -> Month:
    """Return the month that the address asks for, within what people plan; else that of the next day to come."""
    today = visit().today
    present = Month.of(today)
    try:
        asked = Month.parse(request.args.get("bulan", ""))
    except Refusal:
        asked = Month.of(next((row.day for row in rows if row.day >= today), today))
    return asked if abs(asked - present) <= _MOST_MONTHS else present


PAGE = HousePage(
    part="calendar",
    path=_PATH,
    template="regency/configuring/calendar.html",
    make=_make,
    read=_read,
    saved=_l("Hari itu masuk kalender dan berlaku sekarang."),
    context=_context,
    field_of=lambda path: path.rpartition(".")[2] if "." in path else "day",
)


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def show() -> Response:
    """Show the days, the picture of a month, and what to take over."""
    return PAGE.show()


@blueprint.post("")
@staff(Permission.EDIT_HOUSE)
def add() -> Response:
    """Publish one more day."""
    return PAGE.save()


@blueprint.post("/usulan")
@staff(Permission.EDIT_HOUSE)
def take_over() -> Response:
    """Publish every day that is suggested."""
    now = holding()
    calendar = now.document.calendar
    for each in suggestions(now.document, visit().today):
        calendar = with_day(calendar, each.kind, each.day, each.name)
    return _publish(calendar, _("Hari yang diusulkan masuk kalender."))


@blueprint.post("/hapus")
@staff(Permission.EDIT_HOUSE)
def remove() -> Response:
    """Take one day out of the calendar."""
    kind, day, name = (request.form.get(field, "") for field in ("kind", "day", "name"))
    calendar = without_day(holding().document.calendar, kind, day, name)
    return _publish(calendar, _("Hari itu tidak ada lagi di kalender. Riwayat dapat mengembalikannya."))


def _publish(calendar: Calendar, told: str) -> Response:
    return one_press(
        lambda: publish_house(editor_at_hand(), {"calendar": calendar}, seen=seen_revision()), _PATH, told
    )


def _standing() -> Standing:
    here = visit()
    if here.regency.identity.province_code != BALI:
        return Standing(condition=Condition.COMPLETE)
    if any(each.day >= here.today for each in here.regency.calendar.quiet_days):
        return Standing(condition=Condition.COMPLETE)
    return Standing(condition=Condition.INCOMPLETE, missing=_("Nyepi berikutnya belum ada."))


SECTION = Section(
    side=Side.HOUSE,
    title=_l("Kalender"),
    summary=_l("Hari tanpa pesan, libur setempat"),
    path=_PATH,
    permission=Permission.EDIT_HOUSE,
    standing=_standing,
)
