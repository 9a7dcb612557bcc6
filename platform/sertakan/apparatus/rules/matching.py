"""Find the work unit that a sheet means, by its name or code, and guess one that is nearly written alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Self

from sertakan.kernel.text import fold
from sertakan.tenancy.model import WorkUnit

_ALIKE = 0.82


@dataclass(frozen=True, slots=True)
class Units:
    """Look work units up as sheets write them."""

    names: Mapping[str, WorkUnit]
    codes: Mapping[str, WorkUnit]

    @classmethod
    def of(cls, units: Iterable[WorkUnit]) -> Self:
        """Return the look-up of a regency's units; an open unit counts before a closed one."""
        ordered = sorted(units, key=lambda each: each.is_open)
        return cls(
            names={fold(unit.name): unit for unit in ordered},
            codes={fold(unit.code): unit for unit in ordered if unit.code},
        )

    def named(self, name: str) -> WorkUnit | None:
        """Return the unit of that name."""
        return self.names.get(fold(name))

    def coded(self, code: str) -> WorkUnit | None:
        """Return the unit of that code."""
        return self.codes.get(fold(code))

    def find(self, text: str) -> WorkUnit | None:
        """Return the unit of that name or, failing that, code."""
        return self.named(text) or self.coded(text)

    def guess(self, text: str) -> WorkUnit | None:
        """Return an open unit that is written almost alike."""
        names = [name for name, unit in self.names.items() if unit.is_open]
        near = get_close_matches(fold(text), names, n=1, cutoff=_ALIKE)
        return self.names[near[0]] if near else None
