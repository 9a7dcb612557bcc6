"""Tell whether two ways to write a name can mean one person."""

from sertakan.kernel.text import words

# Written before a name; what stands behind it follows the first comma.
_TITLES = frozenset({"dr", "drs", "dra", "drg", "drh", "ir", "prof", "h", "hj", "kh", "apt", "ns"})


def bare_words(name: str) -> frozenset[str]:
    """Return the folded words of a name without titles and degrees."""
    return frozenset(words(name.partition(",")[0])) - _TITLES


def names_agree(one: str, other: str) -> bool:
    """Tell whether all words of the shorter name stand in the longer one: "Made Contoh", "I Made Contoh, S.Pd."."""
    first, second = bare_words(one), bare_words(other)
    shared = first & second
    return bool(shared) and shared in (first, second)
