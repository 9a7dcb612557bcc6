"""Which domain a regency may call its own, and when it leads here."""

import re
from collections.abc import Set

from sertakan.kernel.refusal import Refusal

_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.(?!\d+$){_LABEL}")
_LONGEST = 253


def ensure_own(host: str, base_domain: str) -> None:
    """Refuse what is no domain, and what belongs to the platform itself.

    :raises Refusal: domain.form, domain.ours
    """
    if len(host) > _LONGEST or not _DOMAIN.fullmatch(host):
        raise Refusal("domain.form", field="own_domain")
    if host == base_domain or host.endswith(f".{base_domain}"):
        raise Refusal("domain.ours", field="own_domain", base=base_domain)


def ensure_leads_here(host: str, found: Set[str], ours: Set[str]) -> None:
    """Refuse a domain of which any visitor would land elsewhere.

    :raises Refusal: domain.unknown(host), domain.elsewhere(host, found, expected)
    """
    if not found:
        raise Refusal("domain.unknown", field="own_domain", host=host, expected=_listed(ours))
    if not found <= ours:
        raise Refusal(
            "domain.elsewhere", field="own_domain", host=host, found=_listed(found), expected=_listed(ours)
        )


def _listed(addresses: Set[str]) -> str:
    return ", ".join(sorted(addresses)) or "?"
