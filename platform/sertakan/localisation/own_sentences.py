"""The sentences that a regency says in its own words, ready to be looked up while a page is painted."""

from functools import lru_cache

from sertakan.localisation.messages import OwnSentences
from sertakan.tenancy.document import OwnSentence


@lru_cache(maxsize=1024)
def own_sentences_of(sentences: tuple[OwnSentence, ...]) -> OwnSentences | None:
    """Return a regency's own sentences by language and message, or None when it has none."""
    if not sentences:
        return None
    by_language: dict[str, dict[str, str]] = {}
    for own in sentences:
        by_language.setdefault(own.language, {})[own.message] = own.text
    return OwnSentences(by_language)
