"""List the decisions made between a law's legal effect and its application, with what it would have said.

Nothing is recalculated: a decision stands as it was made until a person, who looked at it, does something about it.
The list is written by a job that the publication asks for, and by a nightly one until the law is applied, because
decisions go on being made; a decision is listed once per law.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sertakan.audit.service import record
from sertakan.configuration.events import DecisionLookedAt, DecisionsListed
from sertakan.configuration.model import Editor
from sertakan.configuration.repository import retrospect as stored
from sertakan.configuration.rules.retrospect import Position, RetrospectiveCase, Window, window_of
from sertakan.enrolment.rules.weighing import Scale, grounds_to_plain, moved_bracket
from sertakan.enrolment.service import weighing
from sertakan.enrolment.service.weighing import Decided
from sertakan.kernel.refusal import Conflict, NotFound, Refusal
from sertakan.kernel.text import tidy
from sertakan.persistence.queue import defer
from sertakan.regulation.service import national_rules, terms_of
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import RevisionMark, RevisionPart
from sertakan.tenancy.rules import in_force

LIST: Final = "configuration.list_for_review"
LONGEST_NOTE = 500
_BATCH = 500
# A law is looked at again for some days after it began, in case the nights before were missed.
_DAYS_LOOKED_BACK = 7


def ask_for_list(tenant_id: int, revision: int) -> None:
    """Ask for the list of a law that is being published, with the publication itself."""
    defer(LIST, tenant_id, once=str(revision), revision=revision)


def list_for_review(tenant_id: int, revision: int, now: datetime) -> int:
    """List every decision that a published law reaches back to and would have made otherwise.

    Returns how many were not listed before. A second run lists nothing twice and changes nothing.
    """
    marks = tenancy.list_marks(tenant_id)
    mark = next((mark for mark in marks if mark.number == revision), None)
    if mark is None:
        return 0
    document = tenancy.read_revision(tenant_id, revision)
    window = window_of(document, mark)
    if window is None:
        return 0
    start, end = _moments(window, document.identity.timezone)
    people = weighing.list_decided(tenant_id, document.identity.region_code, start, end, not_by=revision)
    earlier = _law_before(tenant_id, marks, mark)
    found = (case for case in _weigh(people, earlier, document) if case.differs)
    listed = 0
    while batch := list(islice(found, _BATCH)):
        listed += stored.insert_cases(tenant_id, revision, batch, now)
    if listed:
        looked = weighing.count_decided(tenant_id, start, end, not_by=revision)
        event = DecisionsListed(revision=revision, looked_through=looked, listed=listed)
        record(event, at=now, actor_id=None)
    return listed


def list_whatever_is_missing(tenant_id: int, now: datetime) -> None:
    """List what was decided since for every law that is about to be applied, or was of late."""
    for mark in tenancy.list_marks(tenant_id):
        is_recent = mark.applied_from >= now.date() - timedelta(days=_DAYS_LOOKED_BACK)
        if mark.part is not RevisionPart.HOUSE and is_recent:
            list_for_review(tenant_id, mark.number, now)


def _moments(window: Window, zone: str) -> tuple[datetime, datetime]:
    """Return the window as moments: its days begin on the regency's clock."""
    start, end = (datetime.combine(day, time(), ZoneInfo(zone)) for day in (window.start, window.end))
    return start, end


def _law_before(tenant_id: int, marks: list[RevisionMark], mark: RevisionMark) -> RegencyDocument | None:
    """Return the law that held on the day before this one is applied, if there was any."""
    others = [each for each in marks if each.number != mark.number]
    holding = in_force(others, mark.applied_from - timedelta(days=1))
    return tenancy.read_revision(tenant_id, holding.law) if holding else None


def _weigh(
    people: Iterator[Decided], earlier: RegencyDocument | None, document: RegencyDocument
) -> Iterator[RetrospectiveCase]:
    rules = national_rules()
    scales: dict[date, tuple[Scale, Scale]] = {}
    for person in people:
        day = person.decided_on
        if day not in scales:
            new = Scale(rules, terms_of(document, day), day)
            scales[day] = (Scale(rules, terms_of(earlier, day), day) if earlier else new, new)
        old, new = scales[day]
        judgement = new.judge(person.condition)
        yield RetrospectiveCase(
            enrolment_id=person.enrolment_id,
            decided_on=day,
            old_verdict=person.verdict,
            old_total=person.total,
            new_verdict=judgement.verdict.value,
            new_total=new.total(moved_bracket(person.cost, old, new)),
            grounds=grounds_to_plain(judgement.grounds),
        )


def list_cases(
    tenant_id: int, *, is_open: bool, after: Position | None, limit: int
) -> tuple[list[RetrospectiveCase], bool]:
    """Return a page of listed decisions, and whether there are more."""
    found = stored.list_cases(tenant_id, is_open=is_open, after=after, limit=limit + 1)
    return found[:limit], len(found) > limit


def count_cases(tenant_id: int) -> tuple[int, int]:
    """Return how many listed decisions wait for somebody to look, and how many were looked at."""
    return (
        stored.count_cases(tenant_id, is_open=True),
        stored.count_cases(tenant_id, is_open=False),
    )


def look_at(editor: Editor, case_id: UUID, note: str) -> RetrospectiveCase:
    """Note what somebody found who looked at a decision; the decision itself stays as it is.

    :raises NotFound: case.unknown
    :raises Conflict: case.looked_at
    :raises Refusal: note.missing, note.long
    """
    case = stored.find_case(editor.tenant_id, case_id)
    if case is None:
        raise NotFound("case.unknown")
    if case.looked_at is not None:
        raise Conflict("case.looked_at")
    told = tidy(note)
    if not told:
        raise Refusal("note.missing", field="note")
    if len(told) > LONGEST_NOTE:
        raise Refusal("note.long", field="note", max=LONGEST_NOTE)
    stored.update_case(editor.tenant_id, case_id, told, editor.account_id, editor.now)
    event = DecisionLookedAt(revision=case.revision)
    record(event, at=editor.now, actor_id=editor.account_id, subject_id=case.enrolment_id)
    return case


def purge(tenant_id: int) -> dict[str, int]:
    """Remove every listed decision of a regency: they are about people who are removed with them."""
    return {"retrospective_case": stored.delete_cases(tenant_id)}
