"""Which of a regency's own texts are written in which language, and how own sentences are taken over."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sertakan.kernel.text import has_stray_percent, placeholders_of
from sertakan.tenancy.document import Label, Language, LanguageTexts, OwnSentence, RegencyDocument

_Said = Callable[[Language], str | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class RegencyText:
    """Hold a text that the regency wrote itself, by its path in the document; None where nobody wrote it."""

    path: str
    by_language: Mapping[Language, str | None]


def texts_of(document: RegencyDocument) -> tuple[RegencyText, ...]:
    """Return every text of the regency's own that visitors read in their language."""
    return tuple(
        RegencyText(path=path, by_language={each: said(each) for each in document.languages.offered})
        for path, said in _texts(document)
        if any(said(each) for each in ("id", "ban"))
    )


def missing_texts(document: RegencyDocument, language: Language) -> tuple[RegencyText, ...]:
    """Return the regency's texts that nobody wrote in a language that it offers."""
    if language not in document.languages.offered:
        return ()
    return tuple(text for text in texts_of(document) if not text.by_language[language])


def count_untranslated(document: RegencyDocument) -> int:
    """Return how many texts lack a language that the regency offers, over all languages."""
    return sum(len(missing_texts(document, language)) for language in document.languages.offered)


def _texts(document: RegencyDocument) -> Iterator[tuple[str, _Said]]:
    yield "consent.text", document.consent.text.in_language
    yield "privacy.notice", document.privacy.notice.in_language
    for place, question in enumerate(document.form.questions):
        path = f"form.questions[{place}]"
        yield f"{path}.label", _of(question.label)
        for name in ("hint", "error"):
            if (label := getattr(question, name)) is not None:
                yield f"{path}.{name}", _of(label)
        for number, option in enumerate(question.options):
            yield f"{path}.options[{number}].label", _of(option.label)


def _of(label: Label | LanguageTexts) -> _Said:
    return lambda language: getattr(label, language)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Hold what a translator's file says of one standard sentence in one language."""

    message: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NotTaken:
    """Name a sentence of a translator's file that was not taken over, and why."""

    message: str
    code: str
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenOver:
    """Hold all own sentences after a file was taken over, how many changed, and what was left out."""

    sentences: tuple[OwnSentence, ...]
    changed: int
    left_out: tuple[NotTaken, ...]


def take_over(
    own: tuple[OwnSentence, ...], wanted: tuple[Wanted, ...], language: Language, standard: Mapping[str, str]
) -> TakenOver:
    """Return a regency's own sentences after a translator's file for one language.

    A text equal to the standard one is no own sentence (any more), and an empty one changes nothing.
    """
    kept = {(each.message, each.language): each.text for each in own}
    before, left_out = dict(kept), []
    for each in wanted:
        if not each.text.strip():
            continue
        if fault := _fault(each, standard):
            left_out.append(fault)
        elif each.text == standard[each.message]:
            kept.pop((each.message, language), None)
        else:
            kept[each.message, language] = each.text
    changed = {key for key in kept.keys() | before.keys() if kept.get(key) != before.get(key)}
    sentences = tuple(
        OwnSentence(message=message, language=spoken, text=text)
        for (message, spoken), text in sorted(kept.items())
    )
    return TakenOver(sentences=sentences, changed=len(changed), left_out=tuple(left_out))


def replace_sentence(
    own: tuple[OwnSentence, ...], message: str, language: Language, text: str | None
) -> tuple[OwnSentence, ...]:
    """Return the own sentences with one replaced, or given back to the standard when there is no text."""
    others = [each for each in own if (each.message, each.language) != (message, language)]
    if text:
        others.append(OwnSentence(message=message, language=language, text=text))
    return tuple(sorted(others, key=lambda each: (each.message, each.language)))


def _fault(wanted: Wanted, standard: Mapping[str, str]) -> NotTaken | None:
    if wanted.message not in standard:
        return NotTaken(message=wanted.message, code="sentence.unknown")
    if has_stray_percent(wanted.text):
        return NotTaken(message=wanted.message, code="sentence.percent")
    if unknown := placeholders_of(wanted.text) - placeholders_of(wanted.message):
        return NotTaken(message=wanted.message, code="sentence.placeholder_unknown", name=min(unknown))
    return None
