"""Which browser on which system a sign-in came from, and as much of its network as may be kept."""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network

# The first that is found names it: browsers like to call themselves by their rivals' names as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("AppleWebKit", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_KEPT_BITS = {4: 24, 6: 48}


@dataclass(frozen=True, slots=True)
class Device:
    """Name a browser and a system by their makers' names, or None where neither is known."""

    browser: str | None
    system: str | None


def read_device(user_agent: str) -> Device:
    """Return what a browser says it is."""
    return Device(browser=_first(_BROWSERS, user_agent), system=_first(_SYSTEMS, user_agent))


def _first(signs: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for sign, name in signs if sign in text), None)


def shorten_network(network: str) -> str:
    """Return a network without the part that names a household; nothing where it is unknown."""
    try:
        address = ip_address(network.partition("/")[0])
    except ValueError:
        return ""
    return str(ip_network((address, _KEPT_BITS[address.version]), strict=False))
