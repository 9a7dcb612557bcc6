"""Messages in the language of the person, bound once per language instead of looked up per call."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations, translation
from pathlib import Path

from flask_babel.speaklater import LazyString

from sertakan.localisation.balinese import register_balinese

register_balinese()

SOURCE_LANGUAGE = "id"
LANGUAGES = {"id": "Bahasa Indonesia", "ban": "Basa Bali"}
_CATALOGUES = Path(__file__).resolve().parents[3] / "translations"
_language: ContextVar[str] = ContextVar("sertakan_language", default=SOURCE_LANGUAGE)


class OwnSentences:
    """Hold what a regency says otherwise than the catalogues, by language and message; equal only to itself."""

    __slots__ = ("by_language",)

    def __init__(self, by_language: Mapping[str, Mapping[str, str]]) -> None:
        self.by_language = by_language


_own: ContextVar[OwnSentences | None] = ContextVar("sertakan_own_sentences", default=None)


@cache
def translations_for(language: str) -> GNUTranslations | NullTranslations:
    """Return the bound catalogue of a language; what it lacks falls back to Indonesian, message by message."""
    bound = translation("messages", _CATALOGUES, [language], fallback=True)
    if language != SOURCE_LANGUAGE:
        bound.add_fallback(translations_for(SOURCE_LANGUAGE))
    return bound


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for the work at hand."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@contextmanager
def saying(own: OwnSentences | None) -> Iterator[None]:
    """Say some sentences in a regency's own words for the work at hand."""
    token = _own.set(own)
    try:
        yield
    finally:
        _own.reset(token)


def current_sentences() -> OwnSentences | None:
    """Return the own sentences of the regency at hand; what is kept of a page must be kept for each apart."""
    return _own.get()


def own_sentence(message: str) -> str | None:
    """Return what the regency at hand says instead of a message, in the language spoken now."""
    own = _own.get()
    if own is None:
        return None
    return own.by_language.get(_language.get(), {}).get(message)


def current_language() -> str:
    """Return the language that is spoken now."""
    return _language.get()


def gettext(message: str, **values: object) -> str:
    """Return a message in the language spoken now, with its named placeholders filled."""
    text = own_sentence(message) or translations_for(_language.get()).gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Return a counted message in the language spoken now."""
    text = own_sentence(one) or translations_for(_language.get()).ngettext(one, many, num)
    return text % {"num": num, **values}


def lazy_gettext(message: str, **values: object) -> LazyString:
    """Return a message that is translated when it is shown, for what is defined at import."""
    return LazyString(gettext, message, **values)
