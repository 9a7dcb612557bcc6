"""Sentences about account."""

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "account.unknown": _l("Tidak ditemukan."),
}
