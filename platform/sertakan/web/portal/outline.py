"""Draw the regencies of Bali as one small picture, worked out once from the map file."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from typing import Any

from sertakan.tenancy.regions import map_file

WIDTH = 1000
_MARGIN = 6
_SMALLEST_ISLE = 12
"""Narrower outlines than this, in the picture's units, are left out."""

Spot = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """Hold one regency's outline and the place of its name."""

    code: str
    name: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """Hold a picture: its size in its own units, and its areas."""

    width: int
    height: int
    areas: tuple[Area, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Projection:
    west: float
    north: float
    across: float
    down: float

    def place(self, longitude: float, latitude: float) -> Spot:
        return (
            round((longitude - self.west) * self.across) + _MARGIN,
            round((self.north - latitude) * self.down) + _MARGIN,
        )


@cache
def bali() -> Outline:
    """Return the picture of Bali; a thematic map, which shows no legal boundaries."""
    features = json.loads(map_file("bali_kabupaten").read_text(encoding="utf-8"))["features"]
    points = [point for feature in features for ring in _rings(feature) for point in ring]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    west, south, north = min(longitudes), min(latitudes), max(latitudes)
    # At this latitude a degree of longitude is a little shorter than one of latitude.
    squeeze = cos(radians((south + north) / 2))
    down = (WIDTH - 2 * _MARGIN) / ((max(longitudes) - west) * squeeze)
    projection = _Projection(west=west, north=north, across=down * squeeze, down=down)
    return Outline(
        width=WIDTH,
        height=round((north - south) * down) + 2 * _MARGIN,
        areas=tuple(_area(feature, projection) for feature in features),
    )


def _rings(feature: dict[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _area(feature: dict[str, Any], projection: _Projection) -> Area:
    about = feature["properties"]
    rings = [[projection.place(*point) for point in ring] for ring in _rings(feature)]
    x, y = projection.place(about["lng"], about["lat"])
    path = "".join(_path(ring) for ring in rings if _breadth(ring) >= _SMALLEST_ISLE)
    return Area(code=about["code"], name=about["name"].partition(" ")[2], path=path, x=x, y=y)


def _breadth(ring: Sequence[Spot]) -> int:
    across = [x for x, _ in ring]
    return max(across) - min(across)


def _path(ring: Sequence[Spot]) -> str:
    (x, y), *others = ring
    parts = [f"M{x} {y}l"]
    for next_x, next_y in others[:-1]:
        if (next_x, next_y) != (x, y):
            parts.append(f"{next_x - x} {next_y - y} ")
        x, y = next_x, next_y
    return "".join(parts).rstrip().replace(" -", "-") + "z"
