"""The settings of a regency: a task list, and one module for each of its sections."""

from sertakan.web.regency.configuring import (
    branding,
    calendar,
    contacts,
    differences,
    house_history,
    languages,
    messages,
    opening,
    overview,
    own_domain,
    own_words,
    pictures,
    previewing,
    privacy,
    retrospect,
    sentences,
    translating,
    units,
    what_if,
)
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
HOUSE = (
    *(branding, previewing, pictures, own_domain),
    *(contacts, privacy, own_words, languages, sentences, translating, messages, calendar, house_history),
)
MODULES = (overview, *LAW, differences, what_if, retrospect, *HOUSE, *units.MODULES, opening)
