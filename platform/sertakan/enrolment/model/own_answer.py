"""The facts of what a regency asked besides the common form."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class OwnAnswer:
    """Hold one answer with the words in which it was asked, so that it outlives the question.

    `revision` is the law that asked. `words` are the labels of the options that were chosen; a file's value is its id.
    """

    key: str
    kind: str
    revision: int
    label: Mapping[str, str]
    values: tuple[str, ...]
    words: tuple[Mapping[str, str], ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Return the answer as it is sealed."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return a sealed answer."""
        return cls(**{**plain, "values": tuple(plain["values"]), "words": tuple(plain["words"])})


def label_in(label: Mapping[str, str], language: str) -> str:
    """Return a label in a language, or in Indonesian where nobody wrote it."""
    return label.get(language) or label["id"]
