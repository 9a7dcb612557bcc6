"""Drafts of a law part, and papers of an opening."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.factories.tenancy import make

from sertakan.configuration.tables import ConfigurationDraftRow, ConfigurationDraftSectionRow, OpeningItemRow
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document_file import plain_part

_LONG_AGO = datetime(2026, 11, 1, 2, tzinfo=UTC)


def make_law_draft(tenant_id: int, account_id: UUID, **chosen: Any) -> UUID:
    """Make an open draft that changed nothing yet."""
    values = {"state": "editing", "base": 1, "started_by": account_id, "started_at": _LONG_AGO, **chosen}
    return make(ConfigurationDraftRow, tenant_id, **values)


def make_law_section(
    tenant_id: int, draft_id: UUID, account_id: UUID, section: str = "programme", **changed: Any
) -> UUID:
    """Make the first version of a section: as it was published first, but for what is given."""
    published = plain_part(tenancy.read_revision(tenant_id, 1), section)
    return make(
        ConfigurationDraftSectionRow,
        tenant_id,
        draft_id=draft_id,
        section=section,
        version=1,
        content={**published, **changed},
        edited_by=account_id,
        edited_at=_LONG_AGO,
    )


def make_opening_item(tenant_id: int, account_id: UUID, **chosen: Any) -> UUID:
    """Make an item of an opening's checklist that was settled by a reason."""
    values = {"item": "diskominfo", "reason": "Menunggu surat", "settled_by": account_id, **chosen}
    return make(OpeningItemRow, tenant_id, settled_at=_LONG_AGO, **values)
