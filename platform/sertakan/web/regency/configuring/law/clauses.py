"""The register of clauses: every parameter that the law can decide, with where it stands or its mark."""

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import Any, ClassVar

from flask import Response, request

from sertakan.configuration.service import drafts
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import NotFound
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.document_labels import name_of
from sertakan.localisation.formats import format_date
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import LAW_PARAMETERS, Clause, Consent, Form, Programme
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.choices import choices_of
from sertakan.web.forms.plain import PlainChoice, PlainDate, PlainForm, PlainLongText, PlainText, PlainTick
from sertakan.web.regency.configuring.law.drafted import (
    PATHS,
    drafted,
    law_page,
    problems_of,
    tell_problem,
)
from sertakan.web.regency.configuring.law.entries import (
    Entries,
    entry_at,
    is_removal,
    sentences_at,
    with_entry,
)
from sertakan.web.regency.configuring.law.forms import CERTAINTIES
from sertakan.web.regency.configuring.law.saving import keep, seen_version
from sertakan.web.regency.configuring.law.values import tell_clause, tell_value
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("law_clauses", __name__, site=Site.REGENCY, url_prefix=PATHS["clauses"])
_PARTS = (("programme", Programme), ("consent", Consent), ("form", Form))
_LONGEST_VALUE = 160
_BLANK = dict.fromkeys(Clause.model_fields) | {"uncited": False}


class ClauseForm(PlainForm):
    """Cite where one parameter stands for a time, or mark it."""

    GROUPS: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = (
        (_l("Di mana tertulis"), ("pasal", "ayat", "quote", "uncited")),
        (_l("Masa berlaku pasal ini"), ("valid_from", "valid_to")),
        (_l("Dari mana kami tahu"), ("source", "confidence")),
    )

    pasal = PlainText(_l("Pasal"), width="5", longest=60, description=_l("Angkanya saja, misalnya 4."))
    ayat = PlainText(_l("Ayat"), width="5", longest=60, description=_l("Kosongkan bila pasalnya tanpa ayat."))
    quote = PlainLongText(_l("Kalimatnya, dikutip apa adanya"))
    uncited = PlainTick(
        _l("Belum bersitasi"),
        description=_l("Beri tanda ini, dan kosongkan pasalnya, bila letaknya belum diketahui."),
    )
    valid_from = PlainDate(_l("Sejak"), description=_l("Kosongkan bila sejak awal."))
    valid_to = PlainDate(_l("Sampai"), description=_l("Kosongkan bila tidak ada batasnya."))
    source = PlainText(_l("Sumber"))
    confidence = PlainChoice(_l("Seberapa pasti"))

    def offer(self, values: Mapping[str, Any]) -> None:
        """Give the fields their choices."""
        self.confidence.choices = choices_of("certainty", CERTAINTIES)


@blueprint.get("")
@staff(Permission.SEE_SETTINGS)
def listing() -> Response:
    """Show every parameter with its value and its clauses."""
    clauses: Entries = drafted().sections["clauses"].values
    groups = [
        (word_for("law_section", part), [_row(part, name, clauses) for name in model.model_fields])
        for part, model in _PARTS
    ]
    decided = groups[0][1]
    return law_page(
        "clauses.html",
        title=word_for("law_section", "clauses"),
        groups=groups,
        cited=sum(row["state"] == "cited" for row in decided),
        marked=sum(row["state"] == "marked" for row in decided),
        open=sum(row["state"] == "open" for row in decided),
        problems=[tell_problem(problem) for problem in problems_of("clauses")],
    )


def _row(part: str, name: str, clauses: Entries) -> dict[str, Any]:
    parameter = f"{part}.{name}"
    found = [(place, clause) for place, clause in enumerate(clauses) if clause.get("parameter") == parameter]
    found.sort(key=lambda each: each[1].get("valid_from") or "")
    told = [{"place": place, "told": tell_clause(clause), "span": _span(clause)} for place, clause in found]
    label, value = name_of(parameter), drafted().sections[part].values[name]
    return {
        "parameter": parameter,
        "name": label[:1].upper() + label[1:],
        "value": shorten(tell_value(parameter, value), _LONGEST_VALUE, placeholder=" …"),
        "clauses": told,
        "state": _state([clause for _place, clause in found], is_wanted=part == "programme"),
    }


def _state(clauses: Entries, *, is_wanted: bool) -> str:
    if any(clause.get("pasal") for clause in clauses):
        return "cited"
    return "marked" if clauses else "open" if is_wanted else "free"


def _span(clause: Mapping[str, Any]) -> str:
    first, last = (
        format_date(date.fromisoformat(clause[name])) if clause.get(name) else None
        for name in ("valid_from", "valid_to")
    )
    if first and last:
        return _("%(first)s sampai %(last)s", first=first, last=last)
    if first:
        return _("sejak %(first)s", first=first)
    return _("sampai %(last)s", last=last) if last else ""


@blueprint.get("/baru")
@staff(Permission.EDIT_LAW)
def show_new() -> Response:
    """Ask for the clause of a parameter."""
    values = {**_BLANK, "parameter": _parameter(request.args.get("hal", ""))}
    return _page(ClauseForm.painted(values), drafted().sections["clauses"].version, None)


@blueprint.post("/baru")
@staff(Permission.EDIT_LAW)
def add() -> Response:
    """Add a clause."""
    return _keep(None, {**_BLANK, "parameter": _parameter(request.form.get("parameter", ""))})


@blueprint.get("/<int:place>")
@staff(Permission.EDIT_LAW)
def show(place: int) -> Response:
    """Show one clause to change it."""
    content = drafted().sections["clauses"]
    return _page(ClauseForm.painted(entry_at(content.values, place)), content.version, place)


@blueprint.post("/<int:place>")
@staff(Permission.EDIT_LAW)
def change(place: int) -> Response:
    """Change or remove one clause."""
    base = drafts.read_version(visit().tenant.id, "clauses", seen_version()).values
    return _keep(place, entry_at(base, place))


def _keep(place: int | None, values: Mapping[str, Any]) -> Response:
    seen = seen_version()
    base = drafts.read_version(visit().tenant.id, "clauses", seen).values
    form = ClauseForm(values, request.form)
    if not is_removal() and not form.validate():
        return _page(form, seen, place, status=400)
    entry = None if is_removal() else {**values, **form.plain()}
    return keep("clauses", with_entry(base, place, entry), back=PATHS["clauses"])


def _parameter(name: str) -> str:
    if name not in LAW_PARAMETERS:
        raise NotFound("draft.entry_unknown", place=name)
    return name


def _page(form: ClauseForm, seen: int, place: int | None, *, status: int = 200) -> Response:
    parameter = str(form.values["parameter"])
    part, _dot, name = parameter.partition(".")
    held = drafted().sections[part].values.get(name) if part in drafted().sections else None
    return law_page(
        "entry.html",
        status=status,
        title=_("Pasal untuk %(parameter)s", parameter=name_of(parameter)),
        told=_("Nilainya sekarang: %(value)s", value=tell_value(parameter, held)),
        form=form,
        groups=[(str(title), [form[field] for field in names]) for title, names in form.GROUPS],
        seen=seen,
        hidden=[("parameter", parameter)],
        action=PATHS["clauses"] + ("/baru" if place is None else f"/{place}"),
        back=PATHS["clauses"],
        may_delete=place is not None,
        problems=sentences_at("clauses", place),
    )
