"""Who changes a regency's document, and when."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Editor:
    """Say who acts on which regency's document; `today` is the regency's own date."""

    tenant_id: int
    account_id: UUID
    today: date
    now: datetime
