"""Empty a trial space of its people before it opens to real ones."""

from sertakan.enrolment.repository import purging


def purge(tenant_id: int) -> dict[str, int]:
    """Remove a regency's sponsors, workers and enrolments, and return how many rows of each table."""
    return purging.delete_everything(tenant_id)
