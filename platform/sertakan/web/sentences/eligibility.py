"""Sentences about eligibility."""

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "eligibility.unknown": _l("Tidak ditemukan."),
}
