"""The settings of a regency: a task list, and one module for each of its sections."""

from sertakan.web.regency.configuring import languages, opening, overview, sentences, translating

MODULES = (overview, languages, sentences, translating, opening)
