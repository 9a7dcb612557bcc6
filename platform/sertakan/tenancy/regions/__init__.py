"""Every region of Indonesia by its official code, so that no regency has to be typed in by hand."""

from sertakan.tenancy.regions.loader import (
    Kind,
    Level,
    Region,
    RegionEntry,
    iter_regions,
    load_provinces,
    load_regencies,
    map_file,
)
from sertakan.tenancy.regions.slugs import RESERVED_SLUGS, is_reserved, reference_prefix_for, slug_for

__all__ = [
    "RESERVED_SLUGS",
    "Kind",
    "Level",
    "Region",
    "RegionEntry",
    "is_reserved",
    "iter_regions",
    "load_provinces",
    "load_regencies",
    "map_file",
    "reference_prefix_for",
    "slug_for",
]
