"""The settings of a regency: a task list, and one module for each of its sections."""

from sertakan.web.regency.configuring import differences, opening, overview, retrospect, units, what_if
from sertakan.web.regency.configuring.law import (
    approving,
    clauses,
    draft,
    preview,
    questions,
    revisions,
    rule_tests,
    sections,
    texts,
)

LAW = (sections, texts, clauses, questions, preview, rule_tests, draft, approving, revisions)
MODULES = (overview, *LAW, differences, what_if, retrospect, *units.MODULES, opening)
