"""The draft at hand: what it changed, what is wrong with it, and the bar that says so on every page of the law."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import Response, g

from sertakan.configuration.model import (
    LAW_SECTIONS,
    Draft,
    DraftState,
    FieldChange,
    Problem,
    SectionContent,
    Weight,
)
from sertakan.configuration.rules.changing import list_field_changes
from sertakan.configuration.service import drafts
from sertakan.configuration.service.checking import Check, check_draft
from sertakan.identity.permissions import Permission
from sertakan.identity.service.contacts import names_of
from sertakan.localisation.document_faults import SENTENCES, sentence_of
from sertakan.localisation.document_labels import name_of
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document_file import DocumentError, plain_part
from sertakan.tenancy.model import SpaceState
from sertakan.web.regency.configuring.law.values import tell_path
from sertakan.web.regency.officer import may
from sertakan.web.rendering import answer
from sertakan.web.sentences import sentence_for
from sertakan.web.visit import visit

SETTINGS = "/kelola/pengaturan"
DRAFT = f"{SETTINGS}/draf"
PATHS: Mapping[str, str] = {
    "regulation": f"{SETTINGS}/peraturan",
    "programme": f"{SETTINGS}/program",
    "consent": f"{SETTINGS}/persetujuan-pekerja",
    "clauses": f"{SETTINGS}/pasal",
    "form": f"{SETTINGS}/formulir",
    "rule_tests": f"{SETTINGS}/uji-aturan",
}
_KEPT = "sertakan_drafted"
_PLACE = re.compile(r"(\w+)\[(\d+)\]")
_NAMED = {"clauses": "parameter", "rule_tests": "name"}


@dataclass(frozen=True, slots=True)
class Drafted:
    """Hold what one request needs to know of the draft, asked of the database once."""

    draft: Draft | None
    sections: Mapping[str, SectionContent]
    changes: Mapping[str, tuple[FieldChange, ...]]
    check: Check
    next_number: int

    @property
    def count(self) -> int:
        """Return how many things the draft changes."""
        return sum(map(len, self.changes.values()))

    @property
    def is_submitted(self) -> bool:
        """Tell whether the draft waits for a second person."""
        return self.draft is not None and self.draft.state is DraftState.SUBMITTED


def drafted() -> Drafted:
    """Return the draft at hand, or the newest published law where there is none."""
    if (kept := g.get(_KEPT)) is None:
        kept = _read()
        setattr(g, _KEPT, kept)
    return cast("Drafted", kept)


def forget_drafted() -> None:
    """Read the draft again after a change."""
    g.pop(_KEPT, None)


def is_live() -> bool:
    """Tell whether the space serves people already, so that nothing may lack that going live takes."""
    return visit().tenant.state is SpaceState.LIVE


def _read() -> Drafted:
    here = visit()
    tenant_id = here.tenant.id
    published = tenancy.read_revision(tenant_id, drafts.newest_law(tenant_id))
    sections = drafts.read_sections(tenant_id)
    changes = {
        name: list_field_changes(name, plain_part(published, name), sections[name].values)
        for name in LAW_SECTIONS
    }
    return Drafted(
        draft=drafts.find_draft(tenant_id),
        sections=sections,
        changes=changes,
        check=check_draft(tenant_id, here.today, is_live=is_live()),
        next_number=max(mark.number for mark in tenancy.list_marks(tenant_id)) + 1,
    )


def problems_of(section: str) -> list[Problem]:
    """Return the problems that concern a section."""
    return [problem for problem in drafted().check.problems if _section(problem) == section]


def _section(problem: Problem) -> str:
    return problem.path.partition(".")[0].partition("[")[0]


def tell_problem(problem: Problem) -> dict[str, object]:
    """Return a problem as a sentence with the way to its field."""
    return {
        "field": tell_path(_named(problem.path)),
        "text": problem_sentence(problem),
        "href": href_of(problem.path),
        "weight": problem.weight.value,
    }


def _named(path: str) -> str:
    """Return a path whose entry is named by what it holds instead of its place."""
    entry = _PLACE.match(path)
    if entry is None or entry[1] not in _NAMED:
        return path
    values = drafted().sections[entry[1]].values
    held = values[int(entry[2])].get(_NAMED[entry[1]]) if int(entry[2]) < len(values) else None
    return f"{entry[1]}[{held or int(entry[2]) + 1}]{path[entry.end() :]}"


def problem_sentence(problem: Problem) -> str:
    """Return what a problem is and what to do about it."""
    if problem.code in SENTENCES:
        return sentence_of(DocumentError(problem.path, problem.code, problem.params))
    named = {
        name: name_of(str(value)) if name == "parameter" else value for name, value in problem.params.items()
    }
    return sentence_for(problem.code, **named)


def href_of(path: str) -> str:
    """Return the address of the field at a path."""
    section, dot, below = path.partition(".")
    name, bracket, place = section.partition("[")
    if name not in PATHS:
        return SETTINGS
    if bracket:
        return f"{PATHS[name]}/{place.rstrip(']')}{f'#{below}' if below else ''}"
    field = below.replace(".", "_").partition("[")[0]
    return f"{PATHS[name]}#{field}" if dot else PATHS[name]


def law_page(template: str, /, *, status: int = 200, **context: Any) -> Response:
    """Return a page of the law part with the bar of its draft."""
    return answer(f"regency/configuring/law/{template}", status, bar=_bar(), **context)


def _bar() -> dict[str, object]:
    now = drafted()
    blocking = [problem for problem in now.check.problems if problem.weight is Weight.BLOCKING]
    return {
        "number": now.next_number,
        "count": now.count,
        "blocking": len(blocking),
        "has_draft": now.draft is not None,
        "is_submitted": now.is_submitted,
        "returned": now.draft.returned if now.draft else None,
        "may_edit": may(Permission.EDIT_LAW),
        "may_approve": may(Permission.APPROVE_LAW),
        "zone": visit().zone,
        "names": _names(now.draft),
        "is_shown": now.draft is not None or now.count > 0,
    }


def _names(draft: Draft | None) -> Mapping[str, str]:
    """Return the names of those who began, submitted and returned a draft, by their ids."""
    if draft is None:
        return {}
    people = {draft.started_by}
    if draft.submission:
        people.add(draft.submission.submitted_by)
    if draft.returned:
        people.add(draft.returned.returned_by)
    return {str(account): name for account, name in names_of(visit().tenant.id, people).items()}
