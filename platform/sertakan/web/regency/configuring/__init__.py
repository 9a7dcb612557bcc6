"""The settings of a regency: a task list, and one module for each of its sections."""

from sertakan.web.regency.configuring import (
    branding,
    calendar,
    contacts,
    house_history,
    messages,
    opening,
    overview,
    own_domain,
    own_words,
    pictures,
    previewing,
    privacy,
)

MODULES = (
    overview,
    opening,
    *(branding, previewing, pictures, own_domain),
    *(contacts, privacy, own_words, messages, calendar, house_history),
)
