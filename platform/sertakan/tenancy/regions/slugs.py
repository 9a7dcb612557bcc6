"""Which host name and which reference prefix a region gets, without two ever meeting."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from types import MappingProxyType

from sertakan.tenancy.regions.loader import Region, load_regencies

RESERVED_SLUGS = frozenset(
    {
        "admin", "api", "app", "assets", "autoconfig", "autodiscover", "bantuan", "beranda", "blog", "cdn",
        "contoh", "daftar", "demo", "dev", "docs", "email", "files", "ftp", "gratis", "healthz", "help",
        "imap", "kelola", "localhost", "login", "mail", "masuk", "media", "mx", "nasional", "ns", "ns1",
        "ns2", "operator", "pengawas", "pop", "portal", "prod", "provinsi", "pusat", "root", "sertakan",
        "server", "smtp", "sponsor", "staging", "static", "statistik", "status", "support", "test", "uji",
        "web", "webmail", "worker", "wpad", "www",
    }
)  # fmt: skip
"""Host names that belong to the platform, to the network, or would deceive visitors."""

# The abbreviations in daily use; everybody else gets the first free letters of the name.
_CUSTOMARY = MappingProxyType(
    {
        "33.24": "KDL", "33.74": "SMG",
        "51.01": "JBR", "51.02": "TBN", "51.03": "BDG", "51.04": "GIA", "51.05": "KLK", "51.06": "BGL",
        "51.07": "KRA", "51.08": "BLL", "51.71": "DPS",
    }
)  # fmt: skip
_NOT_HOST = re.compile(r"[^a-z0-9]+")


def is_reserved(slug: str) -> bool:
    """Return whether no regency may be called by this host name."""
    return slug in RESERVED_SLUGS or slug.startswith("xn--")


def slug_for(region: Region) -> str:
    """Return the host name of a region: "gianyar", and "kota-semarang" for a city.

    A city always carries its kind: 26 names belong to a kabupaten and to a kota.
    """
    bare = _NOT_HOST.sub("-", region.name.lower()).strip("-")
    return f"kota-{bare}" if region.kind == "kota" else bare


def reference_prefix_for(region: Region) -> str:
    """Return the three letters that begin this region's reference numbers, different for all 514."""
    return _prefixes()[region.code]


@cache
def _prefixes() -> Mapping[str, str]:
    taken = {prefix: code for code, prefix in _CUSTOMARY.items()}
    for region in load_regencies().values():
        if region.code in _CUSTOMARY:
            continue
        free = next(prefix for prefix in _candidates(region.name) if prefix not in taken)
        taken[free] = region.code
    return MappingProxyType({code: prefix for prefix, code in taken.items()})


def _candidates(name: str) -> Iterator[str]:
    letters = re.sub(r"[^A-Z]", "", name.upper())
    for second, third in combinations(letters[1:], 2):
        yield letters[0] + second + third
    for second, third in combinations("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 2):
        yield letters[0] + second + third
