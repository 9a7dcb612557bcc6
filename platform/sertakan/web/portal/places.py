"""All regencies of the country, found by name, with the address of their space if they have one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sertakan.kernel.text import fold
from sertakan.tenancy.model import SpaceState, Tenant
from sertakan.tenancy.regions import Region, load_regencies

MOST_FOUND = 60
_LONGEST_QUERY = 80
_KINDS = {"kab": "kabupaten"}
_SIGNS = str.maketrans("", "", "'’`")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Show one regency: its name, and its space's state and address; both are None without a space."""

    code: str
    name: str
    province: str
    state: SpaceState | None = None
    href: str | None = None


def list_spaces(tenants: Iterable[Tenant], host: str) -> dict[str, list[Place]]:
    """Return the regencies that have a space by the name of their province, both in order of the alphabet."""
    regions = load_regencies()
    places = [_place(regions[tenant.region_code], tenant, host) for tenant in tenants]
    grouped: dict[str, list[Place]] = {}
    for place in sorted(places, key=lambda place: (place.province, place.name)):
        grouped.setdefault(place.province, []).append(place)
    return grouped


def find_places(text: str, tenants: Iterable[Tenant], host: str) -> Sequence[Place]:
    """Return the regencies whose name or province begins with every word of a text, nearest first."""
    wanted = [_KINDS.get(word, word) for word in fold(text[:_LONGEST_QUERY].translate(_SIGNS)).split()]
    if not wanted:
        return ()
    spaces = {tenant.region_code: tenant for tenant in tenants}
    phrase = " ".join(wanted)
    found = [
        (_distance(phrase, name), region)
        for region, name, words in _index()
        if all(any(word.startswith(piece) for word in words) for piece in wanted)
    ]
    found.sort(key=lambda each: (each[0], each[1].code not in spaces, each[1].name))
    return [_place(region, spaces.get(region.code), host) for _, region in found]


def _distance(phrase: str, name: str) -> int:
    bare = name.partition(" ")[2]
    if phrase in {name, bare}:
        return 0
    return 1 if bare.startswith(phrase) or name.startswith(phrase) else 2


@cache
def _index() -> tuple[tuple[Region, str, tuple[str, ...]], ...]:
    return tuple(
        (region, f"{region.kind} {fold(region.name.translate(_SIGNS))}", _words(region))
        for region in load_regencies().values()
    )


def _words(region: Region) -> tuple[str, ...]:
    return tuple(fold(f"{region.full_name} {region.province_name}".translate(_SIGNS)).split())


def _place(region: Region, tenant: Tenant | None, host: str) -> Place:
    return Place(
        code=region.code,
        name=tenant.name if tenant else region.full_name,
        province=region.province_name,
        state=tenant.state if tenant else None,
        href=f"//{tenant.slug}.{host}/" if tenant else None,
    )
