"""Names of the regency's districts and villages, which never change while a process lives."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sertakan.tenancy import service as tenancy

_DISTRICT_CODE = 8
_VILLAGE_CODE = 13


@dataclass(frozen=True, slots=True)
class Places:
    """Hold the names of one regency's districts and villages by code."""

    names: Mapping[str, str]

    def name_of(self, code: str) -> str:
        """Return a place's name; one outside the regency keeps its code."""
        return self.names.get(code, code)

    def label_of(self, village_code: str) -> str:
        """Return a village with its district."""
        village, district = self.name_of(village_code), self.names.get(village_code[:_DISTRICT_CODE])
        return f"{village}, {district}" if district else village

    def districts(self) -> list[tuple[str, str]]:
        """Return codes and names of the districts."""
        return [(code, name) for code, name in self.names.items() if len(code) == _DISTRICT_CODE]

    def villages(self, district_code: str | None) -> list[tuple[str, str]]:
        """Return codes and names of a district's villages."""
        return [
            (code, name)
            for code, name in self.names.items()
            if district_code and len(code) == _VILLAGE_CODE and code.startswith(f"{district_code}.")
        ]


@lru_cache(maxsize=64)
def places_of(regency_code: str) -> Places:
    """Return the names of a regency's places, asking the database once per process."""
    return Places(dict(tenancy.list_places(regency_code)))
