"""Empty a trial space of its sponsors' accounts before it opens; the staff keep theirs."""

from sertakan.identity.repository import purging


def purge(tenant_id: int) -> dict[str, int]:
    """Remove the accounts that hold no role, their sign-ins and all waiting codes; return how many."""
    return purging.delete_sponsors(tenant_id)
