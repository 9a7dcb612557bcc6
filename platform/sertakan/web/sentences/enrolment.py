"""Sentences about enrolment."""

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "enrolment.unknown": _l("Tidak ditemukan."),
}
