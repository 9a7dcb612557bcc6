"""Teach Babel the locale "ban", derived from Indonesian, because CLDR has none."""

import copy

from babel import localedata
from babel.messages import plurals

_MONTHS = (
    "Januari", "Pébruari", "Maret", "April", "Méi", "Juni",
    "Juli", "Agustus", "Séptémber", "Oktober", "Nopémber", "Désémber",
)  # fmt: skip
_MONTHS_SHORT = ("Jan", "Péb", "Mar", "Apr", "Méi", "Jun", "Jul", "Agu", "Sép", "Okt", "Nop", "Dés")
# Babel counts from Monday.
_DAYS = ("Soma", "Anggara", "Buda", "Wraspati", "Sukra", "Saniscara", "Redité")
_DAYS_SHORT = ("Som", "Ang", "Bud", "Wra", "Suk", "San", "Red")


def register_balinese() -> None:
    """Make ``Locale.parse("ban")`` work; harmless when done twice or when Babel learns it one day."""
    if localedata.exists("ban"):
        return
    data = copy.deepcopy(localedata.load("id"))
    for context in ("format", "stand-alone"):
        data["months"][context]["wide"] = dict(enumerate(_MONTHS, 1))
        data["months"][context]["abbreviated"] = dict(enumerate(_MONTHS_SHORT, 1))
        data["days"][context]["wide"] = dict(enumerate(_DAYS))
        data["days"][context]["abbreviated"] = dict(enumerate(_DAYS_SHORT))
        data["days"][context]["short"] = dict(enumerate(_DAYS_SHORT))
    data["languages"] |= {"ban": "Basa Bali", "id": "Basa Indonésia"}
    data["list_patterns"]["standard"].update({"2": "{0} miwah {1}", "end": "{0}, miwah {1}"})
    localedata._cache["ban"] = data  # noqa: SLF001 - Babel offers no public door for a new locale
    # No number inflection. Babel's own table lacks "id" and would write two plural forms.
    plurals.PLURALS["ban"] = plurals.PLURALS["id"] = (1, "0")
