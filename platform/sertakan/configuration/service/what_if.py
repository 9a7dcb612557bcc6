"""Count, before a law is published, whom it would treat otherwise than the one published last.

The proposed law and the published one weigh the same people on the same day, so that nothing but the law differs.
What somebody was asked under neither law stays unanswered under both, and comes out as "a person must look".
Whoever pays on the published default bracket is priced on the proposed one, because nobody can tell any more
whether they chose it; only months that have not begun are priced. Nothing that was decided is touched.
"""

import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from sertakan.audit.service import record
from sertakan.configuration.events import WhatIfAsked, WhatIfListTaken
from sertakan.configuration.model import Editor
from sertakan.configuration.repository import what_if as stored
from sertakan.configuration.rules.what_if import Consequences, Run, RunState, Weighed, groups_of
from sertakan.configuration.service import drafts
from sertakan.configuration.service.approval import law_fingerprint
from sertakan.enrolment.model import EnrolmentState
from sertakan.enrolment.rules.weighing import Scale, grounds_to_plain, moved_bracket
from sertakan.enrolment.service import weighing
from sertakan.enrolment.service.weighing import Weighable
from sertakan.kernel.clock import local_date
from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import NotFound
from sertakan.persistence.database import enter_tenant, tenant_session
from sertakan.persistence.files import keep_made_file, read_made_file
from sertakan.persistence.queue import defer
from sertakan.regulation.model import Ground
from sertakan.regulation.service import national_rules, terms_of
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document_file import DocumentInvalid

COUNT: Final = "configuration.count_what_if"
LINES_A_PART: Final = 20_000
"""Lines that one downloaded list holds; the others come in further parts."""

PATIENCE: Final = timedelta(minutes=10)
"""How long a count may take before somebody may ask for it again."""

