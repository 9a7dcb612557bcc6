"""The sections that are one form each: regulation, programme and consent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from flask_babel.speaklater import LazyString

from sertakan.configuration.model import Weight
from sertakan.configuration.service import drafts
from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms.plain import PlainForm
from sertakan.web.regency.configuring.law.drafted import (
    PATHS,
    SETTINGS,
    drafted,
    law_page,
    problem_sentence,
    problems_of,
    tell_problem,
)
from sertakan.web.regency.configuring.law.forms import ConsentForm, ProgrammeForm, RegulationForm
from sertakan.web.regency.configuring.law.saving import is_background, keep, note, seen_version
from sertakan.web.regency.configuring.law.values import tell_value
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("law_sections", __name__, site=Site.REGENCY, url_prefix=SETTINGS)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Page:
    section: str
    form: type[PlainForm]
    lead: LazyString


_PAGES: Mapping[str, _Page] = {
    "peraturan": _Page(
        section="regulation",
        form=RegulationForm,
        lead=_l("Peraturan yang menjadi dasar program. Yang belum diketahui biarkan kosong."),
    ),
    "program": _Page(
        section="programme",
        form=ProgrammeForm,
        lead=_l("Apa yang diputuskan peraturan. Pasal untuk tiap hal ditulis di daftar pasal."),
    ),
    "persetujuan-pekerja": _Page(
        section="consent",
        form=ConsentForm,
        lead=_l("Teks yang dibaca pekerja sebelum menyetujui, dan cara ia menyetujui."),
    ),
}
_ADDRESS = "/<any('peraturan', 'program', 'persetujuan-pekerja'):page>"


@blueprint.get(_ADDRESS)
@staff(Permission.SEE_SETTINGS)
def show(page: str) -> Response:
    """Show a section as it stands: as the draft has it, or as it was published last."""
    asked = _PAGES[page]
    content = drafted().sections[asked.section]
    form = asked.form.painted(_opened(asked, content.values))
    _say_beside(form, asked.section)
    return _page(asked, form, content.version)


@blueprint.post(_ADDRESS)
@staff(Permission.EDIT_LAW)
def keep_section(page: str) -> Response:
    """Keep a section as it was sent."""
    asked, seen = _PAGES[page], seen_version()
    base = drafts.read_version(visit().tenant.id, asked.section, seen)
    form = asked.form(_opened(asked, base.values), request.form)
    if not form.validate():
        if is_background():
            return note(_("Belum tersimpan: ada isian yang perlu diperbaiki."), is_kept=False)
        return _page(asked, form, seen, status=400)
    return keep(asked.section, _closed(asked, base.values, form.plain()), back=PATHS[asked.section])


def _opened(asked: _Page, values: Mapping[str, Any]) -> dict[str, Any]:
    return ConsentForm.opened(values) if asked.form is ConsentForm else dict(values)


def _closed(asked: _Page, base: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return ConsentForm.closed(values) if asked.form is ConsentForm else {**base, **values}


def _say_beside(form: PlainForm, section: str) -> None:
    """Say beside each field what stops its publication."""
    for problem in problems_of(section):
        name = problem.path.removeprefix(f"{section}.").replace(".", "_").partition("[")[0]
        if problem.weight is Weight.BLOCKING and name in form:
            field = form[name]
            field.errors = [*field.errors, problem_sentence(problem)]


def _page(asked: _Page, form: PlainForm, seen: int, *, status: int = 200) -> Response:
    now = drafted()
    values = now.sections[asked.section].values
    return law_page(
        "section.html",
        status=status,
        title=word_for("law_section", asked.section),
        lead=asked.lead,
        form=form,
        groups=[(str(title), [form[name] for name in names]) for title, names in asked.form.GROUPS],
        seen=seen,
        action=PATHS[asked.section],
        section=asked.section,
        problems=[tell_problem(problem) for problem in problems_of(asked.section)],
        is_regulation=asked.section == "regulation",
        text=tell_value("regulation.text", values["text"]) if asked.section == "regulation" else None,
        has_text=asked.section == "regulation" and values["text"] is not None,
    )
