"""Find what a law part lacks before anybody relies on it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from sertakan.configuration.model import Problem, Weight
from sertakan.configuration.rules.testing import Outcome, list_failing
from sertakan.tenancy.document import Clause, Programme, RegencyDocument
from sertakan.tenancy.document_file import DocumentError


def faults_as_problems(faults: Sequence[DocumentError]) -> tuple[Problem, ...]:
    """Return the faults of a document as problems that stop its publication."""
    return tuple(
        Problem(path=fault.path, code=fault.code, params=fault.params, weight=Weight.BLOCKING)
        for fault in faults
    )


def applied_day(proposed: RegencyDocument, published: RegencyDocument, today: date) -> date:
    """Return from which day a law part would apply: today, unless its editors chose another.

    The day on which the published law began comes with a draft unasked, and means nothing once it is past.
    """
    chosen = proposed.regulation.applied_from
    if chosen is None or (chosen == published.regulation.applied_from and chosen < today):
        return today
    return chosen


def check_law(
    proposed: RegencyDocument,
    published: RegencyDocument,
    outcomes: Sequence[Outcome],
    *,
    today: date,
    is_live: bool,
) -> tuple[Problem, ...]:
    """Return every problem of a sound document's law part; in a live space nothing may lack that going live takes."""
    found = (
        *_check_regulation(proposed),
        *_check_days(proposed, applied_day(proposed, published, today), today),
        *_check_consent(proposed, published),
        *_check_citations(proposed, applied_day(proposed, published, today)),
        *_check_tests(outcomes),
    )
    if not is_live:
        return found
    return tuple(
        replace(problem, weight=Weight.BLOCKING) if problem.weight is Weight.GOING_LIVE else problem
        for problem in found
    )


def _check_regulation(document: RegencyDocument) -> Iterator[Problem]:
    law = document.regulation
    lacking = {
        "regulation.number": (law.number, "check.number_missing"),
        "regulation.text": (law.text, "check.text_missing"),
        "regulation.effective_from": (law.effective_from, "check.effective_missing"),
    }
    for path, (value, code) in lacking.items():
        if value is None:
            yield Problem(path=path, code=code, weight=Weight.GOING_LIVE)


def _check_days(document: RegencyDocument, applied: date, today: date) -> Iterator[Problem]:
    law, path = document.regulation, "regulation.applied_from"
    if applied < today:
        yield Problem(path=path, code="check.applied_past", weight=Weight.BLOCKING)
    if law.effective_from is not None and law.effective_from > applied:
        params = {"day": law.effective_from}
        yield Problem(path=path, code="check.applied_before_effect", weight=Weight.BLOCKING, params=params)
    if law.ends_on is not None and law.ends_on < applied:
        yield Problem(path="regulation.ends_on", code="check.ended", weight=Weight.BLOCKING)


def _check_consent(document: RegencyDocument, published: RegencyDocument) -> Iterator[Problem]:
    """Ask for a new version when the text changed: a consent says which text was agreed to by its version."""
    new, old = document.consent, published.consent
    if new.version == old.version and new.text != old.text:
        yield Problem(path="consent.version", code="check.consent_version_kept", weight=Weight.BLOCKING)


def _check_citations(document: RegencyDocument, begins: date) -> Iterator[Problem]:
    for name in Programme.model_fields:
        parameter = f"programme.{name}"
        clauses = [clause for clause in document.clauses if clause.parameter == parameter]
        if not clauses:
            params = {"parameter": parameter}
            yield Problem(path="clauses", code="check.uncited", weight=Weight.GOING_LIVE, params=params)
        for first, last in _gaps(clauses, begins):
            span = {"parameter": parameter, "first": first, "last": last}
            yield Problem(path="clauses", code="check.clause_gap", weight=Weight.ADVICE, params=span)


def _gaps(clauses: Sequence[Clause], begins: date) -> Iterator[tuple[date, date]]:
    """Yield the spans, from the day on which the law begins to apply, that no clause decides though others do."""
    ordered = sorted(clauses, key=lambda clause: clause.valid_from or date.min)
    if not ordered:
        return
    if (first := ordered[0].valid_from) is not None and first > begins:
        yield begins, first - timedelta(days=1)
    for earlier, later in pairwise(ordered):
        ended, next_begins = earlier.valid_to, later.valid_from
        if ended is None or next_begins is None or next_begins <= begins:
            continue
        if ended + timedelta(days=1) < next_begins:
            yield max(begins, ended + timedelta(days=1)), next_begins - timedelta(days=1)


def _check_tests(outcomes: Sequence[Outcome]) -> Iterator[Problem]:
    if not outcomes:
        yield Problem(path="rule_tests", code="check.tests_missing", weight=Weight.GOING_LIVE)
    for place in list_failing(outcomes):
        params = {"name": outcomes[place].test.name}
        yield Problem(
            path=f"rule_tests[{place}]", code="check.test_failed", weight=Weight.BLOCKING, params=params
        )