_PURPOSE = "what_if"
_UNFINISHED_KEY = "uq_what_if_run_unfinished"
_STEP = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Hold the count asked for last, the last result, and whether the draft has changed since."""

    newest: Run | None
    result: Run | None
    is_stale: bool


def ask(editor: Editor) -> UUID:
    """Ask for a count of what the open draft would change, or return the one that is under way for it.

    :raises DocumentInvalid: while the draft has faults of form
    """
    proposed = drafts.read_proposal(editor.tenant_id)
    fingerprint, base = law_fingerprint(proposed), drafts.newest_law(editor.tenant_id)
    newest = stored.find_newest_run(editor.tenant_id)
    if newest is not None and newest.state.is_unfinished:
        is_same = (newest.fingerprint, newest.base) == (fingerprint, base)
        if is_same and editor.now - newest.asked_at < PATIENCE:
            return newest.id
        stored.update_unfinished_run(editor.tenant_id, newest.id, state=RunState.OVERTAKEN)
    run = Run(
        id=new_id(),
        base=base,
        fingerprint=fingerprint,
        as_of=_day_of(proposed, editor.today),
        asked_by=editor.account_id,
        asked_at=editor.now,
    )
    return _begin(editor, run)


def _begin(editor: Editor, run: Run) -> UUID:
    try:
        with tenant_session().begin_nested():
            stored.insert_run(editor.tenant_id, run)
    except IntegrityError as error:
        if _UNFINISHED_KEY not in str(error.orig):
            raise
        # Two people asked at the same moment: both watch the first one's count.
        first = stored.find_newest_run(editor.tenant_id)
        return first.id if first else run.id
    defer(COUNT, editor.tenant_id, run_id=run.id)
    event = WhatIfAsked(fingerprint=run.fingerprint, base=run.base)
    record(event, at=editor.now, actor_id=editor.account_id, subject_id=run.id)
    return run.id


def _day_of(proposed: RegencyDocument, today: date) -> date:
    """Return the day on which people are weighed: the day from which the draft would apply."""
    return max(proposed.regulation.applied_from or today, today)


def find_standing(tenant_id: int) -> Standing:
    """Return how the counts stand beside the draft as it is now."""
    newest = stored.find_newest_run(tenant_id)
    result = stored.find_newest_run(tenant_id, state=RunState.DONE)
    return Standing(
        newest=newest, result=result, is_stale=result is not None and _is_stale(tenant_id, result)
    )


def _is_stale(tenant_id: int, run: Run) -> bool:
    try:
        proposed = drafts.read_proposal(tenant_id)
    except DocumentInvalid:
        return True
    return (run.fingerprint, run.base) != (law_fingerprint(proposed), drafts.newest_law(tenant_id))


def count(tenant_id: int, run_id: UUID, now: datetime) -> None:
    """Count one run and keep its lines; a second count of the same run ends as the first did.

    Progress is committed on the way, the result with the work at hand. A worker that dies leaves the run
    unfinished, and its job, given to another, begins anew.
    """
    run = stored.find_run(tenant_id, run_id)
    if run is None or not run.state.is_unfinished:
        return
    proposed = _proposed_for(tenant_id, run)
    if proposed is None:
        stored.update_unfinished_run(tenant_id, run_id, state=RunState.OVERTAKEN)
        return
    counting = _Counting(tenant_id, run, drafts.read_base(tenant_id), proposed)
    content = counting.count(local_date(now, proposed.identity.timezone))
    stored.update_unfinished_run(
        tenant_id,
        run_id,
        state=RunState.DONE,
        seen=counting.seen,
        finished_at=now,
        counts=counting.consequences.to_plain(),
        line_count=counting.line_count,
        lines_file_id=keep_made_file(tenant_id, purpose=_PURPOSE, content=content),
    )


def _proposed_for(tenant_id: int, run: Run) -> RegencyDocument | None:
    """Return the draft when it is still the one that the run is about."""
    if _is_stale(tenant_id, run):
        return None
    return drafts.read_proposal(tenant_id)


class _Counting:
    """Weigh everybody under two laws, and write down whom they treat differently."""

    def __init__(
        self, tenant_id: int, run: Run, published: RegencyDocument, proposed: RegencyDocument
    ) -> None:
        self._tenant_id = tenant_id
        self._run = run
        self._regency_code = published.identity.region_code
        rules = national_rules()
        self._old = Scale(rules, terms_of(published, run.as_of), run.as_of)
        self._new = Scale(rules, terms_of(proposed, run.as_of), run.as_of)
        self._told: dict[tuple[Ground, ...], list[dict[str, object]]] = {}
        self.consequences = Consequences()
        self.seen = 0
        self.line_count = 0

    def count(self, today: date) -> bytes:
        """Count everybody and return the lines of those who are treated differently."""
        total = weighing.count_weighable(self._tenant_id)
        self._tell(state=RunState.RUNNING, total=total, seen=0)
        people = weighing.list_weighable(
            self._tenant_id, self._regency_code, as_of=self._run.as_of, today=today
        )
        written = io.BytesIO()
        with gzip.GzipFile(fileobj=written, mode="wb", compresslevel=1, mtime=0) as packed:
            for line in self._lines(people):
                packed.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        return written.getvalue()

    def _tell(self, **values: Any) -> None:
        # In a transaction of its own, so that people see how far it is.
        with enter_tenant(self._tenant_id):
            stored.update_unfinished_run(self._tenant_id, self._run.id, **values)

    def _lines(self, people: Iterator[Weighable]) -> Iterator[list[Any]]:
        for person in people:
            before, after = self._old.judge(person.condition), self._new.judge(person.condition)
            weighed = Weighed(
                old_verdict=before.verdict,
                new_verdict=after.verdict,
                old_total=self._old.total(person.cost),
                new_total=self._new.total(moved_bracket(person.cost, self._old, self._new)),
            )
            groups = groups_of(person.state, is_active=person.is_active)
            self.consequences.add(groups, weighed)
            self.seen += 1
            if self.seen % _STEP == 0:
                self._tell(seen=self.seen)
            if weighed.is_changed:
                self.line_count += 1
                yield self._line(person, weighed, after.grounds)

    def _line(self, person: Weighable, weighed: Weighed, grounds: tuple[Ground, ...]) -> list[Any]:
        if (told := self._told.get(grounds)) is None:
            told = self._told[grounds] = grounds_to_plain(grounds)
        return [
            person.state.value if person.state else None,
            person.is_active,
            person.reference,
            person.worker_name,
            person.masked_nik(),
            person.sponsor_name,
            weighed.old_verdict.value,
            weighed.new_verdict.value,
            weighed.old_total,
            weighed.new_total,
            told,
        ]


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Hold one person of the list: who, and what the two laws say of them."""

    state: EnrolmentState | None
    is_active: bool
    reference: str | None
    worker_name: str
    masked_nik: str | None
    sponsor_name: str
    old_verdict: str
    new_verdict: str
    old_total: int | None
    new_total: int | None
    grounds: list[dict[str, Any]]


def take_list(editor: Editor, run_id: UUID, part: int) -> Iterator[Line]:
    """Return one part of the lines of a finished count, the first part being 1; that they were taken is recorded.

    :raises NotFound: what_if.unknown
    """
    run = stored.find_run(editor.tenant_id, run_id)
    if run is None or run.lines_file_id is None or not 1 <= part <= count_parts(run):
        raise NotFound("what_if.unknown")
    content = read_made_file(editor.tenant_id, run.lines_file_id)
    start = (part - 1) * LINES_A_PART
    count_of_part = min(LINES_A_PART, run.line_count - start)
    event = WhatIfListTaken(lines=count_of_part, part=part)
    record(event, at=editor.now, actor_id=editor.account_id, subject_id=run.id)
    return _read_lines(content, start, start + LINES_A_PART)


def purge(tenant_id: int) -> dict[str, int]:
    """Remove every count of a regency: they are about people who are removed with them."""
    return {"what_if_run": stored.delete_runs(tenant_id)}


def count_parts(run: Run) -> int:
    """Return in how many parts the lines of a count are handed out."""
    return -(-run.line_count // LINES_A_PART)


def _read_lines(content: bytes, start: int, end: int) -> Iterator[Line]:
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
        for written in islice(packed, start, end):
            state, *rest = json.loads(written)
            yield Line(
                **dict(zip(_LINE_FIELDS, (EnrolmentState(state) if state else None, *rest), strict=True))
            )


_LINE_FIELDS = tuple(each.name for each in fields(Line))
