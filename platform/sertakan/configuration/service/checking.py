"""Check the open draft as a whole: its form, its sense, its citations and its rule tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sertakan.configuration.model import Plain, Problem, Weight
from sertakan.configuration.rules.checking import check_law, faults_as_problems
from sertakan.configuration.rules.testing import Outcome, try_rule
from sertakan.configuration.service import drafts
from sertakan.kernel.month import Month
from sertakan.persistence.files import find_file
from sertakan.regulation.service import national_rules, terms_of
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document_file import DocumentInvalid

REGULATION_TEXT = "regulation"
"""The purpose under which the texts of regulations are kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """Hold what a check found; without a document nothing more could be looked at than its form."""

    problems: tuple[Problem, ...]
    outcomes: tuple[Outcome, ...] = ()
    document: RegencyDocument | None = None

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """Return what stops publication."""
        return tuple(problem for problem in self.problems if problem.weight is Weight.BLOCKING)


def check_draft(tenant_id: int, today: date, *, is_live: bool) -> Check:
    """Return everything that is wrong with the open draft, or with what is published while there is none."""
    try:
        proposed = drafts.read_proposal(tenant_id)
    except DocumentInvalid as invalid:
        return Check(problems=faults_as_problems(invalid.errors))
    outcomes = try_rules(proposed)
    found = check_law(proposed, drafts.read_base(tenant_id), outcomes, today=today, is_live=is_live)
    return Check(problems=(*found, *_lost_text(tenant_id, proposed)), outcomes=outcomes, document=proposed)


def try_rules(document: RegencyDocument) -> tuple[Outcome, ...]:
    """Return what the rules give for every rule test of a document."""
    rules = national_rules()
    return tuple(
        try_rule(rules, terms_of(document, Month.parse(test.month).first_day), test)
        for test in document.rule_tests
    )


def _lost_text(tenant_id: int, document: RegencyDocument) -> Sequence[Problem]:
    text = document.regulation.text
    if text is None or find_file(tenant_id, purpose=REGULATION_TEXT, sha256_hex=text.sha256):
        return ()
    return (Problem(path="regulation.text", code="check.text_lost", weight=Weight.BLOCKING),)


def plain_without_day(values: Plain) -> Plain:
    """Return the regulation's plain values without the day from which they apply."""
    return {**values, "applied_from": None}
