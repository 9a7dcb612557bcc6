"""A PostgreSQL of our own for those who have none (docs/adr/0002-embedded-postgresql.md)."""

from sertakan.persistence.embedded.programs import find_program
from sertakan.persistence.embedded.server import EmbeddedServer, find_running

__all__ = ["EmbeddedServer", "find_program", "find_running"]
