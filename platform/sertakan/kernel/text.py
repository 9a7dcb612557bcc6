"""What we do to text that people type before anything else looks at it."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = "\u200c\u200d"  # scripts such as Balinese are written with these two
_WORD = re.compile(r"[a-z0-9]+")
_PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%|%")


def tidy(text: str) -> str:
    """Return text in NFC with single spaces, without control signs and signs that turn the writing round."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        sign
        for sign in composed
        if sign.isspace() or sign in _JOINERS or unicodedata.category(sign) not in _UNSEEN
    )
    return _SPACES.sub(" ", kept).strip()


def tidy_lines(text: str) -> str:
    """Return text as :func:`tidy` does, but keep its line breaks."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip()


def fold(text: str) -> str:
    """Return text for comparison: lower case, without accents, only letters and digits."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def words(text: str) -> tuple[str, ...]:
    """Return the distinct folded words of a text, for word-by-word search."""
    return tuple(dict.fromkeys(fold(text.replace("'", "").replace("’", "")).split()))


def placeholders_of(sentence: str) -> frozenset[str]:
    """Return the names that stand between %( and )s in a sentence."""
    return frozenset(found[1] for found in _PLACEHOLDER.finditer(sentence) if found[1])


def has_stray_percent(sentence: str) -> bool:
    """Tell whether a percent sign is neither doubled nor begins a placeholder: filling it in would stumble there."""
    return any(found[0] == "%" for found in _PLACEHOLDER.finditer(sentence))
