"""Give a regency a domain of its own: only one that leads here, and only while nobody else has it."""

import socket
from typing import Protocol

from sertakan.configuration.model import Editor
from sertakan.configuration.rules.domain import ensure_leads_here, ensure_own
from sertakan.configuration.service.house import publish_house
from sertakan.tenancy import service as tenancy


class Resolver(Protocol):
    """Know to which addresses a name leads."""

    def addresses_of(self, host: str) -> frozenset[str]:
        """Return every address of a name, or none for a name that nobody knows."""
        ...


class SystemResolver:
    """Ask the machine's own resolver; nothing is ever connected to."""

    def addresses_of(self, host: str) -> frozenset[str]:
        """Return every address of a name, or none for a name that nobody knows."""
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return frozenset()
        return frozenset(str(address[0]) for *_, address in found)


def connect_domain(editor: Editor, host: str, *, seen: int, base_domain: str, resolver: Resolver) -> int:
    """Show the regency's space on a domain of its own from now on, and return the revision that says so.

    :raises Refusal: domain.form, domain.ours, domain.unknown, domain.elsewhere, domain.taken
    :raises Conflict: house.changed_meanwhile(part), revision.taken
    """
    ensure_own(host, base_domain)
    ensure_leads_here(host, resolver.addresses_of(host), resolver.addresses_of(base_domain))
    tenancy.claim_host(editor.tenant_id, host)
    return _publish(editor, host, seen)


def disconnect_domain(editor: Editor, *, seen: int) -> int:
    """Let go of the regency's own domain; links lead to the platform's again.

    :raises Conflict: house.changed_meanwhile(part), revision.taken
    """
    tenancy.release_hosts(editor.tenant_id)
    return _publish(editor, None, seen)


def _publish(editor: Editor, host: str | None, seen: int) -> int:
    identity = tenancy.read_document_on(editor.tenant_id, editor.today).identity
    return publish_house(editor, {"identity": identity.model_copy(update={"own_domain": host})}, seen=seen)
