"""The settings as a task list with the state of each section, and the document in force to read."""

from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.public.law import tell_national, tell_open_points, tell_programme
from sertakan.web.public.law_words import CERTAINTY
from sertakan.web.regency.configuring import (
    branding,
    calendar,
    contacts,
    house_history,
    languages,
    messages,
    opening,
    own_words,
    privacy,
    retrospect,
    what_if,
)
from sertakan.web.regency.configuring.law import task_list as law_sections
from sertakan.web.regency.configuring.section import Condition, Section, Side
from sertakan.web.regency.configuring.units import sections as units
from sertakan.web.regency.officer import may
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("settings", __name__, site=Site.REGENCY, url_prefix="/kelola/pengaturan")

SECTIONS: tuple[Section, ...] = (
    branding.SECTION,
    contacts.SECTION,
    privacy.SECTION,
    own_words.SECTION,
    languages.SECTION,
    messages.SECTION,
    calendar.SECTION,
    house_history.SECTION,
    *law_sections.SECTIONS,
    what_if.SECTION,
    retrospect.SECTION,
    *units.SECTIONS,
    opening.SECTION,
)
"""The sections in the order of the task list; each stands in a module of its own beside this one."""


@blueprint.get("")
@staff(Permission.SEE_SETTINGS)
def show() -> str:
    """Show the task list: each section with its state and what it lacks."""
    here = visit()
    sides = [(side, _title_of(side), _rows(side)) for side in Side]
    return paint(
        "regency/configuring/overview.html",
        document=here.regency,
        state=here.tenant.state,
        sides=[(side.value, title, rows) for side, title, rows in sides if rows],
        law_revision=here.law_revision,
        house_revision=here.house_revision,
    )


def _title_of(side: Side) -> str:
    return {
        Side.LAW: _("Bagian hukum: berubah lewat draf dan persetujuan orang kedua"),
        Side.HOUSE: _("Rupa dan kata: berubah seketika, dapat dikembalikan"),
        Side.ROWS: _("Orang dan daftar"),
    }[side]


def _rows(side: Side) -> list[dict[str, object]]:
    return [_row(section) for section in SECTIONS if section.side is side and may(section.permission)]


def _row(section: Section) -> dict[str, object]:
    standing = section.standing()
    word = {
        Condition.COMPLETE: _("Lengkap"),
        Condition.INCOMPLETE: _("Belum lengkap"),
        Condition.EMPTY: _("Belum diisi"),
    }[standing.condition]
    return {
        "title": section.title,
        "summary": standing.missing or section.summary,
        "href": section.path,
        "state": standing.condition.value,
        "word": word,
    }


@blueprint.get("/berlaku")
@staff(Permission.SEE_SETTINGS)
def in_force() -> str:
    """Show what holds here, where it stands, and what nobody has confirmed."""
    here = visit()
    return paint(
        "regency/configuring/in_force.html",
        document=here.regency,
        state=here.tenant.state,
        revision=here.law_revision,
        revisions=tenancy.list_revisions(here.tenant.id),
        programme=tell_programme(here.regency, here.today),
        national=tell_national(here.today),
        open_points=tell_open_points(),
        certainty=CERTAINTY,
        today=here.today,
        zone=here.zone,
    )
