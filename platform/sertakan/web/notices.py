"""Say something on top of the next page, with a way to go on if there is one."""

from dataclasses import dataclass
from typing import Self, cast

from flask import flash, get_flashed_messages


@dataclass(frozen=True, slots=True)
class Way:
    """Name a page one can go to."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Show one sentence, and where it leads."""

    kind: str
    text: str
    way: Way | None = None

    @classmethod
    def of(cls, kind: str, kept: str | list[str]) -> Self:
        """Return what the session kept."""
        if isinstance(kept, str):
            return cls(kind, kept)
        text, label, href = kept
        return cls(kind, text, Way(label, href))


def tell(kind: str, text: str, way: Way | None = None) -> None:
    """Keep a notice for the next page; the session is signed and not secret, so it names nobody."""
    flash([text, way.label, way.href] if way else text, kind)  # type: ignore[arg-type]


def take_notices() -> tuple[Notice, ...]:
    """Return what was told since the last page, once."""
    kept = cast("list[tuple[str, str | list[str]]]", get_flashed_messages(with_categories=True))
    return tuple(Notice.of(kind, each) for kind, each in kept)
