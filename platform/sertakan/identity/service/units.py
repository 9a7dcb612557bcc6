"""What becomes of roles when the work unit that they reach over is merged into another one."""

from uuid import UUID

from sertakan.identity.repository import units as repository


def count_unit_grants(tenant_id: int, unit_id: UUID) -> int:
    """Count the roles that reach over one work unit."""
    return repository.count_unit_grants(tenant_id, unit_id)


def move_unit_grants(tenant_id: int, unit_id: UUID, into: UUID) -> int:
    """Let roles over one work unit reach over another one, and count them."""
    return repository.move_unit_grants(tenant_id, unit_id, into)
