"""The languages of the counter: Indonesian, and Balinese, which the usual libraries do not know."""

from sertakan.localisation.messages import gettext, lazy_gettext, ngettext, saying, speaking, translations_for

__all__ = ["gettext", "lazy_gettext", "ngettext", "saying", "speaking", "translations_for"]
