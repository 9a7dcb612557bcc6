"""Turn the codes that refusals and records carry into sentences that say what to do."""

from collections.abc import Mapping
from datetime import date

from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_date
from sertakan.web.sentences import (
    account,
    apparatus,
    configuration,
    eligibility,
    enrolment,
    general,
    house,
    identifier,
    words,
)

_SENTENCES = {
    **general.SENTENCES,
    **identifier.SENTENCES,
    **account.SENTENCES,
    **enrolment.SENTENCES,
    **eligibility.SENTENCES,
    **configuration.SENTENCES,
    **apparatus.SENTENCES,
    **house.SENTENCES,
}


def knows(code: str) -> bool:
    """Tell whether there is a sentence for a code."""
    return code in _SENTENCES


def sentence(refusal: Refusal) -> str:
    """Return what to tell the person about a refusal."""
    return sentence_for(refusal.code, **refusal.params)


def sentence_for(code: str, **params: object) -> str:
    """Return what to tell the person about a code."""
    if code not in _SENTENCES:
        return _("Ini belum dapat dilakukan. Periksa isian Anda, lalu coba lagi.")
    shown = {name: format_date(value) if type(value) is date else value for name, value in params.items()}
    return str(_SENTENCES[code]) % shown if shown else str(_SENTENCES[code])


def word_for(group: str, code: str) -> str:
    """Return the word on screen for a code of the model, such as a state or a category."""
    return str(words.WORDS[group][code])


def ground_sentence(ground: object) -> str:
    """Return one ground of a decision as a sentence, fresh from the rules or as it was kept."""
    if isinstance(ground, dict):
        code, params = str(ground["code"]), ground["params"]
    else:
        code, params = str(ground.code), ground.params  # type: ignore[attr-defined]
    return sentence_for(code, **_in_words(params))


def _in_words(params: Mapping[str, object]) -> dict[str, object]:
    return {
        name: word_for(group, str(value))
        if (group := _GROUPS.get(name)) and value in words.WORDS[group]
        else value
        for name, value in params.items()
    }


_GROUPS = {"sponsor": "category", "relation": "relation", "funding": "funding", "field": "answer"}
