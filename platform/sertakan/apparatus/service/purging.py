"""Empty a trial space of its roll before real people come; units, villages and their targets are the regency's own."""

from sertakan.apparatus.repository import purging


def purge(tenant_id: int) -> dict[str, int]:
    """Remove a regency's ASN roll and the sheets that were read into it, and return how many rows of each."""
    return purging.delete_roll(tenant_id)
