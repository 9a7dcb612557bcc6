"""The standard sentences that all regencies share, to be listed, searched, and laid beside a regency's own."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sertakan.kernel.text import fold
from sertakan.localisation.catalogue import read
from sertakan.localisation.messages import LANGUAGES, SOURCE_LANGUAGE

_DIGEST_SIGNS = 16
_LEADING = re.compile(r"^(?:%\(\w+\)s|\W)+")


@dataclass(frozen=True, kw_only=True, slots=True)
class StandardSentence:
    """Hold one sentence of the screens: as the code has it, and as each language says it."""

    digest: str
    message: str
    by_language: Mapping[str, str]
    search: str


@cache
def standard_sentences() -> tuple[StandardSentence, ...]:
    """Return every sentence by its Indonesian text; read once per process, because an admin asks for it seldom."""
    catalogues = {
        language: {message.id: message.string for message in read(language) if message.id}
        for language in LANGUAGES
    }
    return tuple(
        _sentence(message, {language: _first(said.get(key)) for language, said in catalogues.items()})
        for key, message in sorted(((key, _first(key)) for key in catalogues[SOURCE_LANGUAGE]), key=_spoken)
    )


def _spoken(keyed: tuple[object, str]) -> tuple[str, str]:
    """Order by the words that people read, whatever is filled in before them."""
    return _LEADING.sub("", keyed[1]).casefold(), keyed[1]


def _sentence(message: str, by_language: Mapping[str, str]) -> StandardSentence:
    return StandardSentence(
        digest=digest_of(message),
        message=message,
        by_language=by_language,
        search=fold(" ".join(by_language.values())),
    )


def _first(text: object) -> str:
    """Return a message or its translation; of a counted one, the only form our languages have."""
    return str(text[0] if isinstance(text, list | tuple) else text or "")


def digest_of(message: str) -> str:
    """Return a short name for a sentence that can stand in an address."""
    return hashlib.sha256(message.encode()).hexdigest()[:_DIGEST_SIGNS]


@cache
def _by_digest() -> Mapping[str, StandardSentence]:
    return {sentence.digest: sentence for sentence in standard_sentences()}


def find_sentence(digest: str) -> StandardSentence | None:
    """Return a sentence by its short name."""
    return _by_digest().get(digest)


def search_sentences(text: str) -> list[StandardSentence]:
    """Return the sentences in which every word of a text stands, in whichever language."""
    wanted = fold(text).split()
    return [each for each in standard_sentences() if all(word in each.search for word in wanted)]
