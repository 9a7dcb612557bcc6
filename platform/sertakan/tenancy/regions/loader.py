"""Read the region codes of Kepmendagri 300.2.2-2430/2025 that travel with the platform."""

import csv
import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from sertakan.kernel.text import fold

Kind = Literal["kabupaten", "kota"]
Level = Literal[1, 2, 3, 4]

_HERE = Path(__file__).parent
_TITLE = re.compile(r"^(Kabupaten|Kota) (?:Administrasi )?(.+)$")
_APOSTROPHES = str.maketrans("", "", "'’`")
_LEVELS: tuple[Level, ...] = (1, 2, 3, 4)
_REGENCY: Level = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Hold one regency or city; ``desa`` and ``kelurahan`` count its villages."""

    code: str
    name: str
    full_name: str
    kind: Kind
    province_code: str
    province_name: str
    desa: int
    kelurahan: int


class RegionEntry(NamedTuple):
    """Hold one region of any level, as the database keeps it."""

    code: str
    name: str
    level: Level
    parent_code: str | None
    search_name: str


@cache
def load_provinces() -> Mapping[str, str]:
    """Return the names of the 38 provinces by code."""
    with (_HERE / "provinces.csv").open(encoding="utf-8", newline="") as lines:
        return MappingProxyType({row["code"]: row["name"] for row in csv.DictReader(lines)})


@cache
def load_regencies() -> Mapping[str, Region]:
    """Return all 514 regencies and cities by code, in the order of their codes."""
    with (_HERE / "regencies.csv").open(encoding="utf-8", newline="") as lines:
        return MappingProxyType({row["code"]: _region(row) for row in csv.DictReader(lines)})


def iter_regions() -> Iterator[RegionEntry]:
    """Yield all 91,599 regions of the four levels, parents before children."""
    with gzip.open(_HERE / "indonesia_regions.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code, name = row["code"], row["name"]
            parent, _, _ = code.rpartition(".")
            level = _LEVELS[code.count(".")]
            yield RegionEntry(code, name, level, parent or None, _search_name(name, level))


def map_file(name: Literal["indonesia_kabupaten", "bali_kabupaten", "bali_kecamatan"]) -> Path:
    """Return the GeoJSON file of a thematic map, which never shows legal boundaries."""
    return _HERE / f"{name}.geojson"


def split_title(full_name: str) -> tuple[Kind, str]:
    """Return kind and bare name: "Kota Administrasi Jakarta Pusat" is the kota "Jakarta Pusat".

    :raises ValueError: when the name is not that of a regency or city.
    """
    parts = _TITLE.match(full_name)
    if parts is None:
        raise ValueError(full_name)
    return ("kota" if parts[1] == "Kota" else "kabupaten"), parts[2]


def _region(row: Mapping[str, str]) -> Region:
    kind, name = split_title(row["name"])
    province = row["code"][:2]
    return Region(
        code=row["code"],
        name=name,
        full_name=row["name"],
        kind=kind,
        province_code=province,
        province_name=load_provinces()[province],
        desa=int(row["desa"]),
        kelurahan=int(row["kelurahan"]),
    )


def _search_name(name: str, level: Level) -> str:
    bare = split_title(name)[1] if level == _REGENCY else name
    return fold(bare.translate(_APOSTROPHES))
