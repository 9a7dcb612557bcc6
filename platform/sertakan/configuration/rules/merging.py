"""Bring together what two people made of the same values, field by field, without losing either's change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sertakan.configuration.model import ABSENT, Choices, Collision, Plain, Side

# What tells the entries of a list apart; a list that is not named here is one value.
_IDENTITIES: Mapping[str, tuple[str, ...]] = {
    "clauses": ("parameter", "valid_from"),
    "rule_tests": ("name",),
    "questions": ("key",),
    "options": ("value",),
    "minimum_workers_by": ("category", "rank"),
}
_Table = dict[str, Plain]


@dataclass(kw_only=True, slots=True)
class Merged:
    """Hold the values brought together; where people collide without a choice, theirs stand."""

    values: Plain
    collisions: list[Collision] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Three:
    base: Plain
    mine: Plain
    theirs: Plain

    def below(self, key: str) -> "_Three":
        """Return the three values under a key of three tables."""
        return _Three(
            base=self.base.get(key, ABSENT),
            mine=self.mine.get(key, ABSENT),
            theirs=self.theirs.get(key, ABSENT),
        )


def merge(name: str, base: Plain, mine: Plain, theirs: Plain, choices: Choices | None = None) -> Merged:
    """Bring my change and theirs together, both made from `base`; `choices` decide collisions by path."""
    merger = _Merger(choices or {})
    values = merger.merge(name, name, _Three(base=base, mine=mine, theirs=theirs))
    return Merged(values=values, collisions=merger.collisions)


class _Merger:
    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self.collisions: list[Collision] = []

    def merge(self, path: str, name: str, three: _Three) -> Plain:
        """Return the one value that three come to."""
        if three.mine in (three.base, three.theirs):
            return three.theirs
        if three.theirs == three.base:
            return three.mine
        if isinstance(three.mine, dict) and isinstance(three.theirs, dict):
            base = three.base if isinstance(three.base, dict) else {}
            return self._tables(f"{path}.", "", _Three(base=base, mine=three.mine, theirs=three.theirs))
        mine, theirs = _keyed(name, three.mine), _keyed(name, three.theirs)
        if mine is not None and theirs is not None:
            return self._lists(path, _Three(base=_keyed(name, three.base) or {}, mine=mine, theirs=theirs))
        return self._choose(path, three)

    def _tables(self, before: str, after: str, three: _Three) -> _Table:
        merged = {
            key: self.merge(f"{before}{key}{after}", key, three.below(key))
            for key in _union(three.theirs, three.mine)
        }
        return {key: value for key, value in merged.items() if value is not ABSENT}

    def _lists(self, path: str, three: _Three) -> list[Plain]:
        merged = self._tables(f"{path}[", "]", three)
        return [merged[key] for key in _order(three) if key in merged]

    def _choose(self, path: str, three: _Three) -> Plain:
        """Return the chosen value, or note the collision."""
        side = self._choices.get(path)
        if side is None:
            self.collisions.append(Collision(path=path, mine=three.mine, theirs=three.theirs))
        return three.mine if side is Side.MINE else three.theirs


def _order(three: _Three) -> list[str]:
    """Return the keys as they stand with whoever moved them, and what the other added after them."""
    shared = [key for key in three.base if key in three.mine]
    is_moved = [key for key in three.mine if key in set(shared)] != shared
    return _union(three.mine, three.theirs) if is_moved else _union(three.theirs, three.mine)


def _union(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*first, *second)))


def _keyed(name: str, values: Plain) -> _Table | None:
    """Return the entries of a list by what tells them apart, or None where that is not possible."""
    identity = _IDENTITIES.get(name)
    if identity is None or not isinstance(values, list):
        return None
    keyed = {_key(identity, value): value for value in values if isinstance(value, dict)}
    return keyed if len(keyed) == len(values) else None


def _key(identity: tuple[str, ...], value: Mapping[str, Plain]) -> str:
    return ", ".join(str(value[part]) for part in identity if value.get(part) is not None)
