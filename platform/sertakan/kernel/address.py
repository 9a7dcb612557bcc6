"""Where people find the platform from outside, for every link that leaves a page."""

from dataclasses import dataclass
from urllib.parse import urlsplit

_USUAL_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicAddress:
    """Hold scheme, domain and port as people type them; a request knows none of these for sure."""

    scheme: str
    domain: str
    port: int | None = None

    def __str__(self) -> str:
        return self.of_host(self.domain)

    @classmethod
    def parse(cls, text: str) -> "PublicAddress":
        """Read the portal's address, such as https://sertakan.contoh.go.id.

        :raises ValueError: when it is no such address, or says more than where the portal is
        """
        parts = urlsplit(text)
        beyond = (parts.path.strip("/"), parts.query, parts.fragment, parts.username, parts.password)
        if parts.scheme not in _USUAL_PORTS or not parts.hostname or any(beyond):
            raise ValueError(text)
        return cls(scheme=parts.scheme, domain=parts.hostname, port=parts.port)

    def of_host(self, host: str) -> str:
        """Return where a host is found, without a slash at the end."""
        is_usual = self.port in {None, _USUAL_PORTS[self.scheme]}
        return f"{self.scheme}://{host}" if is_usual else f"{self.scheme}://{host}:{self.port}"

    def of_space(self, name: str, own_domain: str | None = None) -> str:
        """Return where a regency's space or the centre is found: on its own domain if it has one."""
        return self.of_host(own_domain or f"{name}.{self.domain}")
